// The master volume of a card, by amixer with its perceptual curve (-M): the planes' own volumes are gains of the mixer.
import { execFile } from 'node:child_process';
import { LinnetError } from '../../kernel/errors.ts';
import type { MixerControl } from '../ports.ts';

/** Runs amixer with `args` and gives its output. */
export type RunAmixer = (args: readonly string[]) => Promise<string>;

const ASK_LIMIT_MS = 3000;

export const runAmixer: RunAmixer = (args) =>
  new Promise((resolve, reject) => {
    execFile('env', ['LC_ALL=C', 'amixer', ...args], { timeout: ASK_LIMIT_MS, maxBuffer: 2 ** 18 }, (error, output) => {
      if (error === null) resolve(output);
      else
        reject(
          new LinnetError('speaker.unavailable', `amixer ${args.join(' ')} failed: ${error.message}`, { cause: error }),
        );
    });
  });

/** The first of `controls` that card `cardId` has; null where it has none of them. */
export async function findVolumeControl(
  cardId: string,
  controls: readonly string[],
  run: RunAmixer = runAmixer,
): Promise<string | null> {
  const output = await run(['-c', cardId, 'scontrols']);
  const present = [...output.matchAll(/^Simple mixer control '([^']+)',0$/gm)].map((match) => match[1] as string);
  return controls.find((control) => present.includes(control)) ?? null;
}

export function amixerControl(cardId: string, control: string, run: RunAmixer = runAmixer): MixerControl {
  return {
    async setVolume(percent) {
      await run(['-q', '-M', '-c', cardId, 'sset', control, `${Math.round(percent)}%`, 'unmute']);
    },
  };
}
