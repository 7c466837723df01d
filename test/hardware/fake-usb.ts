import type { ControlRequest, UsbControl } from '../../appliance/hardware/usb/usb-control.ts';
import { LinnetError } from '../../appliance/kernel/errors.ts';

const refusal = (forbidden: boolean): Error =>
  forbidden ? new LinnetError('board.forbidden', 'There is no right to it.') : new Error('no such device');

/** A device that records what it is written and answers what it was told to. */
export class FakeUsb implements UsbControl {
  readonly writes: Array<{ value: number; index: number; bytes: number[] }> = [];
  readonly reads: Array<ControlRequest & { length: number }> = [];
  readonly answers: number[][] = [];
  /** Unplugged, or resetting. */
  away = false;
  /** It is away since this user has no right to it. */
  forbidden = false;
  read(request: ControlRequest, length: number): Promise<Uint8Array> {
    if (this.away) return Promise.reject(refusal(this.forbidden));
    this.reads.push({ ...request, length });
    const answer = this.answers.length > 1 ? this.answers.shift()! : this.answers[0];
    return answer === undefined ? Promise.reject(new Error('stalled')) : Promise.resolve(Uint8Array.from(answer));
  }
  write(request: ControlRequest, bytes: Uint8Array): Promise<void> {
    if (this.away) return Promise.reject(refusal(this.forbidden));
    this.writes.push({ ...request, bytes: [...bytes] });
    return Promise.resolve();
  }
  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** The outputs of an XVF3800, of which 30 is the mute with its red LED. Its button is `muted`, worked from outside. */
export class MuteCircuitUsb extends FakeUsb {
  muted = false;
  override read(request: ControlRequest, length: number): Promise<Uint8Array> {
    this.answers[0] = [0, 1, this.muted ? 1 : 0, 0, 1, 0];
    return super.read(request, length);
  }
  override write(request: ControlRequest, bytes: Uint8Array): Promise<void> {
    if (!this.away && request.value === 1 && bytes[0] === 30) this.muted = bytes[1] === 1;
    return super.write(request, bytes);
  }
}
