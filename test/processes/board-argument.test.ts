import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../appliance/config/load.ts';
import { boardArgumentSchema } from '../../appliance/processes/board-argument.ts';
import { boardArgument, realBoardOptions } from '../../appliance/processes/child-arguments.ts';

const sockets = { microphone: '/m', speech: '/s', media: '/d', room: '/r' };

describe('what the process of the board is told', () => {
  it('is what the configuration says', () => {
    const flags = [
      'audio.board=respeaker-4mic',
      'audio.capture=arecord',
      'audio.output=Device',
      'audio.masterVolume=55',
      'audio.echo=on',
      'leds.driver=rpio',
      'leds.brightness=20',
      'leds.directionOffset=90',
      'leds.directionReversed=true',
    ];
    const { config } = loadConfig({ file: null, environment: {}, flags });
    const told = boardArgumentSchema.parse(boardArgument({ config, build: 'test' }, sockets));
    expect(told).toMatchObject({
      board: 'respeaker-4mic',
      sockets,
      echo: 'on',
      direction: { offsetDegrees: 90, reversed: true },
      real: { capture: 'arecord', output: 'Device', masterPercent: 55, leds: { driver: 'rpio', brightness: 20 } },
    });
    expect(realBoardOptions(config)).toEqual(told.real);
  });

  it('has the same defaults where nothing is configured', () => {
    const { config } = loadConfig({ file: null, environment: {}, flags: [] });
    const told = boardArgumentSchema.parse(boardArgument({ config, build: 'test' }, sockets));
    expect(told).toEqual({ ...boardArgumentSchema.parse({ sockets }), build: 'test', log: config.log });
  });

  it('may leave the volume of the card as it is', () => {
    const { config } = loadConfig({ file: null, environment: {}, flags: ['audio.masterVolume=null'] });
    expect(realBoardOptions(config).masterPercent).toBeNull();
  });
});
