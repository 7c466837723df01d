import { describe, expect, it } from 'vitest';
import { renderRingPicture } from '../../appliance/presence/ring-picture.ts';

describe('a picture of a ring', () => {
  it.each([3, 12])('has one circle for each of %i LEDs in each moment, with its label', (count) => {
    const frame = new Uint8Array(count * 3).fill(255);
    const svg = renderRingPicture([frame, new Uint8Array(count * 3)], ['0 ms', '<later>']);
    expect(svg.match(/<circle/g)).toHaveLength(2 * count);
    expect(svg.match(/rgb\(255 255 255\)/g)).toHaveLength(count);
    expect(svg).toContain('&lt;later>');
    expect(svg).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
  });

  it('lets what hardly glows be plastic', () => {
    const svg = renderRingPicture([Uint8Array.of(0, 0, 0, 9, 9, 9, 0, 0, 40)], ['now']);
    expect([...svg.matchAll(/<circle [^>]*fill="([^"]*)"/g)].map(([, fill]) => fill)).toEqual([
      ...['#2c2f36', '#2c2f36', 'rgb(0 0 84)'],
    ]);
  });
});
