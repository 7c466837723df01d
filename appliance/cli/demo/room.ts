// The person in the room: what was recorded beforehand, said into the simulated microphone at real pace.
import { connectSpeech } from '../../audio/data-plane.ts';
import type { Hub } from '../../processes/hub.ts';
import type { Recording } from './recordings.ts';

export interface Room {
  /** Resolves when the last sample has gone into the microphone. */
  say(recording: Recording): Promise<void>;
  close(): void;
}

/** Enters the room of the simulated board that `hub` runs. */
export function enterRoom(hub: Hub): Room {
  const output = connectSpeech(hub.children.sockets.room);
  let stream = 0;
  return {
    say: async ({ samples, sampleRate }) => {
      const own = ++stream;
      const finished = new Promise<void>((resolve) => {
        const end = hub.on('boardEvent', (event) => {
          if (event.kind !== 'roomFinished' || event.stream !== own) return;
          end();
          resolve();
        });
      });
      output.begin(own, sampleRate);
      await output.write(own, samples, new AbortController().signal);
      output.end(own);
      await finished;
    },
    close: () => output.close(),
  };
}
