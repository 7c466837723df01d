// A board of the table on a machine that has none of its parts: it opens all the same, and says what is missing and why.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ControlSettings } from '../../appliance/hardware/alsa/card-routing.ts';
import { type BoardId, boardRow } from '../../appliance/hardware/boards.ts';
import { BUTTON_LABEL } from '../../appliance/hardware/gpio/key-button.ts';
import { openBoard, type RealBoard, type RealBoardOptions } from '../../appliance/hardware/real-board.ts';
import { readMachine } from '../../appliance/hardware/system-files.ts';
import { systemClock } from '../../appliance/kernel/clock.ts';
import { LinnetError } from '../../appliance/kernel/errors.ts';
import { silentLog } from '../../appliance/kernel/log.ts';

const options: RealBoardOptions = {
  capture: 'arecord',
  output: 'auto',
  leds: { driver: 'spi-device', brightness: 32 },
  masterPercent: 80,
};
let board: RealBoard;
let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'machine-'));
});
afterEach(async () => {
  await board.close();
  rmSync(root, { recursive: true });
});

function open(id: BoardId, change: Partial<RealBoardOptions> = {}): RealBoard {
  const card = {
    index: 7,
    id: 'absent',
    name: '',
    usbId: null,
    usbPort: null,
    usbAddress: null,
    dais: [],
    captures: true,
    plays: true,
  };
  board = openBoard(
    { row: boardRow(id), card },
    { ...options, ...change },
    // Not this machine's own.
    { clock: systemClock, log: silentLog, machine: () => readMachine(root), root, openSpi: noSpi, openUsb: noUsb },
  );
  return board;
}

const noSpi = (): never => {
  throw new LinnetError('board.unsupported', 'There is no SPI here.');
};
const noUsb = (id: string): Promise<never> =>
  Promise.reject(new LinnetError('board.unsupported', `The USB device ${id} is not connected.`));

const lost = (): void => {};

describe('a board whose parts are not there', () => {
  it('has no LEDs and no button, and says what to do', () => {
    const { missing, ring, button, microphone } = open('respeaker-2mic-v2');
    expect([ring, button]).toEqual([null, null]);
    expect(missing.get('LEDs')).toMatch(/There is no SPI here.*board\.unsupported/);
    expect(missing.get('button')).toMatch(/dtoverlay=gpio-key.*board\.unsupported/);
    expect(microphone.layout).toBe(boardRow('respeaker-2mic-v2').capture);
  });

  it('refuses rpio here with the reason', () => {
    const { missing } = open('respeaker-2mic-v2', { leds: { driver: 'rpio', brightness: 32 } });
    expect(missing.get('LEDs')).toMatch(/rpio cannot be used.*Use "spi-device"/);
  });

  it('cannot be listened to nor played on, which is an error and no crash', async () => {
    const { microphone, speaker } = open('respeaker-xvf3800');
    await expect(microphone.open(lost, lost)).rejects.toThrow(/is not connected; plug it in.*microphone\.unavailable/);
    await expect(speaker.open(lost, lost)).rejects.toThrow(/is not connected; plug it in.*speaker\.unavailable/);
  });

  it('cancels no echo of another card that it is played through, which has a rate of its own', async () => {
    const own = open('respeaker-xvf3800');
    expect([own.cancelsEcho, own.speaker.sampleRate]).toEqual([true, 16_000]);
    await own.close();
    const other = open('respeaker-xvf3800', { output: 'UACDemoV10' });
    expect([other.cancelsEcho, other.speaker.sampleRate]).toEqual([false, 48_000]);
    await expect(other.speaker.open(lost, lost)).rejects.toThrow(/"UACDemoV10".*none does.*speaker\.unavailable/);
  });

  it('on USB has a ring, a switch, a direction, a version and a bare microphone that fail when they are used, not before', async () => {
    const { ring, muteSwitch, direction, firmware, tapMicrophone, missing } = open('respeaker-xvf3800');
    expect([ring?.count, missing.size]).toEqual([12, 0]);
    await muteSwitch!.open(() => {});
    await muteSwitch!.follow(true);
    await expect(direction!.read()).rejects.toThrow(/board\.unsupported/);
    await expect(tapMicrophone!()).rejects.toThrow(/board\.unsupported/);
    await expect(firmware!()).rejects.toThrow(/board\.unsupported/);
    expect((await ring!.problem())?.message).toMatch(/2886:001a is not connected.*board\.unsupported/);
  });

  describe('switches its codec for what is opened', () => {
    const ids = ['respeaker-2mic-v1', 'respeaker-2mic-v2'] as const;
    let set: string[];
    beforeEach(() => {
      set = [];
    });

    /** A card that is there for amixer, each level as `volumes` has it, and cannot be opened. */
    const openCard = (
      id: (typeof ids)[number],
      masterPercent: number,
      volumes: ReadonlyMap<string, number>,
    ): RealBoard => {
      const { capture, playback } = boardRow(id).routing;
      const names = [capture, playback].flatMap(({ paths, levels }) => [...paths, ...levels].map(([name]) => name));
      const says = (name: string): string => (volumes.has(name) ? `  Mono: ${volumes.get(name)} [50%]\n` : '');
      const controls = new Set([...names, 'PCM']);
      const contents = [...controls].map((name) => `Simple mixer control '${name}',0\n${says(name)}`).join('');
      const runAmixer = (args: readonly string[]): Promise<string> => {
        if (args.includes('sset')) set.push(args.slice(args.indexOf('sset') + 1).join(' '));
        return Promise.resolve(contents);
      };
      const card = {
        index: 7,
        id: 'seeed2micvoicec',
        name: '',
        usbId: null,
        usbPort: null,
        usbAddress: null,
        dais: [id === 'respeaker-2mic-v1' ? 'wm8960-hifi' : 'tlv320aic3x-hifi'],
        captures: true,
        plays: true,
      };
      board = openBoard(
        { row: boardRow(id), card },
        { ...options, masterPercent },
        {
          clock: systemClock,
          log: silentLog,
          machine: () => ({ ...readMachine(root), cards: [card] }),
          root,
          runAmixer,
        },
      );
      return board;
    };

    const untouched = (id: BoardId): Map<string, number> => {
      const { capture, playback } = boardRow(id).routing;
      return new Map([...capture.levels, ...playback.levels].map(([name, volume]) => [name, volume]));
    };
    const chosen = ({ paths, levels }: ControlSettings): string[] => [
      ...paths.map((words) => words.join(' ')),
      ...levels.map(([name, , value]) => `${name} ${value}`),
    ];

    it.each([
      [ids[0], ['Left Input Boost Mixer LINPUT1 3', 'Capture cap']],
      [ids[1], ['Left PGA Mixer Mic2L on', 'PGA cap', 'PGA 60']],
    ] as const)('%s before it is listened to: its inputs, and none of its outputs', async (id, some) => {
      await expect(openCard(id, 80, untouched(id)).microphone.open(lost, lost)).rejects.toThrow(/microphone\./);
      expect(set).toEqual(chosen(boardRow(id).routing.capture));
      expect(set).toEqual(expect.arrayContaining([...some]));
    });

    it.each([
      [ids[0], ['Headphone 121', 'Speaker DC 4'], ['Speaker 80% unmute', 'Headphone 80% unmute']],
      [ids[1], ['Left Line Mixer DACL1 on', 'Line DAC 118', 'HP DAC 118'], ['PCM 80% unmute']],
    ] as const)('%s before it is played on: its outputs, then the volume of the box', async (id, some, volume) => {
      await expect(openCard(id, 80, untouched(id)).speaker.open(lost, lost)).rejects.toThrow(/speaker\./);
      expect(set).toEqual([...chosen(boardRow(id).routing.playback), ...volume]);
      expect(set).toEqual(expect.arrayContaining([...some]));
    });

    it('and does not raise a volume of 0 whenever the microphone is opened again', async () => {
      const { microphone } = openCard(ids[0], 0, new Map([...untouched(ids[0]), ['Speaker', 0], ['Headphone', 0]]));
      for (let time = 0; time < 2; time++) await expect(microphone.open(lost, lost)).rejects.toThrow(/microphone\./);
      expect(set.filter((words) => /^(Speaker|Headphone)/.test(words))).toEqual([]);
    });
  });

  it('has a button where the machine has an input device of that name', () => {
    const device = join(root, 'sys/class/input/event2/device');
    mkdirSync(device, { recursive: true });
    writeFileSync(join(device, 'name'), `${BUTTON_LABEL}\n`);
    const { button, missing } = open('respeaker-2mic-v2');
    expect(button).not.toBeNull();
    expect(missing.has('button')).toBe(false);
  });
});
