import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Microphone } from '../../../appliance/hardware/ports.ts';

export interface MicrophoneStage {
  readonly microphone: Microphone;
  /** Lets the device run until `test` holds. */
  until(test: () => boolean): Promise<void>;
  /** Lets time pass in which a device that is open would deliver. */
  pause(): Promise<void>;
  unplug(): Promise<void>;
  plug(): Promise<void>;
  close(): Promise<void>;
}

interface Frame {
  readonly length: number;
  readonly first: number;
  readonly atMs: number;
}

/** What every Microphone promises. */
export function microphoneContract(name: string, make: () => Promise<MicrophoneStage>): void {
  describe(`${name} as a Microphone`, () => {
    let stage: MicrophoneStage;
    let frames: Frame[];
    let losses: Error[];
    beforeEach(async () => {
      stage = await make();
      frames = [];
      losses = [];
    });
    afterEach(() => stage.close());

    const open = (): Promise<void> =>
      stage.microphone.open(
        (samples, first, atMs) => frames.push({ length: samples.length, first, atMs }),
        (error) => losses.push(error),
      );

    it('delivers frames of 20 ms whose indices follow each other and whose times grow', async () => {
      await open();
      await stage.until(() => frames.length >= 10);
      const { layout } = stage.microphone;
      for (const [i, frame] of frames.entries()) {
        expect(frame.length).toBe(320 * layout.channels);
        expect(frame.first).toBe(i * 320);
        if (i > 0) expect(frame.atMs).toBeGreaterThanOrEqual(frames[i - 1]!.atMs);
      }
    });

    it('delivers nothing after close, which may be called twice', async () => {
      await open();
      await stage.until(() => frames.length >= 2);
      await stage.microphone.close();
      const count = frames.length;
      await stage.microphone.close();
      await stage.pause();
      expect(frames.length).toBe(count);
      expect(losses).toEqual([]);
    });

    it('can be closed before it was opened', async () => {
      await stage.microphone.close();
      await open();
      await stage.until(() => frames.length >= 1);
    });

    it('goes on counting samples when it is opened again', async () => {
      await open();
      await stage.until(() => frames.length >= 3);
      await stage.microphone.close();
      const end = frames.at(-1)!.first;
      const count = frames.length;
      await open();
      await stage.until(() => frames.length > count);
      expect(frames[count]!.first).toBeGreaterThan(end);
    });

    it('refuses to be opened while it is open', async () => {
      await open();
      await expect(open()).rejects.toThrow(/microphone\.unavailable/);
    });

    it('reports that it was lost once, is closed then, and works again when it is back', async () => {
      await open();
      await stage.until(() => frames.length >= 2);
      await stage.unplug();
      await stage.until(() => losses.length > 0);
      const count = frames.length;
      await stage.pause();
      expect(frames.length).toBe(count);
      expect(losses).toHaveLength(1);
      expect(losses[0]!.message).toMatch(/microphone\.lost/);
      await expect(open()).rejects.toThrow(/microphone\.unavailable/);
      await stage.plug();
      await open();
      await stage.until(() => frames.length > count);
      expect(losses).toHaveLength(1);
    });
  });
}
