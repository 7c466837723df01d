import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { parseLeafLine } from '../../appliance/hardware/alsa/alsa-capture.ts';
import { AplaySpeaker, type PlaybackDevice } from '../../appliance/hardware/alsa/aplay-speaker.ts';
import { parseArecordLine } from '../../appliance/hardware/alsa/arecord.ts';
import { type CaptureEngine, captureProgram } from '../../appliance/hardware/alsa/capture-choice.ts';
import { cardPosition } from '../../appliance/hardware/alsa/card-position.ts';
import { askHardware, parseHardwareParameters } from '../../appliance/hardware/alsa/hardware-parameters.ts';
import { ProcessMicrophone } from '../../appliance/hardware/alsa/process-microphone.ts';
import { isInstalled, loadsElsewhere } from '../../appliance/hardware/native-package.ts';
import { ONE_CHANNEL } from '../../appliance/hardware/ports.ts';
import { systemClock } from '../../appliance/kernel/clock.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { childrenOf } from '../support/process-table.ts';
import { microphoneContract } from './contracts/microphone-contract.ts';
import { speakerContract } from './contracts/speaker-contract.ts';
import { hasAlsa, soundOf, VirtualCard } from './virtual-card.ts';

const passTime = (card: VirtualCard, ms: number): Promise<void> => {
  const end = systemClock.monotonic() + ms;
  return card.until(() => systemClock.monotonic() >= end);
};

function microphoneOf(engine: CaptureEngine, card: VirtualCard, channels = 1): ProcessMicrophone {
  const program = captureProgram(engine);
  const layout = { ...ONE_CHANNEL, channels };
  return new ProcessMicrophone(
    { layout },
    {
      clock: systemClock,
      log: silentLog,
      command: async (signal) => ({
        ...(await program.command({ device: card.microphone, sampleRate: 16_000, channels }, signal)),
        layout,
      }),
      parseLine: program.parseLine,
    },
  );
}

/**
 * What a card of 48 kHz that plays at its own pace writes into /proc/asound about the stream of each process, read back by the real code.
 */
function positionOnDisk(card: VirtualCard): PlaybackDevice['position'] {
  const stream = join(card.folder, 'proc/asound/card0/pcm0p/sub1');
  mkdirSync(stream, { recursive: true });
  const read = cardPosition(0, 16_000, card.folder);
  const startedAt = systemClock.monotonic();
  return (pid) => {
    const played = 48 * Math.floor(systemClock.monotonic() - startedAt);
    const pointers = `hw_ptr      : ${played}\nappl_ptr    : ${played + 2880}\n`;
    writeFileSync(join(stream, 'status'), `state: RUNNING\nowner_pid   : ${pid}\n-----\n${pointers}`);
    writeFileSync(join(stream, 'hw_params'), 'format: S16_LE\nchannels: 2\nrate: 48000 (48000/1)\n');
    return read(pid);
  };
}

/** Those that can be had on this machine. alsa-capture needs its header and a compiler when it is installed. */
const engines: CaptureEngine[] = isInstalled('alsa-capture') ? ['arecord', 'alsa-capture'] : ['arecord'];

describe.skipIf(!hasAlsa)('with the real programs of ALSA', () => {
  for (const engine of engines) {
    microphoneContract(engine, () => {
      const card = new VirtualCard();
      const microphone = microphoneOf(engine, card);
      return Promise.resolve({
        microphone,
        until: (test) => card.until(test),
        pause: () => passTime(card, 100),
        unplug: () => Promise.resolve(card.set('unplugged', true)),
        plug: () => Promise.resolve(card.set('unplugged', false)),
        async close() {
          await microphone.close();
          card.close();
        },
      });
    });
  }

  const positions: Record<string, (card: VirtualCard) => PlaybackDevice['position']> = {
    'aplay by our own clock': () => () => null,
    "aplay by the kernel's account of its stream": (card) => positionOnDisk(card),
  };
  for (const [name, position] of Object.entries(positions))
    speakerContract(name, () => {
      const card = new VirtualCard();
      const device = () => Promise.resolve({ name: card.speaker, position: position(card) });
      const speaker = new AplaySpeaker({ sampleRate: 16_000 }, { clock: systemClock, log: silentLog, device });
      return Promise.resolve({
        speaker,
        until: (test) => card.until(test),
        pause: () => passTime(card, 100),
        heard: () => card.heard(),
        unplug: () => Promise.resolve(card.set('unplugged', true)),
        plug: () => Promise.resolve(card.set('unplugged', false)),
        async close() {
          await speaker.close();
          card.close();
        },
      });
    });

  describe.each(engines)('%s', (engine) => {
    let card: VirtualCard;
    let microphone: ProcessMicrophone;
    let heard: number[];
    let firsts: number[];
    let losses: Error[];
    const make = (channels: number): void => {
      card = new VirtualCard(channels);
      microphone = microphoneOf(engine, card, channels);
      heard = [];
      firsts = [];
      losses = [];
    };
    const open = (): Promise<void> =>
      microphone.open(
        (samples, first) => {
          heard.push(...samples);
          firsts.push(first);
        },
        (error) => losses.push(error),
      );
    afterEach(async () => {
      await microphone.close();
      card.close();
    });

    it('delivers every channel as it was, bit for bit', async () => {
      make(6);
      await open();
      await card.until(() => heard.length >= 6 * 3200);
      const start = heard[0]! / 8;
      for (let i = 0; i < 3200; i++) {
        for (let channel = 0; channel < 6; channel++) expect(heard[i * 6 + channel]).toBe(soundOf(start + i, channel));
      }
    });

    it('that stalls is given up after two seconds', async () => {
      make(1);
      await open();
      card.set('stall', true);
      await card.until(() => losses.length > 0);
      expect(losses[0]!.message).toMatch(/no sample came for 2 s.*microphone\.lost/);
      card.set('stall', false);
    });

    it('that does nothing but overrun is given up', async () => {
      make(6);
      await open();
      card.set('overruns', true);
      await card.until(() => losses.length > 0);
      // At once where each overrun costs memory.
      const reason = engine === 'alsa-capture' ? /it overran 10 times/ : /no sample came for 2 s/;
      expect(losses[0]!.message).toMatch(reason);
      expect(losses[0]!.message).toMatch(/microphone\.lost/);
    });

    it('that refuses the number of channels is an error, not a crash', async () => {
      make(2);
      card.set('refuse-channels', true);
      await expect(open()).rejects.toThrow(/microphone\.unavailable/);
    });
  });

  it.skipIf(!isInstalled('alsa-capture'))('alsa-capture hands out no buffer twice after an overrun', async () => {
    const card = new VirtualCard();
    card.set('ramp', true);
    const microphone = microphoneOf('alsa-capture', card);
    const heard: number[] = [];
    await microphone.open(
      (samples) => heard.push(...samples),
      () => {},
    );
    for (let i = 1; i <= 5; i++) {
      card.set('xrun', true);
      await card.until(() => heard.length > i * 20 * 320);
    }
    expect(heard).toEqual(heard.map((_, i) => (heard[0]! + i) % 30_000));
    await microphone.close();
    card.close();
  });

  it.skipIf(!isInstalled('alsa-capture'))(
    'a device that is being tried is held no more once it is closed',
    async () => {
      const card = new VirtualCard();
      card.set('stall', true);
      const microphone = microphoneOf('alsa-capture', card);
      const failures: Error[] = [];
      const nothing = (): void => {};
      microphone.open(nothing, nothing).catch((error: Error) => failures.push(error));
      const children = (): string[] => childrenOf(process.pid).map(({ command }) => command);
      await card.until(() => children().includes('arecord'));
      await microphone.close();
      expect(children()).not.toContain('arecord');
      await card.until(() => failures.length > 0);
      expect(failures[0]!.message).toMatch(/closed while it was being opened.*microphone\.unavailable/);
      card.close();
    },
  );

  it('arecord says that it lost something, and the index jumps over it', async () => {
    const card = new VirtualCard();
    card.set('ramp', true);
    const microphone = microphoneOf('arecord', card);
    const heard: number[] = [];
    let last = 0;
    const losses: Error[] = [];
    await microphone.open(
      (samples, first) => {
        heard.push(...samples);
        last = first;
      },
      (error) => losses.push(error),
    );
    for (let i = 1; i <= 5; i++) {
      card.set('xrun', true);
      await card.until(() => heard.length > i * 20 * 320);
    }
    await microphone.close();
    expect(losses).toEqual([]);
    expect(heard).toEqual(heard.map((_, i) => (heard[0]! + i) % 30_000)); // nothing twice, nothing left out of what was read
    const lostMs = (last + 320 - heard.length) / 16; // five times the 40 ms that the card says, and what it took to say so
    expect(lostMs).toBeGreaterThanOrEqual(200);
    expect(lostMs).toBeLessThan(2000);
    card.close();
  });

  it('aplay that ran dry goes on, and it is counted', async () => {
    const card = new VirtualCard();
    const device = () => Promise.resolve({ name: card.speaker, position: () => null });
    const speaker = new AplaySpeaker({ sampleRate: 16_000 }, { clock: systemClock, log: silentLog, device });
    await speaker.open(
      () => {},
      () => {},
    );
    for (let i = 1; i <= 3; i++) {
      card.set('underrun', true);
      await card.until(() => speaker.underruns() === i);
    }
    const played = speaker.framesPlayed();
    await card.until(() => speaker.framesPlayed() > played + 1600);
    await speaker.close();
    card.close();
  });

  it('asks a device what it offers, and says why it cannot', async () => {
    const card = new VirtualCard(4);
    expect(await askHardware(card.microphone, 'capture')).toMatchObject({
      formats: expect.arrayContaining(['S16_LE']),
    });
    card.set('unplugged', true);
    await expect(askHardware(card.microphone, 'capture')).rejects.toThrow(/No such device.*microphone\.unavailable/);
    await expect(askHardware(card.speaker, 'playback')).rejects.toThrow(/speaker\.unavailable/);
    card.close();
  });
});

describe('the program that reads a microphone', () => {
  const format = { device: 'plughw:CARD=Array,DEV=0', sampleRate: 16_000, channels: 2 };
  const wanted = new AbortController().signal;

  it('is arecord where alsa-capture is not there or does not load, which is asked once', async () => {
    let asked = 0;
    const program = captureProgram('auto', () => Promise.resolve(asked++ > 0));
    for (let i = 0; i < 2; i++) expect((await program.command(format, wanted)).command).toBe('arecord');
    expect(asked).toBe(1);
    expect(program.parseLine('overrun!!! (at least 12.500 ms long)')).toEqual({ kind: 'overrun', lostMs: 12.5 });
    expect(program.parseLine('{"kind":"overrun"}')).toEqual({ kind: 'overrun', lostMs: null });
  });

  it('is the leaf where alsa-capture loads, and refuses what would crash it', async () => {
    const program = captureProgram('auto', () => Promise.resolve(true));
    await expect(program.command({ ...format, device: 'no-such-device' }, wanted)).rejects.toThrow(
      /microphone\.unavailable/,
    );
  });

  it.skipIf(!isInstalled('alsa-capture'))('has its addon tried in a process of its own', async () => {
    expect(await loadsElsewhere('alsa-capture')).toBe(true);
  });
});

describe('what a device says about itself', () => {
  it('is read with single values and with ranges', () => {
    const text = `HW Params of device "hw:1":
--------------------
ACCESS:  MMAP_INTERLEAVED RW_INTERLEAVED
FORMAT:  S16_LE
SUBFORMAT:  STD
CHANNELS: 6
RATE: 16000
PERIOD_TIME: [1000 1000000]
--------------------`;
    expect(parseHardwareParameters(text)).toEqual({
      channels: { least: 6, most: 6 },
      rates: { least: 16_000, most: 16_000 },
      formats: ['S16_LE'],
    });
    const ranges = text
      .replace('CHANNELS: 6', 'CHANNELS: [1 2]')
      .replace('RATE: 16000', 'RATE: (8000 48000]')
      .replace('S16_LE', 'S16_LE S32_LE');
    expect(parseHardwareParameters(ranges)).toEqual({
      channels: { least: 1, most: 2 },
      rates: { least: 8000, most: 48_000 },
      formats: ['S16_LE', 'S32_LE'],
    });
    expect(parseHardwareParameters('arecord: main:831: audio open error: No such file or directory')).toBeNull();
  });

  it('includes the length of an overrun', () => {
    expect(parseArecordLine('overrun!!! (at least 12.500 ms long)')).toEqual({ kind: 'overrun', lostMs: 12.5 });
    expect(parseArecordLine('overrun!!!')).toEqual({ kind: 'overrun', lostMs: null });
    expect(parseLeafLine('{"kind":"overrun"}')).toEqual({ kind: 'overrun', lostMs: null });
    expect(parseLeafLine('ALSA lib pcm.c:8432:(snd_pcm_recover) overrun occurred')).toBeNull();
    expect(parseArecordLine('arecord: pcm_read:2221: read error: No such device')).toBeNull();
  });
});
