// A whole box on a USB array of six channels, whose sound is read and played by the real programs: it hears its wake word, answers,
// loses the array in the middle of a command, says so and mends itself.
import { rmSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { Turn } from '../../appliance/dialogue/turn.ts';
import type { CaptureEngine } from '../../appliance/hardware/alsa/capture-choice.ts';
import { isInstalled } from '../../appliance/hardware/native-package.ts';
import { Scope } from '../../appliance/kernel/scope.ts';
import { CARDS, writeTree } from '../hardware/machine-tree.ts';
import { hasAlsa, VirtualCard } from '../hardware/virtual-card.ts';
import { type RunningBox, startBox, WAKE } from '../support/running-box.ts';
import { speak } from '../support/speech.ts';

const TIMES = 2;
const SPEECH_CHANNEL = 0;
const QUESTION = 'What time is it?';
const COMMAND = 'Set the living room lamp to forty percent.';
/** What the card records from the wake word to listening, at the most. */
const WAKE_SAMPLES = 10 * 16_000;
/** The person is as slow as the machine is busy. */
const PATIENT = 'listen.noSpeechMs=30000';
const AWAY = /^The microphone is away/;
const engines: CaptureEngine[] = isInstalled('alsa-capture') ? ['arecord', 'alsa-capture'] : ['arecord'];

let scope = new Scope();
afterEach(async () => {
  await scope.close();
  scope = new Scope();
});

describe.skipIf(!hasAlsa)('a box on a USB array', () => {
  it.each(engines)('that is unplugged within a turn mends itself, read by %s', { timeout: 240_000 }, async (engine) => {
    const card = new VirtualCard();
    scope.defer(() => card.close());
    const plugIn = async (id: string): Promise<void> => {
      await becomes(card, { ...CARDS.xvf3000, id });
      card.plugIn(id, 6);
      card.set('unplugged', false);
    };
    await plugIn('ArrayUAC10');
    await card.say(new Int16Array(0), SPEECH_CHANNEL);
    await Promise.all([WAKE, QUESTION, COMMAND].map((text) => speak(text))); // what is not made yet is made before the box waits for it
    const box = await startBox({ flags: ['audio.board=auto', `audio.capture=${engine}`, PATIENT] });
    scope.defer(() => box.close());
    await goodTurn(box, card);
    for (let i = 0; i < TIMES; i++) {
      await wake(box, card);
      await card.say((await speak(COMMAND)).subarray(0, 8000), SPEECH_CHANNEL);
      expect(box.phase()).toBe('listening');
      const before = box.ended.length;
      card.set('unplugged', true);
      await becomes(card);
      await box.until(() => problems(box).some((problem) => AWAY.test(problem)), 'the state to say so');
      await box.until(() => box.ended.length > before, 'the turn to end');
      expect(box.ended.at(-1)!.outcome).toBe('failed');
      await box.until(() => litLeds(box) === 1, 'the ring to show one LED, since something is away');
      expect(box.hub.listening).toBe(false);
      await plugIn(`ArrayUAC10_${i}`);
      await box.until(() => box.hub.listening && problems(box).length === 0, 'the box to be well again');
      await goodTurn(box, card);
    }
  });
});

/** The machine has this card, or none. */
async function becomes(card: VirtualCard, ...cards: Parameters<typeof writeTree>[1]['cards'] & object): Promise<void> {
  rmSync(card.machine, { recursive: true, force: true });
  await writeTree(card.machine, { cards });
}

/** Says the wake word; again where a busy machine did not hear it, as a person would. */
async function wake(box: RunningBox, card: VirtualCard): Promise<void> {
  await box.until(() => box.phase() === 'idle' && box.hub.listening, 'the box to listen for its wake word');
  const call = await speak(WAKE);
  do {
    await card.say(call, SPEECH_CHANNEL);
    const until = card.recorded + WAKE_SAMPLES;
    await card.until(() => box.phase() === 'listening' || card.recorded > until);
  } while (box.phase() !== 'listening');
}

/** A question that is answered aloud; again where a busy machine missed some of the words. */
async function goodTurn(box: RunningBox, card: VirtualCard): Promise<void> {
  const missed = ['notUnderstood', 'nothingHeard'];
  let turn: Turn;
  let playedBefore: number;
  do {
    await wake(box, card);
    const before = box.ended.length;
    await card.say(await speak(QUESTION), SPEECH_CHANNEL);
    playedBefore = card.heard().length; // after the sound that told that it woke
    await box.until(() => box.ended.length > before, 'the answer to be said');
    turn = box.ended[before]!;
  } while (missed.includes(turn.outcome));
  expect(turn).toMatchObject({ outcome: 'done', intent: 'HassGetCurrentTime' });
  expect(
    card
      .heard()
      .subarray(playedBefore)
      .some((sample) => Math.abs(sample) > 1000),
  ).toBe(true);
}

function problems(box: RunningBox): readonly string[] {
  return box.hub.box.read().problems;
}

function litLeds({ hub: { ring } }: RunningBox): number {
  return new Set(ring.flatMap((value, i) => (value > 0 ? [Math.floor(i / 3)] : []))).size;
}
