import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { amixerControl, findVolumeControl } from '../../appliance/hardware/alsa/amixer.ts';
import { AplaySpeaker } from '../../appliance/hardware/alsa/aplay-speaker.ts';
import { cardPosition } from '../../appliance/hardware/alsa/card-position.ts';
import { boardRow } from '../../appliance/hardware/boards.ts';
import { chooseBoard, findCard } from '../../appliance/hardware/detection.ts';
import { adaptLayout } from '../../appliance/hardware/real-board.ts';
import { readMachine } from '../../appliance/hardware/system-files.ts';
import { systemClock } from '../../appliance/kernel/clock.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { CARDS, PI4, writeTree } from './machine-tree.ts';
import { hasAlsa, VirtualCard } from './virtual-card.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'card-'));
});
afterEach(() => rm(root, { recursive: true }));

/** Status of a running stream as the kernel prints it. */
async function putStatus(pointer: number | null, rate = 48_000): Promise<void> {
  const folder = join(root, 'proc/asound/card2/pcm0p/sub0');
  await mkdir(folder, { recursive: true });
  const running = `state: RUNNING\nowner_pid   : 1234\ntrigger_time: 1.2\ntstamp      : 2.3\ndelay       : 960\navail       : 0\navail_max   : 960\n-----\nhw_ptr      : ${pointer}\nappl_ptr    : ${(pointer ?? 0) + 960}\n`;
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
    expect(position()).toBeNull();
    await putStatus(null);
    expect(position()).toBeNull();
    await putStatus(48_000);
    expect(position()).toBe(16_000);
    await putStatus(96_000);
    expect(position()).toBe(32_000);
  });

  it.skipIf(!hasAlsa)('is what a speaker reports as played, on through an underrun that sets it back', async () => {
    const card = new VirtualCard();
    let told: number | null = 0;
    const device = () => Promise.resolve({ name: card.speaker, position: () => told });
    const speaker = new AplaySpeaker({ sampleRate: 16_000 }, { clock: systemClock, log: silentLog, device });
    await speaker.open(
      () => {},
      () => {},
    );
    expect(speaker.framesRequested()).toBe(960);
    told = 500;
    expect(speaker.framesPlayed()).toBe(500);
    await card.until(() => speaker.framesRequested() === 1280);
    told = 10; // the card ran dry and counts anew
    expect(speaker.framesPlayed()).toBe(1280);
    await card.until(() => speaker.framesRequested() > 1280);
    expect(speaker.framesPlayed()).toBeGreaterThanOrEqual(1290);
    await speaker.close();
    card.close();
  });

  it.skipIf(!hasAlsa)('that stands still with sound waiting is a speaker that was lost', async () => {
    const card = new VirtualCard();
    const device = () => Promise.resolve({ name: card.speaker, position: () => 500 });
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

describe('the volume of a card', () => {
  const controls =
    "Simple mixer control 'Headphone',0\nSimple mixer control 'Speaker',0\nSimple mixer control 'Mic',0\n";

  it('is the first control of the row that the card has', async () => {
    const run = () => Promise.resolve(controls);
    expect(await findVolumeControl('seeed2micvoicec', ['Playback', 'Speaker', 'Headphone'], run)).toBe('Speaker');
    expect(await findVolumeControl('seeed2micvoicec', ['PCM'], run)).toBeNull();
  });

  it('is set with the perceptual curve of amixer', async () => {
    const ran: string[] = [];
    const run = (args: readonly string[]) => Promise.resolve(String(ran.push(args.join(' '))));
    await amixerControl('Array', 'PCM', run).setVolume(42.4);
    expect(ran).toEqual(['-q -M -c Array sset PCM 42% unmute']);
  });

  it.skipIf(!hasAlsa)('of a card that is not there is an error', async () => {
    await expect(findVolumeControl('no-such-card', ['PCM'])).rejects.toThrow(/speaker\.unavailable/);
  });
});

describe('the channels of a card', () => {
  const array = boardRow('respeaker-usb-array-v2').capture;

  it('are those of the table where the card has them', () => {
    expect(adaptLayout(array, { least: 6, most: 6 })).toBe(array);
    expect(adaptLayout(boardRow('alsa').capture, { least: 1, most: 2 })).toBe(boardRow('alsa').capture);
  });

  it('follow another firmware, and then nothing is known of single microphones', () => {
    expect(adaptLayout(array, { least: 1, most: 1 })).toEqual({
      channels: 1,
      speechChannel: 0,
      rawChannels: [],
      echoChannel: null,
    });
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
