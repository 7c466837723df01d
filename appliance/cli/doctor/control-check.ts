// The LEDs, the button and the mute switch of a board, tried for linnet doctor: opened as the box would open them. What a driver
// for USB says before its first transfer is no answer.
import type { RealBoard } from '../../hardware/real-board.ts';
import { toError } from '../../kernel/errors.ts';
import { type Finding, ok, skipped, warning } from './finding.ts';

export type ControlledBoard = Pick<RealBoard, 'row' | 'missing' | 'ring' | 'button' | 'muteSwitch'>;

export interface ControlCheck {
  /** Whether there is something that a person can see or press: then there has to be time for it. */
  readonly needsPerson: boolean;
  /** Called when there was time for a press. */
  findings(): Promise<Finding[]>;
}

/** Lights the LEDs and listens to the button until the board is closed. */
export async function checkControls(board: ControlledBoard): Promise<ControlCheck> {
  const { ring } = board;
  ring?.show(new Uint8Array(3 * ring.count).map((_, i) => (i % 3 === 1 ? TEST_GREEN : 0)));
  const button = await openButton(board);
  const lights = ring !== null && (await ring.problem()) === null;
  return {
    needsPerson: lights || button.isOpen,
    findings: async () => [await ringFinding(board), button.finding(), await muteFinding(board)],
  };
}

interface ButtonCheck {
  readonly isOpen: boolean;
  /** What came of it until now. */
  finding(): Finding;
}

const TEST_GREEN = 200;
const SPI_HINT = 'Switch SPI on (dtparam=spi=on), and leave leds.driver at "spi-device".';
const USB_HINT = 'A udev rule has to give the device to the group plugdev.';

async function ringFinding({ row, ring, missing }: ControlledBoard): Promise<Finding> {
  if (row.leds === null) return skipped('LEDs', 'this board has none that can be driven');
  const overSpi = row.leds.driver === 'apa102';
  const hint = overSpi ? SPI_HINT : USB_HINT;
  if (ring === null) return warning('LEDs', missing.get('LEDs') ?? 'cannot be used', hint);
  const problem = await ring.problem();
  if (problem !== null) return warning('LEDs', problem.message, hint);
  const unpowered = missing.get('power of the LEDs');
  if (unpowered !== undefined)
    return warning(
      'LEDs',
      `${ring.count}, were sent green just now; their power cannot be switched: ${unpowered}`,
      `Should they be dark: put "gpio=${row.leds.powerGpio}=op,dh" into /boot/firmware/config.txt, or the user into the group gpio.`,
    );
  if (!overSpi) return ok('LEDs', `${ring.count}, take what they are sent`);
  return ok(
    'LEDs',
    `${ring.count}, were sent green just now; they cannot answer, so only you can say whether they lit up`,
  );
}

async function openButton({ row, button, missing }: ControlledBoard): Promise<ButtonCheck> {
  const closed = (finding: Finding): ButtonCheck => ({ isOpen: false, finding: () => finding });
  if (row.button === null) return closed(skipped('button', 'this board has none that can be read'));
  const hint = `Load the overlay "${row.overlay}", which offers it as an input device; the user has to be in the groups input and gpio.`;
  if (button === null) return closed(warning('button', missing.get('button') ?? 'cannot be used', hint));
  let presses = 0;
  try {
    await button.open((pressed) => {
      if (pressed) presses++;
    });
    const says = (): string =>
      presses > 0 ? 'can be read, and was pressed' : 'can be read; nobody pressed it meanwhile';
    return { isOpen: true, finding: () => ok('button', says()) };
  } catch (thrown) {
    return closed(warning('button', toError(thrown).message, hint));
  }
}

async function muteFinding({ row, muteSwitch }: ControlledBoard): Promise<Finding> {
  if (row.muteSwitch === null || muteSwitch === null)
    return skipped('mute switch', 'this board has none that can be read: muting the box closes its microphone');
  const states: boolean[] = [];
  await muteSwitch.open((muted) => states.push(muted));
  const [muted] = states;
  if (muted === undefined) return warning('mute switch', 'it does not answer', USB_HINT);
  return muted ? warning('mute switch', 'on: nothing is heard', 'Press it.') : ok('mute switch', 'off');
}
