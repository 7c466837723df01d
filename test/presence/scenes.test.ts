import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Scene, sceneSchema } from '../../appliance/hardware/board-channel.ts';
import { SceneChoice } from '../../appliance/presence/scene-choice.ts';
import { type RingGeometry, renderScene, SCENES } from '../../appliance/presence/scenes.ts';

const RINGS: RingGeometry[] = [
  { count: 3, microphones: [0, 2] },
  { count: 12, microphones: [0, 3, 6, 9] },
];
const names = sceneSchema.shape.name.options;

function render(scene: Scene, ms: number, ring = RINGS[1]!, muted = false): number[] {
  const pixels = new Uint8Array(ring.count * 3);
  renderScene(scene, ms, ring, muted, pixels);
  return [...pixels];
}

const led = (pixels: number[], index: number): number[] => pixels.slice(3 * index, 3 * index + 3);
const brightest = (pixels: number[]): number => {
  const sums = Array.from({ length: pixels.length / 3 }, (_, i) => led(pixels, i).reduce((a, b) => a + b, 0));
  return sums.indexOf(Math.max(...sums));
};

describe.each(RINGS)('a ring of $count', (ring) => {
  it.each(names)('shows %s within the range of an LED at every moment, the same each time', (name) => {
    fc.assert(
      fc.property(
        fc.nat(3_600_000),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(360),
        (ms, fraction, direction) => {
          const scene = { name, fraction, direction };
          const pixels = render(scene, ms, ring);
          expect(pixels).toHaveLength(ring.count * 3);
          expect(render(scene, ms, ring)).toEqual(pixels);
        },
      ),
      { numRuns: 40 },
    );
  });

  it.each(names.filter((name) => name !== 'idle' && name !== 'muted'))('is not dark all through %s', (name) => {
    const lit = Array.from({ length: 200 }, (_, i) => render({ name, fraction: 0.4 }, i * 20, ring));
    expect(lit.some((pixels) => pixels.some((value) => value > 40))).toBe(true);
  });

  it.each(names)('says truthfully whether %s moves', (name) => {
    const frames = Array.from({ length: 100 }, (_, i) => render({ name, fraction: 0.5 }, i * 37, ring).join());
    expect(new Set(frames).size > 1).toBe(SCENES[name].moves);
  });

  it('shows red at the microphones in every scene while muted, and no such red otherwise', () => {
    for (const name of names) {
      const pixels = render({ name, fraction: 1 }, 500, ring, true);
      for (const at of ring.microphones) expect(led(pixels, at)).toEqual([90, 0, 0]);
    }
    expect(render({ name: 'idle' }, 0, ring)).toEqual(new Array(ring.count * 3).fill(0));
  });
});

describe('a scene', () => {
  it('points at who speaks', () => {
    for (const direction of [0, 90, 210, 330]) {
      expect(brightest(render({ name: 'listening', direction }, 0))).toBe(direction / 30);
    }
  });

  it('draws a fraction as an arc from the first LED on', () => {
    const lit = (fraction: number): number => {
      const pixels = render({ name: 'volume', fraction }, 0);
      return Array.from({ length: 12 }, (_, i) => led(pixels, i)).filter(([, g]) => g! > 100).length;
    };
    expect([0, 0.25, 0.5, 1].map(lit)).toEqual([0, 3, 6, 12]);
  });

  it('turns clockwise while it listens', () => {
    expect(brightest(render({ name: 'listening' }, 0))).toBe(0);
    expect(brightest(render({ name: 'listening' }, 252))).toBe(3);
  });

  it('has a priority of its own', () => {
    const priorities = names.map((name) => SCENES[name].priority);
    expect(new Set(priorities).size).toBe(names.length);
  });
});

describe('the choice of scene', () => {
  it('shows the highest priority, and the next one when that is gone', () => {
    const choice = new SceneChoice();
    choice.show('network', { name: 'noNetwork' }, 0);
    choice.show('dialogue', { name: 'thinking' }, 10);
    expect(choice.current(20, true).scene.name).toBe('thinking');
    choice.clear('dialogue');
    expect(choice.current(30, true)).toMatchObject({ scene: { name: 'noNetwork' }, sinceMs: 0 });
    choice.clear('network');
    expect(choice.current(40, true).scene.name).toBe('idle');
  });

  it('never shows a scene that claims to hear while the microphone is closed', () => {
    for (const name of names) {
      const choice = new SceneChoice();
      choice.show('dialogue', { name }, 0);
      const shown = choice.current(1, false).scene.name;
      expect(['waking', 'listening', 'followUp']).not.toContain(shown);
    }
  });

  const claiming = names.filter((name) => name !== 'idle' && name !== 'muted');

  it.each(claiming)('forgets %s within seconds when its owner hangs or died', (name) => {
    const { leaseMs } = SCENES[name];
    expect(leaseMs).toBeGreaterThanOrEqual(1000);
    expect(leaseMs).toBeLessThanOrEqual(5000);
    const choice = new SceneChoice();
    choice.show('hub', { name }, 0);
    expect(choice.current(leaseMs! - 1, true).scene.name).toBe(name);
    expect(choice.current(leaseMs!, true).scene.name).toBe('idle');
  });

  it.each(names)('keeps %s for as long as it is true, where the process of the ring itself knows that', (name) => {
    const choice = new SceneChoice();
    choice.hold('board', { name }, 0);
    expect(choice.current(3_600_000, true).scene.name).toBe(name);
    choice.clear('board');
    expect(choice.current(3_600_001, true).scene.name).toBe('idle');
  });

  it('goes on with an animation when the same scene is shown again, and keeps it alive', () => {
    const choice = new SceneChoice();
    for (const at of [0, 4000, 8000]) choice.show('hub', { name: 'thinking' }, at);
    expect(choice.current(12_000, true)).toMatchObject({ sinceMs: 0, scene: { name: 'thinking' } });
    choice.show('hub', { name: 'thinking' }, 20_000);
    expect(choice.current(20_000, true).sinceMs).toBe(20_000);
  });
});
