// A leaf of the board's process that writes what it reads to SPI0 with rpio. Alone in a process, since rpio needs root and
// /dev/mem, and holds the processor while it transfers.
import { rpioLeafArgumentSchema } from '../hardware/leds/rpio.ts';
import { loadNative } from '../hardware/native-package.ts';

interface Rpio {
  init(options: { readonly gpiomem: boolean; readonly mapping: 'gpio'; readonly mock?: string }): void;
  spiBegin(): void;
  spiChipSelect(select: number): void;
  spiSetClockDivider(divider: number): void;
  spiSetDataMode(mode: number): void;
  spiWrite(bytes: Buffer, count: number): void;
  spiEnd(): void;
}

/** What rpio assumes the core's clock to be; it takes an even divider of it. */
const CORE_HZ = 250_000_000;

const { bytes, speedHz, mock } = rpioLeafArgumentSchema.parse(JSON.parse(process.argv[2] ?? '{}'));
const rpio = loadNative<Rpio>('rpio', 'the LEDs of a HAT by rpio');
rpio.init({ gpiomem: false, mapping: 'gpio', ...(mock === null ? {} : { mock }) });
rpio.spiBegin();
rpio.spiChipSelect(0);
rpio.spiSetClockDivider(2 * Math.ceil(CORE_HZ / speedHz / 2));
rpio.spiSetDataMode(0);

const frame = Buffer.alloc(bytes);
let filled = 0;
process.stdin.on('data', (chunk: Buffer) => {
  for (let at = 0; at < chunk.length; ) {
    const count = chunk.copy(frame, filled, at);
    filled += count;
    at += count;
    if (filled < bytes) continue;
    rpio.spiWrite(frame, bytes);
    filled = 0;
  }
});
process.stdin.once('end', () => {
  rpio.spiEnd();
  process.exit(0);
});
