// A leaf of the board's process that writes what it reads to SPI0 with rpio. Alone in a process, since rpio needs root and
// /dev/mem, and holds the processor while it transfers.
import { beginRpio, type Rpio, rpioLeafArgumentSchema } from '../hardware/leds/rpio.ts';
import { loadNative } from '../hardware/native-package.ts';

const argument = rpioLeafArgumentSchema.parse(JSON.parse(process.argv[2] ?? '{}'));
const spi = beginRpio(loadNative<Rpio>('rpio', 'the LEDs of a HAT by rpio'), argument);
process.on('SIGINT', () => {}); // a terminal sends it to the whole group; the last frame, which is dark, is still to come
process.stdin.on('data', (chunk: Buffer) => spi.write(chunk));
process.stdin.once('end', () => {
  spi.end();
  process.exit(0);
});
