// What a device offers, as "arecord --dump-hw-params" prints it. Asked before opening: alsa-capture crashes on a card that refuses
// the number of channels, and firmware decides how many a USB array has.
import { execFile } from 'node:child_process';
import { LinnetError } from '../../kernel/errors.ts';
import type { CaptureFormat } from './arecord.ts';

export interface Range {
  readonly least: number;
  readonly most: number;
}

export interface HardwareParameters {
  readonly channels: Range;
  readonly rates: Range;
  readonly formats: readonly string[];
}

const ASK_LIMIT_MS = 4000;

/** Rejects with `microphone.unavailable` (capture) or `speaker.unavailable` (playback), also where `signal` ends it. */
export async function askHardware(
  device: string,
  stream: 'capture' | 'playback',
  signal?: AbortSignal,
): Promise<HardwareParameters> {
  const { output, failure } = await tryDevice(device, stream, [], signal);
  const parameters = parseHardwareParameters(output);
  if (parameters !== null) return parameters;
  throw cannotOpen(device, stream, failure ?? 'no answer');
}

/** Opens the device with exactly `format` and closes it again. Rejects as askHardware does, with what the device objects to. */
export async function tryFormat(format: CaptureFormat, signal?: AbortSignal): Promise<void> {
  const args = ['-f', 'S16_LE', '-r', String(format.sampleRate), '-c', String(format.channels)];
  const { failure } = await tryDevice(format.device, 'capture', args, signal);
  if (failure !== null) throw cannotOpen(format.device, 'capture', failure);
}

interface Trial {
  readonly output: string;
  /** The last line of a program that failed. */
  readonly failure: string | null;
}

/** Resolves when its program is gone, and holds the device no more. */
function tryDevice(
  device: string,
  stream: 'capture' | 'playback',
  more: readonly string[],
  signal?: AbortSignal,
): Promise<Trial> {
  const [command, file] = stream === 'capture' ? ['arecord', '/dev/null'] : ['aplay', '/dev/zero'];
  // The parameters are printed when the device is opened; one sample is enough to see that it runs.
  const args = ['LC_ALL=C', command, '-D', device, '--dump-hw-params', '-t', 'raw', '-s', '1', ...more, file];
  return new Promise((resolve) => {
    const options = { timeout: ASK_LIMIT_MS, killSignal: 'SIGKILL', maxBuffer: 2 ** 16 } as const;
    const program = execFile('env', args, options, (error, _, text) => {
      const lastLine = text.trim().split('\n').at(-1);
      resolve({ output: text, failure: error === null ? null : lastLine || error.message });
    });
    const end = (): void => void program.kill('SIGKILL');
    if (signal?.aborted === true) end();
    signal?.addEventListener('abort', end, { once: true });
  });
}

function cannotOpen(device: string, stream: 'capture' | 'playback', why: string): LinnetError {
  const code = stream === 'capture' ? 'microphone.unavailable' : 'speaker.unavailable';
  return new LinnetError(code, `The sound device "${device}" cannot be opened: ${why}.`);
}

/** Lines such as `CHANNELS: 2`, `CHANNELS: [1 2]`, `RATE: (8000 48000]`, `FORMAT:  S16_LE S32_LE`. */
export function parseHardwareParameters(text: string): HardwareParameters | null {
  const channels = rangeOf(text, 'CHANNELS');
  const rates = rangeOf(text, 'RATE');
  const formats = /^FORMAT: +(.+)$/m.exec(text)?.[1]?.trim().split(/\s+/);
  return channels === null || rates === null || formats === undefined ? null : { channels, rates, formats };
}

function rangeOf(text: string, name: string): Range | null {
  const match = new RegExp(`^${name}: *[[(]?(\\d+)(?: (\\d+))?[\\])]?$`, 'm').exec(text);
  if (match === null) return null;
  return { least: Number(match[1]), most: Number(match[2] ?? match[1]) };
}
