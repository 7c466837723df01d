// Control transfers to one USB device: all that the boards' chips are spoken to with.
import { accessSync, constants } from 'node:fs';
import type { Clock } from '../../kernel/clock.ts';
import { type ErrorCode, LinnetError } from '../../kernel/errors.ts';
import { loadNative } from '../native-package.ts';
import type { UsbAddress } from '../system-files.ts';

/** A vendor request to the device itself; `request` is 0 for all of XMOS' firmwares here. */
export interface ControlRequest {
  readonly value: number;
  readonly index: number;
}

export interface UsbControl {
  /** bmRequestType 0xC0. Resolves to at most `length` bytes. */
  read(request: ControlRequest, length: number): Promise<Uint8Array>;
  /** bmRequestType 0x40. */
  write(request: ControlRequest, bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** What is used of the package. */
export interface UsbPackage {
  readonly usb: { getDevices(): Promise<UsbDevice[]> };
}

export interface UsbDevice {
  readonly vendorId: number;
  readonly productId: number;
  /** Such as "001". */
  readonly bus: string;
  readonly address: number;
  open(): Promise<void>;
  close(): Promise<void>;
  controlTransferIn(
    setup: ControlSetup,
    length: number,
  ): Promise<{ readonly data?: DataView; readonly status?: string }>;
  controlTransferOut(setup: ControlSetup, data: Uint8Array): Promise<{ readonly status?: string }>;
}

interface ControlSetup extends ControlRequest {
  readonly requestType: 'vendor';
  readonly recipient: 'device';
  readonly request: 0;
}

const setup = ({ value, index }: ControlRequest): ControlSetup => ({
  requestType: 'vendor',
  recipient: 'device',
  request: 0,
  value,
  index,
});

const loadUsb = (): UsbPackage => loadNative<UsbPackage>('usb', 'the ring and the direction of a USB array');

/**
 * Opens the device `id` ("2886:001a"); where there are several of them, the one at `address`. Rejects with `board.forbidden` where this
 * user has no right to it, else with `board.unsupported`. `load` and `access` are others in tests only.
 */
export async function openUsbControl(
  id: string,
  address: UsbAddress | null,
  load = loadUsb,
  access: typeof accessSync = accessSync,
): Promise<UsbControl> {
  const { usb } = load();
  const [vendor, product] = id.split(':').map((part) => Number.parseInt(part, 16)) as [number, number];
  const devices = await usb.getDevices().catch((cause: Error) => {
    throw cannot(id, cause.message, cause); // no USB at all, as in a container
  });
  const alike = devices.filter(({ vendorId, productId }) => vendorId === vendor && productId === product);
  const device = alike.length > 1 ? alike.find((each) => isAt(each, address)) : alike[0];
  if (device === undefined)
    throw cannot(id, alike.length === 0 ? 'it is not connected' : `there are ${alike.length}, and its card is away`);
  await device.open().catch((cause: Error) => {
    const code = isForbidden(device, access) ? 'board.forbidden' : 'board.unsupported';
    throw cannot(id, `${cause.message}; a udev rule has to give it to the group plugdev`, cause, code);
  });
  return {
    async read(request, length) {
      const { data, status } = await device.controlTransferIn(setup(request), length);
      if (status !== 'ok' || data === undefined) throw cannot(id, `a request ended with "${status}"`);
      return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    },
    async write(request, bytes) {
      const { status } = await device.controlTransferOut(setup(request), bytes);
      if (status !== 'ok') throw cannot(id, `a request ended with "${status}"`);
    },
    close: () => device.close(),
  };
}

function isAt({ bus, address: device }: UsbDevice, address: UsbAddress | null): boolean {
  return address !== null && Number.parseInt(bus, 10) === address.bus && device === address.device;
}

/** Asked of the file that the package opens: what it says of a failure are words only. */
function isForbidden({ bus, address }: UsbDevice, access: typeof accessSync): boolean {
  try {
    access(`/dev/bus/usb/${bus.padStart(3, '0')}/${String(address).padStart(3, '0')}`, constants.R_OK | constants.W_OK);
    return false;
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    return code === 'EACCES' || code === 'EPERM';
  }
}

function cannot(id: string, why: string, cause?: Error, code: ErrorCode = 'board.unsupported'): LinnetError {
  return new LinnetError(code, `The USB device ${id} cannot be used: ${why}.`, { cause });
}

/** Not more often than this: a device that is gone is looked for on the whole bus. */
const REOPEN_MS = 1000;

/**
 * A connection that is made when it is needed and made anew after a failure, so that a board that was plugged in again is found. Until
 * it is tried again every request fails for the reason of the last one.
 */
export function keepUsbControl(deps: { readonly clock: Clock; readonly open: () => Promise<UsbControl> }): UsbControl {
  let current: Promise<UsbControl> | null = null;
  let notBefore = Number.NEGATIVE_INFINITY;
  let failure: unknown;
  const use = async <Result>(act: (control: UsbControl) => Promise<Result>): Promise<Result> => {
    if (current === null && deps.clock.monotonic() < notBefore) throw failure;
    current ??= deps.open();
    const mine = current;
    try {
      return await act(await mine);
    } catch (error) {
      if (current === mine) current = null;
      failure = error;
      notBefore = deps.clock.monotonic() + REOPEN_MS;
      await mine.then((control) => control.close()).catch(() => {}); // it failed already
      throw error;
    }
  };
  return {
    read: (request, length) => use((control) => control.read(request, length)),
    write: (request, bytes) => use((control) => control.write(request, bytes)),
    async close() {
      const last = current;
      current = null;
      await last?.then((control) => control.close()).catch(() => {}); // never opened, or gone
    },
  };
}
