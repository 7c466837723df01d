// What a device offers, as "arecord --dump-hw-params" prints it. Asked before opening: alsa-capture crashes on a card that refuses
// the number of channels, and firmware decides how many a USB array has.
import { execFile } from 'node:child_process';
import { LinnetError } from '../../kernel/errors.ts';

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

/** Rejects with `microphone.unavailable` (capture) or `speaker.unavailable` (playback). */
export function askHardware(device: string, stream: 'capture' | 'playback'): Promise<HardwareParameters> {
  const command = stream === 'capture' ? 'arecord' : 'aplay';
  // One sample of silence: the parameters are printed when the device is opened, what follows does not matter.
  const args = [
    'LC_ALL=C',
    command,
    '-D',
    device,
    '--dump-hw-params',
    '-t',
    'raw',
    '-d',
    '1',
    stream === 'capture' ? '/dev/null' : '/dev/zero',
  ];
  return new Promise((resolve, reject) => {
    execFile('env', args, { timeout: ASK_LIMIT_MS, killSignal: 'SIGKILL', maxBuffer: 2 ** 16 }, (error, _out, text) => {
      const parameters = parseHardwareParameters(text);
      if (parameters !== null) return resolve(parameters);
      const why = text.trim().split('\n').at(-1) || error?.message || 'no answer';
      const code = stream === 'capture' ? 'microphone.unavailable' : 'speaker.unavailable';
      reject(new LinnetError(code, `The sound device "${device}" cannot be opened: ${why}.`, { cause: error }));
    });
  });
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
