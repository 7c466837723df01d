// Which program reads the microphone: alsa-capture where it was built, else arecord. Both write the same to the same place.
import { entryPoint } from '../../kernel/entry.ts';
import { isInstalled } from '../native-package.ts';
import { alsaCaptureCommand, parseLeafLine } from './alsa-capture.ts';
import { arecordCommand, type CaptureFormat, parseArecordLine } from './arecord.ts';
import { tryFormat } from './hardware-parameters.ts';
import type { CaptureNotice } from './process-microphone.ts';
import type { SoundCommand } from './sound-process.ts';

export type CaptureEngine = 'alsa-capture' | 'arecord';

export interface CaptureProgram {
  readonly engine: CaptureEngine;
  /** Rejects with `microphone.unavailable` where the device cannot be read like this. */
  command(format: CaptureFormat): Promise<SoundCommand>;
  parseLine(line: string): CaptureNotice | null;
}

/** `wanted`: "auto" takes alsa-capture where it is installed. */
export function captureProgram(wanted: CaptureEngine | 'auto' = 'auto'): CaptureProgram {
  const engine = wanted === 'auto' ? (isInstalled('alsa-capture') ? 'alsa-capture' : 'arecord') : wanted;
  return engine === 'arecord' ? ARECORD : ALSA_CAPTURE;
}

const ARECORD: CaptureProgram = {
  engine: 'arecord',
  command: (format) => Promise.resolve(arecordCommand(format)),
  parseLine: parseArecordLine,
};

const ALSA_CAPTURE: CaptureProgram = {
  engine: 'alsa-capture',
  async command(format) {
    await tryFormat(format); // a refusal would crash the leaf
    return alsaCaptureCommand(entryPoint(import.meta.url, '../../processes/alsa-capture-leaf.ts'), format);
  },
  parseLine: parseLeafLine,
};
