import { expect, test } from 'vitest';
import { loadConfig } from '../../appliance/config/load.ts';
import type { BoardCommand } from '../../appliance/hardware/board-channel.ts';
import { BoxLevels } from '../../appliance/processes/box-levels.ts';

test('a level that the disk does not take holds until the box ends, and is told', async () => {
  const { config } = loadConfig({ file: null, environment: {}, flags: [] });
  const told: unknown[] = [];
  let stored = {};
  const settings = {
    read: () => stored,
    update: (change: object) => {
      stored = { ...stored, ...change };
      return Promise.reject(new Error('no space'));
    },
  };
  const tell = (command: unknown): void => void told.push(command);
  const levels = new BoxLevels(config, { settings, board: tell, ear: tell, onChanged: () => tell('changed') });
  await expect(levels.setVolume('media', 40)).rejects.toThrow('no space');
  await expect(levels.setWakeSensitivity(70)).rejects.toThrow('no space');
  expect(told).toEqual([
    'changed',
    { kind: 'volume', plane: 'media', percent: 40, turned: true },
    'changed',
    { kind: 'sensitivity', percent: 70 },
  ]);
});

test('a volume that somebody turns is shown, that of an announcement is not', async () => {
  const { config } = loadConfig({ file: null, environment: {}, flags: [] });
  const sent: BoardCommand[] = [];
  let stored = {};
  const settings = {
    read: () => stored,
    update: (change: object) => {
      stored = { ...stored, ...change };
      return Promise.resolve();
    },
  };
  const board = (command: BoardCommand): void => void sent.push(command);
  const levels = new BoxLevels(config, { settings, board, ear: () => {}, onChanged: () => {} });
  await levels.setVolume('assistant', 40);
  levels.borrowVolume(90);
  levels.giveVolumeBack();
  levels.giveVolumeBack();
  const volume = { kind: 'volume', plane: 'assistant' };
  expect(sent).toEqual([
    { ...volume, percent: 40, turned: true },
    { ...volume, percent: 90 },
    { ...volume, percent: 40 },
  ]);
});
