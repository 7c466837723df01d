// A whole board without hardware. What it hears, and how fast, is injected; what it does can be watched and interfered with.
import type { Clock } from '../../kernel/clock.ts';
import type { Board } from '../ports.ts';
import { SimulatedButton, SimulatedMuteSwitch, SimulatedRing } from './controls.ts';
import { EchoPath, type EchoPathOptions } from './echo-path.ts';
import { SimulatedMicrophone, type SimulatedMicrophoneOptions } from './microphone.ts';
import { RoomNoise, type RoomNoiseOptions } from './room-noise.ts';
import type { SoundSource } from './sound-source.ts';
import { SimulatedSpeaker, type SimulatedSpeakerOptions } from './speaker.ts';

export interface SimulatedBoardOptions {
  readonly microphone?: SimulatedMicrophoneOptions;
  readonly speaker?: SimulatedSpeakerOptions;
  /** LEDs on the ring: 12 by default, 0 for none. */
  readonly leds?: number;
  /** Without it the microphone does not hear the speaker. */
  readonly echo?: EchoPathOptions;
  /** Without it the room is digitally silent. */
  readonly noise?: RoomNoiseOptions;
  /** Whether there is a hardware mute switch; default false. */
  readonly muteSwitch?: boolean;
}

export interface SimulatedBoardDeps {
  readonly clock: Clock;
  /** What the microphone hears besides echo and noise. */
  readonly sources: readonly SoundSource[];
}

export interface SimulatedBoard extends Board {
  readonly microphone: SimulatedMicrophone;
  readonly speaker: SimulatedSpeaker;
  readonly ring: SimulatedRing | null;
  readonly button: SimulatedButton;
  readonly muteSwitch: SimulatedMuteSwitch | null;
}

export function createSimulatedBoard(options: SimulatedBoardOptions, deps: SimulatedBoardDeps): SimulatedBoard {
  const speaker = new SimulatedSpeaker(options.speaker ?? {}, deps);
  const sources = [...deps.sources];
  if (options.echo !== undefined) sources.push(new EchoPath(options.echo, speaker));
  if (options.noise !== undefined) sources.push(new RoomNoise(options.noise));
  const microphone = new SimulatedMicrophone(options.microphone ?? {}, { clock: deps.clock, sources });
  const leds = options.leds ?? 12;
  const ring = leds === 0 ? null : new SimulatedRing(leds);
  const button = new SimulatedButton(deps);
  const muteSwitch = options.muteSwitch === true ? new SimulatedMuteSwitch() : null;
  return {
    id: 'simulated',
    microphone,
    speaker,
    ring,
    button,
    muteSwitch,
    direction: null,
    cancelsEcho: options.echo === undefined,
    async close() {
      await Promise.all([microphone.close(), speaker.close(), ring?.close(), button.close(), muteSwitch?.close()]);
    },
  };
}
