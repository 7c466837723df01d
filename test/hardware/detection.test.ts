import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BOARD_IDS, BOARDS, boardRow } from '../../appliance/hardware/boards.ts';
import { chooseBoard, detectBoards, doubtOf, findCard } from '../../appliance/hardware/detection.ts';
import { withAnsweringCodecs } from '../../appliance/hardware/i2c-probe.ts';
import { createSimulatedBoard } from '../../appliance/hardware/simulated/board.ts';
import { type Machine, readMachine } from '../../appliance/hardware/system-files.ts';
import { ManualClock } from '../../appliance/kernel/clock.ts';
import { CARDS, PI4, PI5, type TreeFixture, writeTree } from './machine-tree.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'machine-'));
});
afterEach(() => rm(root, { recursive: true }));

async function machine(tree: TreeFixture): Promise<Machine> {
  await writeTree(root, tree);
  return readMachine(root);
}

const ids = (found: Machine): string[] => detectBoards(found).found.map(({ row }) => row.id);

describe('the detection of boards', () => {
  it.each<[string, TreeFixture, string[]]>([
    ['the XVF3800 by its USB id', { model: PI5, cards: [CARDS.hdmi, CARDS.xvf3800] }, ['respeaker-xvf3800']],
    ['the XVF3000 by its USB id', { model: PI4, cards: [CARDS.jack, CARDS.xvf3000] }, ['respeaker-usb-array-v2']],
    ['the Lite by its USB id', { model: PI4, cards: [CARDS.lite] }, ['respeaker-lite']],
    ['the 2-Mics HAT v1 by its codec', { model: PI4, cards: [CARDS.jack, CARDS.twoMicV1] }, ['respeaker-2mic-v1']],
    ['the 2-Mics HAT v2 by its codec', { model: PI5, cards: [CARDS.twoMicV2] }, ['respeaker-2mic-v2']],
    ['the 4-Mic Array', { model: PI4, cards: [CARDS.fourMic, CARDS.jack] }, ['respeaker-4mic']],
    [
      'the 6-Mic Array, as which the linear one appears too',
      { model: PI4, cards: [CARDS.eightMic] },
      ['respeaker-6mic'],
    ],
    [
      'two at once, the better one first',
      { model: PI4, cards: [CARDS.twoMicV1, CARDS.xvf3800] },
      ['respeaker-xvf3800', 'respeaker-2mic-v1'],
    ],
    ['none among other cards', { model: PI4, cards: [CARDS.jack, CARDS.webcam] }, []],
    ['none where there is no card', { model: PI4, cards: [] }, []],
    ['none on a machine that has no /proc/asound', {}, []],
  ])('finds %s', async (_name, tree, expected) => {
    expect(ids(await machine(tree))).toEqual(expected);
  });

  it('finds a card wherever it was plugged in', async () => {
    const found = detectBoards(await machine({ model: PI4, cards: [CARDS.jack, CARDS.webcam, CARDS.xvf3000] })).found;
    expect(found[0]!.card.index).toBe(2);
  });

  it('tells two USB boards with the same card id apart by their USB ids', async () => {
    const clash = { ...CARDS.xvf3000, id: 'Array' };
    expect(ids(await machine({ model: PI4, cards: [clash, CARDS.xvf3800] }))).toEqual([
      'respeaker-xvf3800',
      'respeaker-usb-array-v2',
    ]);
  });

  it.each(['Raspberry Pi 5 Model B Rev 1.0', 'Raspberry Pi 500 Rev 1.0', 'Raspberry Pi Compute Module 5 Rev 1.0'])(
    'refuses an AC108 board on a %s and says what to buy',
    async (model) => {
      const found = await machine({ model, cards: [], i2c: [0x3b] });
      expect(detectBoards(found).found).toEqual([]);
      expect(() => chooseBoard(found, 'auto')).toThrow(/TDM.*XVF3800.*board\.unsupported/s);
      expect(() => chooseBoard(found, 'respeaker-4mic')).toThrow(/TDM/);
    },
  );

  it('names the driver that exists for the 6-mic on a Pi 5', async () => {
    const found = await machine({ model: PI5, cards: [], i2c: [0x35, 0x3b, 0x1a] });
    expect(() => chooseBoard(found, 'auto')).toThrow(/respeaker-6mic-pi5/);
  });

  it.each(['auto', 'respeaker-6mic', 'respeaker-4mic-linear'])(
    'believes the card that such a driver makes of the 6-mic on a Pi 5, with a doubt: %s',
    async (wanted) => {
      const found = await machine({ model: PI5, cards: [CARDS.hdmi, CARDS.eightMic], i2c: [0x35, 0x3b, 0x1a] });
      const board = chooseBoard(found, wanted);
      expect(board).toMatchObject({ row: { capture: { channels: 8 } }, card: { id: 'seeed8micvoicec' } });
      expect(doubtOf(board!.row, found)?.text).toMatch(/not known to work on this Raspberry Pi 5/);
      expect(detectBoards(found).problems).toEqual([]);
      const deaf = { ...found, cards: found.cards.map((card) => ({ ...card, captures: false })) };
      expect(() => chooseBoard(deaf, wanted)).toThrow(/TDM/);
    },
  );

  it.each<[number[], RegExp]>([
    [[0x1a], /2-Mics Pi HAT v1.*dtoverlay=respeaker-2mic-v1/s],
    [[0x18], /2-Mics Pi HAT v2.*dtoverlay=respeaker-2mic-v2/s],
    [[0x3b], /4-Mic Array.*dtoverlay=respeaker-4mic/s],
    [[0x3b, 0x35, 0x1a], /6-Mic Circular.*dtoverlay=respeaker-6mic/s],
  ])('names the overlay of a HAT that answers at %j and has none', (answering, text) => {
    expect(() => chooseBoard({ ...NO_MACHINE, isPi: true, model: PI4, answering }, 'auto')).toThrow(text);
  });

  it.each<[number[], RegExp]>([
    [[0x1a], /2-Mics Pi HAT v1.*is loaded.*modinfo snd-soc-wm8960"/s],
    [[0x18], /2-Mics Pi HAT v2.*modinfo snd-soc-tlv320aic3x-i2c"/s],
    [[0x3b], /4-Mic Array.*modinfo snd-soc-ac108"/s],
  ])(
    'says of a HAT that an overlay announces at %j, and has no card, that its driver is missing',
    async (i2c, text) => {
      const announced = await machine({ model: PI4, cards: [], i2c });
      for (const answering of [null, i2c]) {
        const texts = detectBoards({ ...announced, answering }).problems.map((problem) => problem.text);
        expect(texts[0]).toMatch(text);
        expect(texts.join()).not.toContain('dtoverlay');
      }
    },
  );

  it('misses no card of a codec that is in use by one of another name', async () => {
    const cards = [{ ...CARDS.twoMicV1, id: 'wm8960soundcard' }];
    expect(detectBoards(await machine({ model: PI4, cards, i2c: [0x1a] })).problems).toEqual([]);
  });

  it('says of a HAT that has the overlay of another which one it needs', async () => {
    const announced = await machine({ model: PI4, cards: [], i2c: [0x1a] });
    const texts = detectBoards({ ...announced, answering: [0x18] }).problems.map(({ text }) => text);
    expect(texts[0]).toMatch(/2-Mics Pi HAT v2.*answers on I2C.*dtoverlay=respeaker-2mic-v2/);
    expect(texts[1]).toMatch(/overlay of ReSpeaker 2-Mics Pi HAT v1.*does not answer/);
  });

  it.each<[number[], RegExp]>([
    [[0x3b], /4-Mic Array.*TDM.*XVF3800/s],
    [[0x18], /2-Mics Pi HAT v2.*dtoverlay=respeaker-2mic-v2/s],
    [[0x1a, 0x35, 0x3b], /6-Mic Circular.*respeaker-6mic-pi5/s],
  ])('asks the bus for a HAT that no overlay has announced, at %j', async (codecs, text) => {
    const asked: string[] = [];
    const ask = (address: string): Promise<string> => {
      asked.push(address);
      return Promise.resolve(
        i2cdetectOutput(Number(address), codecs.includes(Number(address)) ? address.slice(2) : '--'),
      );
    };
    const plain = await machine({ model: PI5, cards: [] });
    expect(chooseBoard(plain, 'auto')).toBeNull();
    const asking = await withAnsweringCodecs(plain, ask);
    expect(() => chooseBoard(asking, 'auto')).toThrow(text);
    expect(asked.sort()).toEqual(['0x18', '0x1a', '0x35', '0x3b']);
  });

  it('asks no bus of another machine, nor beside a board that works', async () => {
    const never = (): Promise<string> => Promise.reject(new Error('asked'));
    expect(await withAnsweringCodecs(NO_MACHINE, never)).toBe(NO_MACHINE);
    const working = await machine({ model: PI4, cards: [CARDS.xvf3800] });
    expect(await withAnsweringCodecs(working, never)).toBe(working);
  });

  it('asks a bus that does not answer once, and takes no answer for no HAT', async () => {
    const asked: string[] = [];
    const silent = (address: string): Promise<null> => {
      asked.push(address);
      return Promise.resolve(null);
    };
    const plain = await machine({ model: PI4, cards: [CARDS.jack], i2c: [0x1a] });
    expect(await withAnsweringCodecs(plain, silent)).toBe(plain);
    expect(asked).toHaveLength(1);
  });

  it('does not take the card of a board that cannot work here for a plain one', async () => {
    const ac108 = await machine({ model: PI5, cards: [CARDS.fourMic] });
    expect(() => chooseBoard(ac108, 'auto')).toThrow(/TDM/);
  });

  it('tells the two revisions of the 2-Mics HAT apart by what the overlay says, where the codec does not', async () => {
    const pcms = { pcm0c: 'simple-card codec', pcm0p: 'simple-card codec' };
    const cards = [{ ...CARDS.twoMicV2, pcms }];
    expect(ids(await machine({ model: PI4, cards, hardware: 'reSpeaker V2.0' }))).toEqual(['respeaker-2mic-v2']);
  });

  const DEAF = { ...CARDS.xvf3800, pcms: { pcm0p: 'USB Audio' } };

  it('does not take a board that only plays before one that hears, and says so', async () => {
    const both = await machine({ model: PI4, cards: [DEAF, CARDS.twoMicV1] });
    expect(chooseBoard(both, 'auto')?.row.id).toBe('respeaker-2mic-v1');
    expect(detectBoards(both).problems.map(({ text }) => text)).toEqual([
      expect.stringMatching(/XVF3800.*card "Array" only plays.*its firmware may/),
    ]);
    expect(() => chooseBoard(both, 'respeaker-xvf3800')).toThrow(/"Array" only plays.*board\.unsupported/s);
  });

  describe('of a 2-Mics HAT whose codec has an unknown name', () => {
    const UNKNOWN = { ...CARDS.twoMicV1, pcms: { pcm0c: 'bcm2835-i2s-codec codec-0', pcm0p: 'x' } };

    it.each<[number, string]>([
      [0x1a, 'respeaker-2mic-v1'],
      [0x18, 'respeaker-2mic-v2'],
    ])('finds its revision by the address %i, announced or answering', async (address, id) => {
      const announced = await machine({ model: PI4, cards: [UNKNOWN], i2c: [address, 0x51] });
      expect(chooseBoard(announced, 'auto')?.row.id).toBe(id);
      expect(detectBoards(announced).problems).toEqual([]);
      const answering = { ...announced, i2c: [], answering: [address] };
      expect(chooseBoard(answering, 'auto')?.row.id).toBe(id);
    });

    it('believes the name of a codec before an address', async () => {
      expect(ids(await machine({ model: PI4, cards: [CARDS.twoMicV2], i2c: [0x1a] }))).toEqual(['respeaker-2mic-v2']);
    });

    it('says that nothing tells its revision, takes it for a plain card until then, and believes its owner', async () => {
      const unknown = await machine({ model: PI4, cards: [UNKNOWN] });
      expect(chooseBoard(unknown, 'auto')?.row.id).toBe('alsa');
      const texts = detectBoards(unknown).problems.map(({ text }) => text);
      expect(texts).toEqual([expect.stringMatching(/audio\.board to "respeaker-2mic-v1" or "respeaker-2mic-v2"/)]);
      const named = chooseBoard(unknown, 'respeaker-2mic-v2')!;
      expect(named).toMatchObject({ row: { id: 'respeaker-2mic-v2' }, card: { id: 'seeed2micvoicec' } });
      expect(findCard(unknown, named)).toBe(named.card);
    });
  });

  it.each([
    ['Raspberry Pi Zero 2 W Rev 1.0', 'Zero 2 W'],
    ['Raspberry Pi 3 Model B Plus Rev 1.3', '3'],
    ['Raspberry Pi Compute Module 4 Rev 1.1', '4'],
    ['Raspberry Pi 400 Rev 1.0', '4'],
    ['Raspberry Pi 500 Rev 1.0', '5'],
    ['Raspberry Pi Zero W Rev 1.1', null],
    ['Raspberry Pi Model B Rev 2', null],
  ])('knows a %s', async (model, pi) => {
    expect((await machine({ model })).pi).toBe(pi);
  });

  it('does not complain about the codecs of a board that works', async () => {
    const found = await machine({ model: PI4, cards: [CARDS.twoMicV1], i2c: [0x1a] });
    expect(detectBoards(found).problems).toEqual([]);
  });
});

const NO_MACHINE: Machine = {
  model: null,
  isPi: false,
  pi: null,
  hardware: null,
  cards: [],
  i2c: [],
  answering: null,
};

/** As i2cdetect of i2c-tools 4.3 prints it when it is asked for one address. */
function i2cdetectOutput(address: number, cell: string): string {
  const row = (first: number): string => {
    const cells = Array.from({ length: 16 }, (_, i) => (first + i === address ? cell : '  '));
    return `${first.toString(16).padStart(2, '0')}: ${cells.join(' ')} \n`;
  };
  const rows = Array.from({ length: 8 }, (_, i) => row(i * 16));
  return `     0  1  2  3  4  5  6  7  8  9  a  b  c  d  e  f\n${rows.join('')}`;
}

describe('the choice of a board', () => {
  it('takes any card that can capture where there is no board', async () => {
    const found = await machine({ model: PI4, cards: [CARDS.jack, CARDS.webcam] });
    expect(chooseBoard(found, 'auto')).toMatchObject({ row: { id: 'alsa' }, card: { id: 'C920' } });
  });

  it('is null where there is nothing at all', () => {
    expect(chooseBoard(NO_MACHINE, 'auto')).toBeNull();
  });

  it('takes the one that the owner names, also where another one comes first', async () => {
    const found = await machine({ model: PI4, cards: [CARDS.eightMic, CARDS.xvf3800] });
    expect(chooseBoard(found, 'respeaker-4mic-linear')).toMatchObject({ row: { id: 'respeaker-4mic-linear' } });
    expect(chooseBoard(found, 'respeaker-6mic')?.card.id).toBe('seeed8micvoicec');
  });

  it('says what is there when the named one is not', async () => {
    const found = await machine({ model: PI4, cards: [CARDS.webcam] });
    expect(() => chooseBoard(found, 'respeaker-lite')).toThrow(/not connected.*HD Pro Webcam.*board\.unsupported/s);
  });

  it('says which names there are', () => {
    expect(() => chooseBoard(NO_MACHINE, 'respeeker')).toThrow(/respeaker-lite.*"respeeker" came/s);
  });
});

/** What every microphone is read at. */
const SPEECH_RATE = 16_000;

describe('the table of boards', () => {
  it('has one row for each id, in order', () => {
    expect(BOARDS.map(({ id }) => id)).toEqual(BOARD_IDS);
  });

  it('describes the simulated board as it is', () => {
    const row = boardRow('simulated');
    const board = createSimulatedBoard({}, { clock: new ManualClock(), sources: [] });
    expect(board.id).toBe(row.id);
    expect(row.capture).toMatchObject(board.microphone.layout);
    expect(board.speaker.sampleRate).toBe(row.playback!.sampleRate);
    expect(board.ring!.count).toBe(row.leds!.count);
    expect(board.cancelsEcho).toBe(row.cancelsEcho);
  });

  it.each(BOARDS)('is consistent in the row of $id', (row) => {
    const { channels, speechChannel, rawChannels } = row.capture;
    for (const channel of [speechChannel, ...rawChannels]) expect(channel).toBeLessThan(channels);
    // Where both directions have one clock, the microphone's rate is what both should run at.
    if (row.recognition.i2c !== undefined && row.playback !== null) expect(row.playback.sampleRate).toBe(SPEECH_RATE);
    if (row.refusal !== null) expect(row.pis).not.toContain('5');
    for (const led of row.leds?.microphones ?? []) expect(led).toBeLessThan(row.leds!.count);
    if (row.direction === 'gccPhat') expect(rawChannels.length).toBeGreaterThanOrEqual(2);
    if (row.recognition.cardIds !== undefined) expect([row.overlay, row.driver]).not.toContain(null);
  });
});
