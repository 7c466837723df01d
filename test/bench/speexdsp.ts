// The echo canceller of libspeexdsp, called by Python's ctypes as its header says (speex_echo.h, speex_preprocess.h): what ours is
// compared with. Where Python or the library is not there, there is nothing to compare with.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface SpeexOptions {
  readonly tailMs: number;
  /** Whether its preprocessor turns down what is left of the echo; it costs one frame of delay. */
  readonly suppresses: boolean;
}

export interface SpeexResult {
  /** Aligned with what was heard. */
  readonly cleaned: Int16Array;
  /** Processor time of one frame of 20 ms. */
  readonly frameUs: number;
}

const FRAME = 320;
const SCRIPT = `
import ctypes, sys, time
folder, tail, suppresses = sys.argv[1], int(sys.argv[2]), sys.argv[3] == "true"
speex = ctypes.CDLL("libspeexdsp.so.1")
frame, rate = ${FRAME}, ctypes.c_int(16000)
speex.speex_echo_state_init.restype = speex.speex_preprocess_state_init.restype = ctypes.c_void_p
echo = ctypes.c_void_p(speex.speex_echo_state_init(frame, tail))
speex.speex_echo_ctl(echo, 24, ctypes.byref(rate)) # SPEEX_ECHO_SET_SAMPLING_RATE
after = ctypes.c_void_p(speex.speex_preprocess_state_init(frame, 16000))
speex.speex_preprocess_ctl(after, 24, echo) # SPEEX_PREPROCESS_SET_ECHO_STATE
heard = open(folder + "/heard.raw", "rb").read()
played = open(folder + "/played.raw", "rb").read()
block = ctypes.create_string_buffer(2 * frame)
cleaned = []
started = time.process_time()
for at in range(0, len(heard) - 2 * frame + 1, 2 * frame):
    speex.speex_echo_cancellation(echo, heard[at:at + 2 * frame], played[at:at + 2 * frame], block)
    if suppresses:
        speex.speex_preprocess_run(after, block)
    cleaned.append(block.raw)
spent = time.process_time() - started
open(folder + "/cleaned.raw", "wb").write(b"".join(cleaned))
print(1e6 * spent / max(1, len(cleaned)))
`;

/** Why it cannot be compared with; null where it can. */
export async function whyNoSpeex(): Promise<string | null> {
  try {
    await run('python3', ['-c', 'import ctypes; ctypes.CDLL("libspeexdsp.so.1")']);
    return null;
  } catch {
    return 'needs python3 and libspeexdsp.so.1 (Debian: libspeexdsp1)';
  }
}

export async function runSpeex(heard: Int16Array, played: Int16Array, options: SpeexOptions): Promise<SpeexResult> {
  const folder = await mkdtemp(join(tmpdir(), 'linnet-bench-speex-'));
  try {
    await writeFile(join(folder, 'heard.raw'), bytesOf(heard));
    await writeFile(join(folder, 'played.raw'), bytesOf(played));
    await writeFile(join(folder, 'job.py'), SCRIPT);
    const tail = String((options.tailMs * 16_000) / 1000);
    const { stdout } = await run('python3', [join(folder, 'job.py'), folder, tail, String(options.suppresses)]);
    const cleaned = samplesOf(await readFile(join(folder, 'cleaned.raw')), heard.length);
    if (options.suppresses) cleaned.copyWithin(0, FRAME);
    return { cleaned, frameUs: Number(stdout) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function bytesOf(samples: Int16Array): Uint8Array {
  return new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
}

function samplesOf(bytes: Buffer, length: number): Int16Array {
  const samples = new Int16Array(length);
  samples.set(new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)));
  return samples;
}
