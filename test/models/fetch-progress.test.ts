import { expect, test } from 'vitest';
import { type FetchProgress, showFetchProgress } from '../../appliance/cli/fetch-progress.ts';
import { ManualClock } from '../../appliance/kernel/clock.ts';

function show(columns?: number): { clock: ManualClock; progress: FetchProgress; taken: () => string } {
  const clock = new ManualClock();
  const written: string[] = [];
  const progress = showFetchProgress({ columns, write: (text) => void written.push(text) }, clock);
  const taken = (): string => written.splice(0).join('');
  return { clock, progress, taken };
}

const started = { kind: 'started', models: ['voice'], doneBytes: 0, totalBytes: 100e6 } as const;

test('elsewhere than on a terminal, a line each ten seconds with the share, the rate and the time left', () => {
  const { clock, progress, taken } = show();
  progress.onEvent(started);
  expect(taken()).toBe('Fetching voice: 100.0 MB.\n');
  clock.advance(9_999);
  progress.onEvent({ kind: 'progressed', doneBytes: 20e6, totalBytes: 100e6 });
  expect(taken()).toBe('');
  clock.advance(1);
  expect(taken()).toBe('20 %, 20.0 MB of 100.0 MB, 2.0 MB/s, 40 s left\n');
  progress.stop();
  clock.advance(60_000);
  expect(taken()).toBe('');
});

test('the rate is that of the last seconds, not of the whole fetch', () => {
  const { clock, progress, taken } = show();
  progress.onEvent(started);
  progress.onEvent({ kind: 'progressed', doneBytes: 50e6, totalBytes: 100e6 });
  clock.advance(10_000);
  taken();
  progress.onEvent({ kind: 'progressed', doneBytes: 60e6, totalBytes: 100e6 });
  clock.advance(10_000);
  expect(taken()).toContain('1.0 MB/s, 40 s left');
});

test('on a terminal, a bar that keeps to its line and goes away at the end', () => {
  const { clock, progress, taken } = show(80);
  progress.onEvent(started);
  taken();
  progress.onEvent({ kind: 'progressed', doneBytes: 50e6, totalBytes: 100e6 });
  clock.advance(1_000);
  const frames = taken().split('\r').slice(1);
  expect(frames).toHaveLength(5);
  for (const frame of frames) {
    expect(frame.replace('\u001b[K', '').length).toBeLessThan(80);
    expect(frame).toMatch(/^\[#+-+\] 50 %, 50\.0 MB of 100\.0 MB/);
  }
  progress.stop();
  expect(taken()).toBe('\r\u001b[K');
});

test('on a narrow terminal the bar gives way to the figures', () => {
  const { clock, progress, taken } = show(30);
  progress.onEvent(started);
  taken();
  clock.advance(200);
  expect(taken().replace('\r', '').replace('\u001b[K', '').length).toBeLessThan(30);
});

test('a mirror that fails is told once, whatever the number of its files', () => {
  const { progress, taken } = show();
  for (const file of ['a', 'b', 'c']) {
    progress.onEvent({
      kind: 'mirrorFailed',
      model: 'm',
      file,
      mirror: 'example',
      reason: 'example cannot be reached.',
    });
  }
  expect(taken()).toBe('example cannot be reached.\n');
});

test('says what was set aside, what is waited for, and what came from where', () => {
  const { progress, taken } = show();
  progress.onEvent({ kind: 'setAside', model: 'm', file: 'f', path: '/x/f.wrong-01234567' });
  progress.onEvent({ kind: 'waiting', pid: 42 });
  progress.onEvent({ kind: 'fetched', model: 'm', mirrors: ['pypi p 1.0', 'example'] });
  expect(taken().split('\n')).toEqual([
    '"f" of m was not what the catalogue says; it is set aside as "/x/f.wrong-01234567".',
    'Another process (42) is fetching models; waiting for it.',
    'm: ready, from pypi p 1.0 and example.',
    '',
  ]);
});
