import { describe, expect, test } from 'vitest';
import { AudioFrontEnd, FEATURES } from '../../appliance/speech/engines/micro-wake-word/audio-front-end.ts';
import { referenceFeatures, SIGNAL_NAMES, signal } from './wake-signals.ts';

function framesOf(samples: Int16Array, chunk: number, frontEnd = new AudioFrontEnd()): number[] {
  const values: number[] = [];
  for (let from = 0; from < samples.length; from += chunk) {
    const part = samples.subarray(from, from + chunk);
    for (let at = 0; at < part.length; ) {
      at += frontEnd.write(part, at);
      if (frontEnd.frameComplete) values.push(...frontEnd.features);
    }
  }
  return values;
}

describe('the audio front end', () => {
  const reference = referenceFeatures();

  test.each(SIGNAL_NAMES)('computes exactly the reference features of "%s"', (name) => {
    const expected = Array.from(reference.get(name)!);
    expect(expected.length).toBeGreaterThan(100 * FEATURES);
    expect(framesOf(signal(name), 160)).toEqual(expected);
  });

  test('does not care how the samples are cut into pieces', () => {
    const expected = Array.from(reference.get('alexa')!);
    for (const chunk of [1, 37, 159, 480, 4096]) expect(framesOf(signal('alexa'), chunk)).toEqual(expected);
  });

  test('hears the same again after a reset', () => {
    const frontEnd = new AudioFrontEnd();
    framesOf(signal('white').subarray(0, 7777), 160, frontEnd);
    frontEnd.reset();
    expect(framesOf(signal('alexa'), 160, frontEnd)).toEqual(Array.from(reference.get('alexa')!));
  });
});
