// Which program reads the microphone: alsa-capture where it was built and loads, else arecord. Both write the same to the same place.
import { entryPoint } from '../../kernel/entry.ts';
import { unlessAborted } from '../../kernel/unless-aborted.ts';
import { loadsElsewhere } from '../native-package.ts';
import { alsaCaptureCommand, parseLeafLine } from './alsa-capture.ts';
import { arecordCommand, type CaptureFormat, parseArecordLine } from './arecord.ts';
import { tryFormat } from './hardware-parameters.ts';
import type { CaptureNotice } from './process-microphone.ts';
import type { SoundCommand } from './sound-process.ts';

export type CaptureEngine = 'alsa-capture' | 'arecord';

export interface CaptureProgram {
  /** Rejects with `microphone.unavailable` where the device cannot be read like this, and where `signal` breaks off trying it. */
  command(format: CaptureFormat, signal: AbortSignal): Promise<SoundCommand>;
  parseLine(line: string): CaptureNotice | null;
}

/** `loads`: whether alsa-capture does; asked once, at the first opening. */
export function captureProgram(
  wanted: CaptureEngine | 'auto' = 'auto',
  loads: () => Promise<boolean> = () => loadsElsewhere('alsa-capture'),
): CaptureProgram {
  if (wanted !== 'auto') return wanted === 'arecord' ? ARECORD : ALSA_CAPTURE;
  let answer: Promise<boolean> | null = null;
  return {
    async command(format, signal) {
      answer ??= loads();
      return ((await unlessAborted(answer, signal)) ? ALSA_CAPTURE : ARECORD).command(format, signal);
    },
    // What the one says is nothing to the other.
    parseLine: (line) => parseLeafLine(line) ?? parseArecordLine(line),
  };
}

const ARECORD: CaptureProgram = {
  command: (format) => Promise.resolve(arecordCommand(format)),
  parseLine: parseArecordLine,
};

const ALSA_CAPTURE: CaptureProgram = {
  async command(format, signal) {
    await tryFormat(format, signal); // a refusal would crash the leaf
    return alsaCaptureCommand(entryPoint(import.meta.url, '../../processes/alsa-capture-leaf.ts'), format);
  },
  parseLine: parseLeafLine,
};
