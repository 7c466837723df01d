// From a pin of the header (BCM number) to the kernel's number for it. The base of the Pi's chip differs by model and kernel
// (0, 512, 399, 571 and 569 have all been seen), so it is read from the chip that carries the Pi's own label.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { LinnetError } from '../../kernel/errors.ts';
import { readText } from '../system-files.ts';

const LABELS = ['pinctrl-rp1', 'pinctrl-bcm2711', 'pinctrl-bcm2835'];

/** Throws `board.unsupported` where there is no such chip. `root` is "/" but in tests. */
export function gpioNumber(bcm: number, root = '/'): number {
  const folder = join(root, 'sys/class/gpio');
  for (const chip of chipsIn(folder)) {
    const label = readText(join(folder, chip, 'label'))?.trim() ?? '';
    const base = Number(readText(join(folder, chip, 'base')));
    if (LABELS.includes(label) && Number.isInteger(base)) return base + bcm;
  }
  throw new LinnetError(
    'board.unsupported',
    `Expected a GPIO chip of a Raspberry Pi in ${folder}; there is none. Kernels without it offer the button as an input device (dtoverlay=gpio-key).`,
  );
}

function chipsIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((entry) => /^gpiochip\d+$/.test(entry));
  } catch {
    return []; // no sysfs interface: the caller says what to do
  }
}
