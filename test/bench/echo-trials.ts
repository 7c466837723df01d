// The trials of the echo cancellers: the box reads replies, and somebody says a command in one breath with the wake word meanwhile.
// All that differs from one trial to the next comes from its number: what is said, by which voice, how loud, in which room, by which
// loudspeaker and card.
import { noise } from '../../appliance/audio/babble.ts';
import { join16, speak } from '../support/speech.ts';
import { type EchoRoom, type EchoScene, makeEchoScene } from './echo-scene.ts';
import { RATE } from './recordings.ts';
import { SPOKEN_COMMANDS, type SpokenCommand } from './spoken-commands.ts';

export interface EchoTrial {
  readonly command: SpokenCommand;
  /** When somebody begins to speak. */
  readonly beginS: number;
  readonly scene: EchoScene;
}

const REPLIES = [
  'The light in the living room is on now, and I have also closed the blinds in the bedroom.',
  'It is twelve and a half degrees outside, so the heating stays at twenty degrees.',
  'Your timer has four minutes and thirty seconds left, and the pizza is nearly done.',
  'Tomorrow it will be cloudy in the morning, with some rain in the afternoon and a light wind from the west.',
];
const COMMANDS = SPOKEN_COMMANDS.filter(({ outcome }) => outcome === 'done');
/** The same voice at other rates sounds like other people. */
const VOICE_RATES = [14_300, 15_200, 16_000, 17_300];
const SPEEDS = [1, 0.9, 1.1];
/** Every third card skips or stalls once, before anybody speaks. */
const SKIPS_EVERY = 3;

export async function echoTrial(number: number, beginS: number): Promise<EchoTrial> {
  const uniform = uniformNumbers(number * 100 + beginS);
  const command = COMMANDS[Math.floor(uniform(0, COMMANDS.length))] as SpokenCommand;
  const rate = VOICE_RATES[number % VOICE_RATES.length] as number;
  const speed = SPEEDS[number % SPEEDS.length] as number;
  const { said } = command;
  const spoken = await speak(`Okay Nabu, ${said.slice(0, 1).toLowerCase()}${said.slice(1)}`, { rate, speed });
  const replies = await Promise.all(REPLIES.map((reply) => speak(reply)));
  const order = Array.from({ length: 12 }, (_, k) => replies[(number + k) % replies.length] as Int16Array);
  const end = beginS * RATE + spoken.length;
  const played = join16(order.flatMap((reply) => [reply, 200])).slice(0, end + 3 * RATE);
  played.fill(0, end + 0.2 * RATE);
  const near = new Int16Array(played.length);
  near.set(spoken, beginS * RATE);
  return { command, beginS, scene: makeEchoScene(played, near, roomOf(number, beginS, uniform)) };
}

function roomOf(number: number, beginS: number, uniform: Uniform): EchoRoom {
  return {
    seed: number + 1,
    delayMs: uniform(5, 45),
    decayMs: uniform(150, 400),
    drive: uniform(0.2, 1),
    driftPpm: uniform(0, 100),
    nearOverEchoDb: uniform(-6, 6),
    skip: number % SKIPS_EVERY === 0 ? { atS: beginS * uniform(0.2, 0.7), byMs: uniform(-15, 15) } : null,
  };
}

type Uniform = (from: number, to: number) => number;

function uniformNumbers(seed: number): Uniform {
  const white = noise(seed + 1);
  for (let i = 0; i < 20; i++) white(); // the first numbers of seeds that are alike are alike
  return (from, to) => from + ((white() + 1) / 2) * (to - from);
}
