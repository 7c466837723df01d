import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type {
  Button,
  Direction,
  DirectionFinder,
  LedRing,
  MixerControl,
  MuteSwitch,
} from '../../../appliance/hardware/ports.ts';

export interface RingStage {
  readonly ring: LedRing;
  /** What the LEDs show: r, g, b (0 to 255) of each. */
  shown(): Promise<number[]>;
  close(): Promise<void>;
}

/** What every LedRing promises. `tolerance`: how far a colour may be rounded on its way. */
export function ringContract(name: string, make: () => Promise<RingStage>, tolerance = 0): void {
  describe(`${name} as a LedRing`, () => {
    let stage: RingStage;
    beforeEach(async () => {
      stage = await make();
    });
    afterEach(() => stage.close());

    const expectShown = async (pixels: Uint8Array): Promise<void> => {
      const shown = await stage.shown();
      expect(shown).toHaveLength(pixels.length);
      for (const [i, value] of shown.entries()) expect(Math.abs(value - pixels[i]!)).toBeLessThanOrEqual(tolerance);
    };

    it('shows the frame it was given last, each LED in its place', async () => {
      const pixels = Uint8Array.from({ length: stage.ring.count * 3 }, (_, i) => (i * 37) % 256);
      stage.ring.show(new Uint8Array(stage.ring.count * 3).fill(200));
      stage.ring.show(pixels);
      const given = pixels.slice();
      pixels.fill(1); // only valid during the call
      await expectShown(given);
    });

    it('refuses a frame for another number of LEDs', () => {
      expect(() => stage.ring.show(new Uint8Array(stage.ring.count * 3 + 3))).toThrow(/input\.invalid/);
    });

    it('is dark after close, which may be called twice, and stays so', async () => {
      stage.ring.show(new Uint8Array(stage.ring.count * 3).fill(255));
      await stage.ring.close();
      await stage.ring.close();
      stage.ring.show(new Uint8Array(stage.ring.count * 3).fill(255));
      expect(await stage.shown()).toEqual(new Array(stage.ring.count * 3).fill(0));
    });
  });
}

export interface ButtonStage {
  readonly button: Button;
  press(): void;
  release(): void;
  /** Lets a debounce time pass. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** What every Button promises. */
export function buttonContract(name: string, make: () => Promise<ButtonStage>): void {
  describe(`${name} as a Button`, () => {
    let stage: ButtonStage;
    let edges: Array<{ pressed: boolean; atMs: number }>;
    beforeEach(async () => {
      stage = await make();
      edges = [];
      await stage.button.open((pressed, atMs) => edges.push({ pressed, atMs }));
    });
    afterEach(() => stage.close());

    const pressAndRelease = async (): Promise<void> => {
      stage.press();
      await stage.settle();
      stage.release();
      await stage.settle();
    };

    it('reports each press and each release once, in order and in time', async () => {
      await pressAndRelease();
      await pressAndRelease();
      expect(edges.map(({ pressed }) => pressed)).toEqual([true, false, true, false]);
      for (let i = 1; i < edges.length; i++) expect(edges[i]!.atMs).toBeGreaterThanOrEqual(edges[i - 1]!.atMs);
    });

    it('reports nothing after close, which may be called twice', async () => {
      await stage.button.close();
      await stage.button.close();
      await pressAndRelease();
      expect(edges).toEqual([]);
    });
  });
}

export interface MuteSwitchStage {
  readonly muteSwitch: MuteSwitch;
  /** A person works it. */
  set(muted: boolean): void;
  /** Whether its light is on. */
  lit(): boolean;
  /** Lets what was done be noticed. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** What every MuteSwitch promises. */
export function muteSwitchContract(name: string, make: () => Promise<MuteSwitchStage>): void {
  describe(`${name} as a MuteSwitch`, () => {
    let stage: MuteSwitchStage;
    let acts: boolean[];
    const open = (): Promise<void> => stage.muteSwitch.open((muted) => acts.push(muted));
    beforeEach(async () => {
      stage = await make();
      acts = [];
    });
    afterEach(() => stage.close());

    it('says the state that it finds, and each act of a person', async () => {
      await open();
      expect(acts).toEqual([false]);
      stage.set(true);
      await stage.settle();
      stage.set(false);
      await stage.settle();
      expect(acts).toEqual([false, true, false]);
    });

    it('that was on before is on', async () => {
      stage.set(true);
      await open();
      expect(acts).toEqual([true]);
    });

    it('shows the mute of software, which is no act of a person', async () => {
      await open();
      await stage.muteSwitch.follow(true);
      await stage.settle();
      expect(stage.lit()).toBe(true);
      await stage.muteSwitch.follow(false);
      await stage.settle();
      expect(stage.lit()).toBe(false);
      expect(acts).toEqual([false]);
    });

    it('is not undone by software once a person has switched it on', async () => {
      await open();
      stage.set(true);
      await stage.settle();
      await stage.muteSwitch.follow(true);
      await stage.muteSwitch.follow(false);
      await stage.settle();
      expect(stage.lit()).toBe(true);
      expect(acts).toEqual([false, true]);
    });

    it('is an act of a person also where that undoes what software did', async () => {
      await open();
      await stage.muteSwitch.follow(true);
      await stage.settle();
      stage.set(false);
      await stage.settle();
      expect(stage.lit()).toBe(false);
      expect(acts).toEqual([false, false]);
    });

    it('leaves no mute of software behind, and does leave that of a person', async () => {
      await open();
      await stage.muteSwitch.follow(true);
      await stage.muteSwitch.close();
      expect(stage.lit()).toBe(false);
      await open();
      stage.set(true);
      await stage.settle();
      await stage.muteSwitch.close();
      expect(stage.lit()).toBe(true);
      expect(acts).toEqual([false, false, true]);
    });

    it('found on may be claimed by software, which can undo it then', async () => {
      stage.set(true);
      await open();
      stage.muteSwitch.adopt();
      await stage.muteSwitch.follow(false);
      expect(stage.lit()).toBe(false);
      stage.set(true);
      await stage.settle();
      await stage.muteSwitch.follow(false);
      expect(stage.lit()).toBe(true);
      expect(acts).toEqual([true, true]);
    });

    it('says nothing after close, which may be called twice', async () => {
      await open();
      await stage.muteSwitch.close();
      await stage.muteSwitch.close();
      stage.set(true);
      await stage.settle();
      expect(acts).toEqual([false]);
    });
  });
}

export interface DirectionStage {
  readonly finder: DirectionFinder;
  /** Somebody speaks from there; null: nobody does. */
  speakFrom(degrees: number | null): void;
}

/** What every DirectionFinder promises. */
export function directionContract(name: string, make: () => DirectionStage): void {
  describe(`${name} as a DirectionFinder`, () => {
    it('says where somebody speaks, within a few degrees, and that nobody does', async () => {
      const { finder, speakFrom } = make();
      for (const degrees of [0, 90, 200, 315]) {
        speakFrom(degrees);
        const found: Direction = await finder.read();
        expect(found.speech).toBe(true);
        expect(Math.abs(((found.degrees - degrees + 540) % 360) - 180)).toBeLessThanOrEqual(10);
        expect(found.degrees).toBeGreaterThanOrEqual(0);
        expect(found.degrees).toBeLessThan(360);
      }
      speakFrom(null);
      expect((await finder.read()).speech).toBe(false);
    });
  });
}

export interface MixerStage {
  readonly mixer: MixerControl;
  /** What it does to the sound; null where nothing is heard. */
  gainDb(): number | null;
  unplug(): void;
  plug(): void;
  close(): Promise<void>;
}

/** What every MixerControl promises. */
export function mixerContract(name: string, make: () => MixerStage): void {
  describe(`${name} as a MixerControl`, () => {
    let stage: MixerStage;
    beforeEach(() => {
      stage = make();
    });
    afterEach(() => stage.close());

    it('is louder with each step, at its loudest at 100, and half as loud in the middle', async () => {
      const gains: number[] = [];
      for (const percent of [5, 25, 50, 75, 100]) {
        await stage.mixer.setVolume(percent);
        gains.push(stage.gainDb()!);
      }
      for (let i = 1; i < gains.length; i++) expect(gains[i]!).toBeGreaterThan(gains[i - 1]!);
      expect(gains.at(-1)).toBe(0);
      expect(gains[2]!).toBeGreaterThan(-22); // a linear one has -25 of its 50 dB there
      expect(gains[2]!).toBeLessThan(-5);
    });

    it('takes back a mute that it finds', async () => {
      await stage.mixer.setVolume(100);
      expect(stage.gainDb()).toBe(0);
    });

    it('says that the card is away, and works when it is back', async () => {
      stage.unplug();
      await expect(stage.mixer.setVolume(50)).rejects.toThrow(/speaker\.unavailable/);
      stage.plug();
      await stage.mixer.setVolume(100);
      expect(stage.gainDb()).toBe(0);
    });
  });
}
