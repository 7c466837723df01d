import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Speaker } from '../../../appliance/hardware/ports.ts';

export interface SpeakerStage {
  readonly speaker: Speaker;
  /** Lets the device run until `test` holds. */
  until(test: () => boolean): Promise<void>;
  /** Lets time pass in which a device that is open would play. */
  pause(): Promise<void>;
  /** Everything that came out of the device since it was made. */
  heard(): Int16Array;
  unplug(): Promise<void>;
  plug(): Promise<void>;
  close(): Promise<void>;
}

/** What every Speaker promises. */
export function speakerContract(name: string, make: () => Promise<SpeakerStage>): void {
  describe(`${name} as a Speaker`, () => {
    let stage: SpeakerStage;
    let losses: Error[];
    let next: number;
    let longestQueueMs: number;
    beforeEach(async () => {
      stage = await make();
      losses = [];
      next = 0;
      longestQueueMs = 0;
    });
    afterEach(() => stage.close());

    /** Samples that count, so that what is lost or swapped shows. */
    const counting = (block: Int16Array): void => {
      const { speaker } = stage;
      for (let i = 0; i < block.length; i++) block[i] = 1 + (next++ % 30_000);
      const queued = speaker.framesRequested() + block.length - speaker.framesPlayed();
      longestQueueMs = Math.max(longestQueueMs, (queued * 1000) / speaker.sampleRate);
    };
    const open = (): Promise<void> => stage.speaker.open(counting, (error) => losses.push(error));

    it('plays what it asked for, in order, without a hole', async () => {
      await open();
      const count = stage.speaker.sampleRate / 8;
      const counted = (): Int16Array => stage.heard().subarray(stage.heard().indexOf(1));
      await stage.until(() => counted().length >= count);
      expect([...counted().subarray(0, count)]).toEqual(Array.from({ length: count }, (_, i) => 1 + i));
    });

    it('never has played more than it asked for, nor more than 60 ms queued', async () => {
      await open();
      let most = 0;
      await stage.until(() => {
        most = Math.max(most, stage.speaker.framesPlayed() - stage.speaker.framesRequested());
        return stage.speaker.framesPlayed() >= stage.speaker.sampleRate / 4;
      });
      expect(most).toBeLessThanOrEqual(0);
      expect(longestQueueMs).toBeLessThanOrEqual(60.5);
    });

    it('asks for nothing after close, which may be called twice', async () => {
      await open();
      await stage.until(() => stage.speaker.framesPlayed() > 0);
      await stage.speaker.close();
      const asked = next;
      await stage.speaker.close();
      await stage.pause();
      expect(next).toBe(asked);
      expect(losses).toEqual([]);
    });

    it('counts from 0 again when it is opened again', async () => {
      await open();
      const half = stage.speaker.sampleRate / 2;
      await stage.until(() => stage.speaker.framesPlayed() > half);
      await stage.speaker.close();
      await open();
      expect(stage.speaker.framesPlayed()).toBeLessThan(half);
      await stage.until(() => stage.speaker.framesPlayed() > half);
    });

    it('refuses to be opened while it is open', async () => {
      await open();
      await expect(open()).rejects.toThrow(/speaker\.unavailable/);
    });

    it('reports that it was lost once, is closed then, and works again when it is back', async () => {
      await open();
      await stage.until(() => stage.speaker.framesPlayed() > 0);
      await stage.unplug();
      await stage.until(() => losses.length > 0);
      const asked = next;
      await stage.pause();
      expect(next).toBe(asked);
      expect(losses).toHaveLength(1);
      expect(losses[0]!.message).toMatch(/speaker\.lost/);
      await expect(open()).rejects.toThrow(/speaker\.unavailable/);
      await stage.plug();
      await open();
      await stage.until(() => stage.speaker.framesPlayed() > 0);
      expect(losses).toHaveLength(1);
    });
  });
}
