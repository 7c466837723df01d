// A leaf of the board's process that does nothing but read a sound card with alsa-capture. Whatever goes wrong with the card ends
// this process in the same tick; who reads its standard output starts another one.
import { type LeafMessage, leafArgumentSchema } from '../hardware/alsa/alsa-capture.ts';
import { loadNative } from '../hardware/native-package.ts';
import { toError } from '../kernel/errors.ts';

interface AlsaCapture {
  on(event: 'audio', listener: (frame: Uint8Array) => void): void;
  on(event: 'overrun' | 'close', listener: () => void): void;
  on(event: 'readError' | 'shortRead' | 'rateDeviating' | 'error', listener: (value: unknown) => void): void;
}

type AlsaCaptureConstructor = new (options: {
  readonly device: string;
  readonly channels: number;
  readonly rate: number;
  readonly format: string;
  readonly periodSize: number;
}) => AlsaCapture;

const FRAMES_A_SECOND = 50;
/** A card that was read too late gives good frames after that. One that only overruns does so as fast as it is read, and fills memory. */
const MOST_OVERRUNS = 10;

try {
  start();
} catch (thrown) {
  die(toError(thrown).message);
}

function start(): void {
  const { device, sampleRate, channels } = leafArgumentSchema.parse(JSON.parse(process.argv[2] ?? '{}'));
  const Capture = loadNative<AlsaCaptureConstructor>('alsa-capture', 'reading the microphone without arecord');
  const periodSize = sampleRate / FRAMES_A_SECOND;
  const capture = new Capture({ device, channels, rate: sampleRate, format: 'S16_LE', periodSize });
  // After a read that failed the addon hands out the buffer of the read before once more, after a short one the rest of it.
  let fresh: number | null = null;
  let overruns = 0;
  capture.on('audio', (frame) => {
    process.stdout.write(fresh === null ? frame : frame.subarray(0, fresh * 2 * channels));
    if (fresh !== 0) overruns = 0;
    fresh = null;
  });
  capture.on('overrun', () => {
    fresh = 0;
    overruns++;
    if (overruns === MOST_OVERRUNS) die(`it overran ${MOST_OVERRUNS} times and gave nothing in between`);
    tell({ kind: 'overrun' });
  });
  capture.on('shortRead', (value) => {
    fresh = Number(value);
    if (fresh === 0) die('the device delivers nothing');
  });
  capture.on('readError', (value) => die(`read error: ${String(value)}`));
  capture.on('rateDeviating', (value) => die(`the device runs at ${String(value)} Hz, not ${sampleRate}`));
  capture.on('error', (value) => die(toError(value).message));
  capture.on('close', () => die('the device was closed'));
  // The board's process is gone: its end of the pipe is closed, however it died.
  process.stdin.once('end', () => die('nobody listens'));
  process.stdin.resume();
  process.stdout.once('error', () => die('nobody listens'));
}

function tell(message: LeafMessage): void {
  process.stderr.write(`${JSON.stringify(message)}\n`);
}

/** Not process.exit(): that waits for the addon's read, which may never return. */
function die(text: string): void {
  tell({ kind: 'failed', text });
  process.kill(process.pid, 'SIGKILL');
}
