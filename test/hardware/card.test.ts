import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { amixerControl, findVolumeControls } from '../../appliance/hardware/alsa/amixer.ts';
import { AplaySpeaker, type PlaybackDevice } from '../../appliance/hardware/alsa/aplay-speaker.ts';
import { adaptLayout } from '../../appliance/hardware/alsa/card-layout.ts';
import { cardMixer, findOutput, playbackDevice, volumeSetter } from '../../appliance/hardware/alsa/card-output.ts';
import { cardPosition } from '../../appliance/hardware/alsa/card-position.ts';
import { boardRow } from '../../appliance/hardware/boards.ts';
import { chooseBoard, findCard } from '../../appliance/hardware/detection.ts';
import type { MixerControl } from '../../appliance/hardware/ports.ts';
import { type Machine, readMachine } from '../../appliance/hardware/system-files.ts';
import { ManualClock, systemClock } from '../../appliance/kernel/clock.ts';
import { LinnetError } from '../../appliance/kernel/errors.ts';
import { createLog, silentLog } from '../../appliance/kernel/log.ts';
import { mixerContract } from './contracts/control-contracts.ts';
import { CARDS, type CardFixture, PI4, writeTree } from './machine-tree.ts';
import { hasAlsa, VirtualCard } from './virtual-card.ts';
import { hasAmixer, VirtualMixer } from './virtual-mixer.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'card-'));
});
afterEach(() => rm(root, { recursive: true }));

/** Status of a running stream as the kernel prints it. */
async function putStatus(
  pointer: number | null,
  { rate = 48_000, stream = 'pcm0p/sub0', pid = 1234, state = 'RUNNING', onItsWay = 0 } = {},
): Promise<void> {
  const folder = join(root, 'proc/asound/card2', stream);
  await mkdir(folder, { recursive: true });
  const delay = state === 'RUNNING' ? 960 + onItsWay : 0;
  const running = `state: ${state}\nowner_pid   : ${pid}\ntrigger_time: 1.2\ntstamp      : 2.3\ndelay       : ${delay}\navail       : 0\navail_max   : 960\n-----\nhw_ptr      : ${pointer}\nappl_ptr    : ${(pointer ?? 0) + 960}\n`;
  await writeFile(join(folder, 'status'), pointer === null ? 'closed\n' : running);
  await writeFile(
    join(folder, 'hw_params'),
    pointer === null
      ? 'closed\n'
      : `access: MMAP_INTERLEAVED\nformat: S16_LE\nsubformat: STD\nchannels: 2\nrate: ${rate} (${rate}/1)\nperiod_size: 960\nbuffer_size: 5760\n`,
  );
}

describe('the position of a card', () => {
  it("is the kernel's own, at our rate, and unknown while the stream is closed", async () => {
    const position = cardPosition(2, 16_000, root);
    expect(position(1234)).toBeNull();
    await putStatus(null);
    expect(position(1234)).toBeNull();
    await putStatus(48_000);
    expect(position(1234)).toEqual({ played: 16_000, written: 16_320 });
    await putStatus(96_000);
    expect(position(1234)?.played).toBe(32_000);
    await putStatus(null);
    expect(position(1234)).toBeNull();
  });

  it('is short of what a USB card took by what is on its way to it, and never goes back while that wavers', async () => {
    const position = cardPosition(2, 16_000, root);
    const played = async (pointer: number, onItsWay: number, state = 'RUNNING'): Promise<number | undefined> => {
      await putStatus(pointer, { rate: 16_000, onItsWay, state });
      return position(1234)?.played;
    };
    expect(await played(200, 280)).toBe(0);
    expect(await played(16_000, 280)).toBe(15_720);
    expect(await played(16_020, 320)).toBe(15_720);
    expect(await played(16_080, 280)).toBe(15_800);
    expect(await played(16_100, 0, 'XRUN')).toBe(16_100);
    expect(await played(0, 0, 'PREPARED')).toBe(0);
    expect(await played(320, 280)).toBe(40);
  });

  it("is that of our own stream, not of somebody else's on the same card", async () => {
    await putStatus(96_000, { pid: 77 });
    await putStatus(96_000, { stream: 'pcm1p/sub0' });
    const position = cardPosition(2, 16_000, root);
    expect(position(1234)).toBeNull();
    await putStatus(3000, { stream: 'pcm0p/sub3' });
    expect(position(1234)?.played).toBe(1000);
  });

  it.skipIf(!hasAlsa)('is what a speaker reports as played, on through an underrun that sets it back', async () => {
    const card = new VirtualCard();
    let told = { played: 0, written: 0 };
    const pids = new Set<number>();
    const position = (pid: number): typeof told => {
      pids.add(pid);
      return told;
    };
    const device = () => Promise.resolve({ name: card.speaker, position });
    const speaker = new AplaySpeaker({ sampleRate: 16_000 }, { clock: systemClock, log: silentLog, device });
    await speaker.open(
      () => {},
      () => {},
    );
    expect(speaker.framesRequested()).toBe(960);
    expect(readFileSync(`/proc/${[...pids][0]}/cmdline`, 'utf8')).toMatch(/^aplay\0/);
    told = { played: 700, written: 960 };
    expect(speaker.framesPlayed()).toBe(700);
    await card.until(() => speaker.framesRequested() === 1600);
    told = { played: 10, written: 640 }; // the card ran dry after the first 960, and counts anew
    expect(speaker.framesPlayed()).toBe(970);
    told = { played: 330, written: 640 };
    expect(speaker.framesPlayed()).toBe(1290);
    await card.until(() => speaker.framesRequested() === 2240);
    told = { played: 20, written: 320 }; // and again
    expect(speaker.framesPlayed()).toBe(1940);
    await speaker.close();
    card.close();
  });

  it.skipIf(!hasAlsa)('that stands still with sound waiting is a speaker that was lost', async () => {
    const card = new VirtualCard();
    const device = () => Promise.resolve({ name: card.speaker, position: () => ({ played: 500, written: 960 }) });
    const speaker = new AplaySpeaker({ sampleRate: 16_000 }, { clock: systemClock, log: silentLog, device });
    const losses: Error[] = [];
    await speaker.open(
      () => {},
      (error) => losses.push(error),
    );
    await card.until(() => losses.length > 0);
    expect(losses[0]!.message).toMatch(/played nothing for 2 s.*speaker\.lost/);
    await speaker.close();
    card.close();
  });
});

it('a speaker that is closed while its card is looked for is not opened behind that, and can be opened again', async () => {
  let find: (device: PlaybackDevice) => void = () => {};
  const device = () =>
    new Promise<PlaybackDevice>((resolve) => {
      find = resolve;
    });
  const speaker = new AplaySpeaker({ sampleRate: 16_000 }, { clock: new ManualClock(), log: silentLog, device });
  const asked: string[] = [];
  const open = (name: string): Promise<void> =>
    speaker.open(
      () => asked.push(name),
      () => {},
    );
  const first = open('first');
  const findFirst = find;
  await speaker.close();
  const second = open('second').catch(() => {}); // closed as well, in the end
  const found = { name: 'null', position: () => null };
  findFirst(found);
  await expect(first).rejects.toThrow(/closed while it was being opened.*speaker\.unavailable/);
  await expect(open('third')).rejects.toThrow(/open already/);
  find(found);
  await new Promise(setImmediate);
  await speaker.close();
  await second;
  expect(new Set(asked)).toEqual(new Set(['second']));
});

const PLAYING = {
  index: 0,
  id: 'virtual',
  name: '',
  usbId: null,
  usbPort: null,
  usbAddress: null,
  dais: [],
  captures: false,
  plays: true,
};

if (hasAmixer) {
  mixerContract('amixer', () => {
    const device = new VirtualMixer();
    const mixer = cardMixer(() => ({ card: PLAYING, row: boardRow('alsa') }), device.run);
    return {
      mixer,
      gainDb: () => device.gainDb(),
      unplug: () => device.setPlugged(false),
      plug: () => device.setPlugged(true),
      close: () => Promise.resolve(device.close()),
    };
  });
}

/** The master volume of a card, which starts muted as many do. */
class SimulatedMixer implements MixerControl {
  #gainDb: number | null = null;
  #plugged = true;

  /** null while it is muted. */
  get gainDb(): number | null {
    return this.#gainDb;
  }

  setVolume(percent: number): Promise<void> {
    if (!this.#plugged)
      return Promise.reject(
        new LinnetError('speaker.unavailable', 'The simulated card was unplugged; plug it in again.'),
      );
    // The curve of amixer -M: 60 dB for a factor of ten.
    this.#gainDb = 60 * Math.log10(Math.max(0.15, percent / 100));
    return Promise.resolve();
  }

  /** The cable is pulled, or put back. */
  setPlugged(plugged: boolean): void {
    this.#plugged = plugged;
  }
}

mixerContract('the simulated mixer', () => {
  const mixer = new SimulatedMixer();
  return {
    mixer,
    gainDb: () => mixer.gainDb,
    unplug: () => mixer.setPlugged(false),
    plug: () => mixer.setPlugged(true),
    close: () => Promise.resolve(),
  };
});

describe('the volume of a card', () => {
  const controls =
    "Simple mixer control 'Headphone',0\nSimple mixer control 'Speaker',0\nSimple mixer control 'Mic',0\n";

  it('is all outputs of the row that the card has, and nothing that comes before them', async () => {
    const run = () => Promise.resolve(controls);
    const both = ['Speaker', 'Headphone'];
    expect(await findVolumeControls('seeed2micvoicec', [['PCM'], [...both, 'Headset'], ['Mic']], run)).toEqual(both);
    expect(await findVolumeControls('seeed2micvoicec', [['PCM']], run)).toEqual([]);
  });

  it.each([
    ['respeaker-2mic-v1', ['Headphone', 'Speaker', 'Playback'], ['Speaker', 'Headphone']],
    ['respeaker-2mic-v2', ['PCM', 'Line', 'Line DAC', 'HP', 'HP DAC'], ['PCM']],
    ['respeaker-6mic', ['DAC volume', 'Speaker', 'Headphone'], ['Speaker', 'Headphone']],
    ['alsa', ['Master', 'Headphone', 'Speaker', 'PCM'], ['PCM']],
  ] as const)('reaches every output of a card, once: %s', async (id, present, expected) => {
    const set: string[] = [];
    const run = (args: readonly string[]): Promise<string> => {
      if (args.includes('sset')) set.push(args[5] as string);
      return Promise.resolve(present.map((name) => `Simple mixer control '${name}',0\n`).join(''));
    };
    await cardMixer(() => ({ card: PLAYING, row: boardRow(id) }), run).setVolume(80);
    expect(set).toEqual(expected);
  });

  it('is set with the perceptual curve of amixer', async () => {
    const ran: string[] = [];
    const run = (args: readonly string[]) => Promise.resolve(String(ran.push(args.join(' '))));
    await amixerControl('Array', 'PCM', run).setVolume(42.4);
    expect(ran).toEqual(['-q -M -c Array sset PCM 42% unmute']);
  });

  it.skipIf(!hasAlsa)('of a card that is not there is an error', async () => {
    await expect(findVolumeControls('no-such-card', [['PCM']])).rejects.toThrow(/speaker\.unavailable/);
  });

  it('of a card that has no control that is known is left alone, which is told once', async () => {
    const told: Array<{ reason?: string }> = [];
    const set: string[] = [];
    const run = (args: readonly string[]): Promise<string> => {
      if (args.includes('sset')) set.push(args.join(' '));
      return Promise.resolve("Simple mixer control 'Digital',0\n");
    };
    const mixer = cardMixer(() => ({ card: PLAYING, row: boardRow('alsa') }), run);
    const setVolume = volumeSetter(mixer, { ...silentLog, warn: (fields) => told.push(fields) });
    await setVolume(80);
    await setVolume(80);
    expect(told.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/card "virtual" has none.*"PCM".*"Master"/),
    ]);
    expect(set).toEqual([]);
  });

  it('that cannot be set is told once, however often the card is tried, and anew where it was set in between', async () => {
    const lines: string[] = [];
    const log = createLog({ level: 'info', private: false }, { write: (line) => lines.push(line) });
    const outcomes = ['busy', 'busy', 'away', 'away', '', 'away'];
    const mixer = {
      setVolume(): Promise<void> {
        const failure = outcomes.shift();
        return failure === '' ? Promise.resolve() : Promise.reject(new Error(failure));
      },
    };
    const setVolume = volumeSetter(mixer, log);
    while (outcomes.length > 0) await setVolume(80);
    expect(lines.map((line) => JSON.parse(line).reason)).toEqual(['busy', 'away', 'away']);
  });
});

describe('the channels of a card', () => {
  const array = boardRow('respeaker-usb-array-v2').capture;

  it('are those of the table where the card has them', () => {
    expect(adaptLayout(array, { least: 6, most: 6 })).toBe(array);
    expect(adaptLayout(boardRow('alsa').capture, { least: 1, most: 2 })).toBe(boardRow('alsa').capture);
  });

  it('follow another firmware, and then nothing is known of single microphones', () => {
    expect(adaptLayout(array, { least: 1, most: 1 })).toMatchObject({ channels: 1, speechChannel: 0, rawChannels: [] });
    const xvf3800 = boardRow('respeaker-xvf3800').capture;
    expect(adaptLayout(xvf3800, { least: 6, most: 6 })).toMatchObject({ channels: 6, speechChannel: 1 });
  });
});

describe('a card that was plugged in again', () => {
  it('is found under its new number, and not mistaken for another', async () => {
    await writeTree(root, { model: PI4, cards: [CARDS.jack, CARDS.xvf3000] });
    const found = chooseBoard(readMachine(root), 'auto')!;
    await rm(root, { recursive: true });
    await writeTree(root, { model: PI4, cards: [CARDS.jack, CARDS.webcam, CARDS.xvf3000] });
    expect(findCard(readMachine(root), found)?.index).toBe(2);
    await rm(root, { recursive: true });
    await writeTree(root, { model: PI4, cards: [CARDS.jack, CARDS.webcam] });
    expect(findCard(readMachine(root), found)).toBeNull();
  });
});

describe('the card that is played on', () => {
  const hdmi1 = { ...CARDS.hdmi, id: 'vc4hdmi1', name: 'vc4-hdmi-1' };
  const loopback = { id: 'Loopback', driver: 'Loopback', name: 'Loopback', pcms: { pcm0p: 'Loopback PCM' } };
  const machine = async (...cards: CardFixture[]): Promise<Machine> => {
    await rm(root, { recursive: true });
    await writeTree(root, { model: PI4, cards });
    return readMachine(root);
  };

  it("is the microphone's own where that plays, wherever it was plugged in again, and is waited for", async () => {
    const found = chooseBoard(await machine(CARDS.jack, CARDS.xvf3000), 'auto')!;
    const moved = findOutput(
      await machine(CARDS.jack, CARDS.webcam, { ...CARDS.xvf3000, id: 'ArrayUAC10_1' }),
      found,
      'auto',
    )!;
    expect(moved.card).toMatchObject({ index: 2, id: 'ArrayUAC10_1' });
    expect(playbackDevice(moved, 16_000).name).toBe('plughw:CARD=ArrayUAC10_1,DEV=0');
    const away = await machine(CARDS.jack);
    expect(() => findOutput(away, found, 'auto')).toThrow(/not connected.*speaker\.unavailable/);
  });

  it.each<[string, CardFixture[], string]>([
    ['one on USB rather than the jack', [CARDS.jack, CARDS.hdmi, CARDS.usbMicrophone, CARDS.usbSpeaker], 'UACDemoV10'],
    ['one on USB rather than HDMI', [CARDS.hdmi, hdmi1, CARDS.usbMicrophone, CARDS.usbSpeaker], 'UACDemoV10'],
    ['one on USB rather than the jack, for a HAT', [CARDS.jack, CARDS.fourMic, CARDS.usbSpeaker], 'UACDemoV10'],
    ['that of a HAT rather than the jack', [CARDS.jack, CARDS.dac, CARDS.usbMicrophone], 'sndrpihifiberry'],
    ["the Pi's jack rather than HDMI", [CARDS.hdmi, CARDS.fourMic, CARDS.jack], 'Headphones'],
    ['HDMI where there is nothing else', [CARDS.hdmi, hdmi1, CARDS.fourMic], 'vc4hdmi0'],
    ['none that only the kernel hears', [loopback, CARDS.jack, CARDS.usbMicrophone], 'Headphones'],
  ])('is, where the microphone has none of its own, %s', async (_name, cards, id) => {
    const here = await machine(...cards);
    expect(findOutput(here, chooseBoard(here, 'auto'), 'auto')?.card.id).toBe(id);
  });

  it("is opened by a name that makes of samples what it takes: HDMI of a Pi by alsa-lib's own for it", async () => {
    const here = await machine(hdmi1, CARDS.jack, CARDS.usbMicrophone);
    const device = (wanted: string): string => playbackDevice(findOutput(here, null, wanted), 48_000).name;
    expect(device('vc4hdmi1')).toBe('sysdefault:CARD=vc4hdmi1');
    expect(device('Headphones')).toBe('plughw:CARD=Headphones,DEV=0');
  });

  it("is ALSA's default where no card plays", async () => {
    const here = await machine(CARDS.fourMic);
    expect(findOutput(here, chooseBoard(here, 'auto'), 'auto')).toBeNull();
    expect(playbackDevice(null, 16_000)).toMatchObject({ name: 'default' });
  });

  it('is there still when a microphone is pulled that has no output', async () => {
    const found = chooseBoard(await machine(CARDS.usbMicrophone, CARDS.usbSpeaker), 'auto');
    expect(findOutput(await machine(CARDS.usbSpeaker), found, 'auto')?.card.id).toBe('UACDemoV10');
  });

  it('is the one that is wanted, wherever it is, with what the table knows of it', async () => {
    const both = [CARDS.xvf3000, CARDS.twoMicV1, CARDS.usbSpeaker];
    const found = chooseBoard(await machine(...both), 'auto')!;
    const outputOf = (wanted: string): (string | undefined)[] => {
      const output = findOutput(readMachine(root), found, wanted);
      return [output?.card.id, output?.row.id];
    };
    expect(outputOf('auto')).toEqual(['ArrayUAC10', 'respeaker-usb-array-v2']);
    expect(outputOf('ArrayUAC10')).toEqual(['ArrayUAC10', 'respeaker-usb-array-v2']);
    expect(outputOf('UACDemoV10')).toEqual(['UACDemoV10', 'alsa']);
    expect(outputOf('seeed2micvoicec')).toEqual(['seeed2micvoicec', 'respeaker-2mic-v1']);
    await machine(CARDS.jack, ...both);
    expect(findOutput(readMachine(root), found, 'UACDemoV10')?.card.index).toBe(3);
  });

  it('is waited for where the one that is wanted is away, and the others are named', async () => {
    const here = await machine(CARDS.jack, CARDS.usbMicrophone);
    const found = chooseBoard(here, 'auto');
    expect(() => findOutput(here, found, 'UACDemoV10')).toThrow(
      /"UACDemoV10".*audio\.output.*"Headphones" \(bcm2835 Headphones\).*speaker\.unavailable/,
    );
    expect(() => findOutput(here, found, 'Device')).toThrow(/"Device".*plays/);
    expect(() => findOutput({ ...here, cards: [] }, null, 'Device')).toThrow(/none does/);
  });

  it('is the one whose volume is set: the card as it is called now, and the controls that are its own', async () => {
    const found = chooseBoard(await machine(CARDS.fourMic, CARDS.jack), 'auto')!;
    const ran: string[] = [];
    const run = (args: readonly string[]): Promise<string> => {
      ran.push(args.join(' '));
      return Promise.resolve(args.includes('Headphones') ? "Simple mixer control 'PCM',0\n" : '');
    };
    const mixer = cardMixer(() => findOutput(readMachine(root), found, 'auto'), run);
    await mixer.setVolume(60);
    expect(ran).toEqual(['-c Headphones scontents', '-q -M -c Headphones sset PCM 60% unmute']);
    await machine(CARDS.hdmi, CARDS.fourMic);
    await expect(mixer.setVolume(60)).rejects.toThrow(/"vc4hdmi0" has none.*board\.unsupported/);
    expect(ran.slice(2)).toEqual(['-c vc4hdmi0 scontents']);
    await machine(CARDS.fourMic);
    await expect(mixer.setVolume(60)).rejects.toThrow(/no sound card.*speaker\.unavailable/);
  });
});
