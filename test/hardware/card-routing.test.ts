import { describe, expect, it } from 'vitest';
import { cardRouter } from '../../appliance/hardware/alsa/card-routing.ts';
import { AIC3104_ROUTING } from '../../appliance/hardware/codec-routing.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { hasAmixer, VirtualMixer } from './virtual-mixer.ts';

describe('the paths within a codec', () => {
  const sset = (set: string[], contents: () => string) => (args: readonly string[]) => {
    if (args.includes('sset')) set.push(args.join(' '));
    return Promise.resolve(args.includes('scontents') ? contents() : '');
  };

  it('are switched where the card has such a control, in their order, each time', async () => {
    const set: string[] = [];
    const run = sset(set, () => "Simple mixer control 'Capture',0\nSimple mixer control 'In',0\n");
    const paths = [
      ['In', 'on'],
      ['Gone', 'on'],
      ['Capture', 'cap'],
    ] as const;
    const route = cardRouter({ log: silentLog, run });
    const hat = { id: 'hat', settings: { paths, levels: [] } };
    await route(hat);
    await route(hat);
    const once = ['-q -c hat sset In on', '-q -c hat sset Capture cap'];
    expect(set).toEqual([...once, ...once]);
  });

  it.each([
    ['is as the driver leaves it', [32, 32], ['-q -c hat sset PGA 60']],
    ['was chosen', [24, 24], []],
    ['was chosen for one channel', [32, 40], []],
    ['is what was set before', [60, 60], []],
  ])('have a level that is set only where it %s', async (_when, [left, right], expected) => {
    const set: string[] = [];
    const contents = [
      "Simple mixer control 'Speaker',0",
      '  Capabilities: pvolume',
      '  Front Left: Playback 32 [25%] [-89.00dB]',
      '  Front Right: Playback 32 [25%] [-89.00dB]',
      "Simple mixer control 'PGA',0",
      '  Capabilities: cvolume cswitch',
      '  Capture channels: Front Left - Front Right',
      '  Limits: Capture 0 - 119',
      `  Front Left: Capture ${left} [27%] [16.00dB] [on]`,
      `  Front Right: Capture ${right} [27%] [16.00dB] [on]`,
      "Simple mixer control 'PGA Mixer',0",
      '  Mono: 32 [100%]',
    ];
    const run = sset(set, () => `${contents.join('\n')}\n`);
    const levels = [
      ['PGA', 32, '60'],
      ['Gone', 32, '60'],
    ] as const;
    await cardRouter({ log: silentLog, run })({ id: 'hat', settings: { paths: [], levels } });
    expect(set).toEqual(expected);
  });

  it('are opened to the outputs of the AIC3104 where its driver has left them at −23.5 dB, and not where somebody chose', async () => {
    const stage = (name: string, volume: number): string =>
      `Simple mixer control '${name}',0\n  Limits: 0 - 118\n  Front Left: Playback ${volume} [0%] [0dB]\n  Front Right: Playback ${volume} [0%] [0dB]\n`;
    const set: string[] = [];
    const run = sset(set, () => `${stage('Line DAC', 71)}${stage('HP DAC', 100)}`);
    await cardRouter({ log: silentLog, run })({ id: 'hat', settings: AIC3104_ROUTING.playback });
    expect(set).toEqual(['-q -c hat sset Line DAC 118']);
  });

  it.skipIf(!hasAmixer)('keep the level that an owner chose, on a card of the real amixer', async () => {
    const mixer = new VirtualMixer();
    const { run } = mixer;
    const settings = { paths: [['Speaker', 'unmute']], levels: [['Speaker', 100, '60']] } as const;
    const route = cardRouter({ log: silentLog, run });
    await route({ id: 'virtual', settings });
    expect(mixer.gainDb()).toBe(-20);
    await run(['-q', '-c', 'virtual', 'sset', 'Speaker', '40', 'mute']);
    await route({ id: 'virtual', settings });
    expect(mixer.gainDb()).toBe(-30);
    mixer.close();
  });

  it('that cannot be switched are no end of the opening, and are told once', async () => {
    const told: unknown[] = [];
    const log = { ...silentLog, warn: (fields: object) => told.push(fields) };
    const run = () => Promise.reject(new Error('no amixer'));
    const route = cardRouter({ log, run });
    const hat = { id: 'hat', settings: { paths: [['In', 'on']], levels: [] } } as const;
    await route(hat);
    await route(hat);
    expect(told).toEqual([{ card: 'hat', reason: 'no amixer' }]);
  });
});
