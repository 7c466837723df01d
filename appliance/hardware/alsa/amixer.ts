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

/** What amixer says of each simple mixer control of card `cardId`, by its name. */
export async function simpleContents(cardId: string, run: RunAmixer = runAmixer): Promise<Map<string, string>> {
  const output = await run(['-c', cardId, 'scontents']);
  return new Map([...output.matchAll(CONTROL)].map(({ 1: name = '', 2: says = '' }) => [name, says]));
}

const CONTROL = /^Simple mixer control '([^']+)',0\n((?: .*\n?)*)/gm;
/** "Mono: 3 [100%]", "Front Left: Capture 32 [27%] [16.00dB] [on]" */
const VOLUME = /^ +[^:]+: (?:Playback |Capture )?(-?\d+) \[/gm;

/** The volume of each channel, in steps, by what amixer says of a control; none where it has no volume. */
export function volumesOf(contents: string): number[] {
  return [...contents.matchAll(VOLUME)].map(([, volume]) => Number(volume));
}

/** Those that card `cardId` has of the first of `groups` of which it has any. */
export async function findVolumeControls(
  cardId: string,
  groups: ReadonlyArray<readonly string[]>,
  run: RunAmixer = runAmixer,
): Promise<readonly string[]> {
  const present = await simpleContents(cardId, run);
  const groupsHere = groups.map((group) => group.filter((control) => present.has(control)));
  return groupsHere.find((group) => group.length > 0) ?? [];
}

export function amixerControl(cardId: string, control: string, run: RunAmixer = runAmixer): MixerControl {
  return {
    async setVolume(percent) {
      await run(['-q', '-M', '-c', cardId, 'sset', control, `${Math.round(percent)}%`, 'unmute']);
    },
  };
}
