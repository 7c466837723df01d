import { afterEach, describe, expect, it } from 'vitest';
import { parseLeafLine } from '../../appliance/hardware/alsa/alsa-capture.ts';
import { AplaySpeaker } from '../../appliance/hardware/alsa/aplay-speaker.ts';
import { parseArecordLine } from '../../appliance/hardware/alsa/arecord.ts';
import { type CaptureEngine, captureProgram } from '../../appliance/hardware/alsa/capture-choice.ts';
import { askHardware, parseHardwareParameters } from '../../appliance/hardware/alsa/hardware-parameters.ts';
import { ProcessMicrophone } from '../../appliance/hardware/alsa/process-microphone.ts';
import { isInstalled } from '../../appliance/hardware/native-package.ts';
import { systemClock } from '../../appliance/kernel/clock.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { microphoneContract } from './contracts/microphone-contract.ts';
import { speakerContract } from './contracts/speaker-contract.ts';
import { hasAlsa, VirtualCard } from './virtual-card.ts';

const passTime = (card: VirtualCard, ms: number): Promise<void> => {
  const end = systemClock.monotonic() + ms;
  return card.until(() => systemClock.monotonic() >= end);
};

function microphoneOf(engine: CaptureEngine, card: VirtualCard, channels = 1): ProcessMicrophone {
  const program = captureProgram(engine);
  return new ProcessMicrophone(
    { channels },
    {
      clock: systemClock,
      log: silentLog,
      command: () => program.command({ device: card.microphone, sampleRate: 16_000, channels }),
      parseLine: program.parseLine,
    },
  );
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

  speakerContract('aplay', () => {
    const card = new VirtualCard();
    const device = () => Promise.resolve({ name: card.speaker, position: () => null });
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
      const start = heard[0]!;
      for (let i = 0; i < 3200; i++) {
        for (let channel = 0; channel < 6; channel++) expect(heard[i * 6 + channel]).toBe(start + i + channel);
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

    it('that refuses the number of channels is an error, not a crash', async () => {
      make(2);
      card.set('refuse-channels', true);
      await expect(open()).rejects.toThrow(/microphone\.unavailable/);
    });

    it('recovers from being unplugged again and again', { timeout: 180_000 }, async () => {
      make(1);
      const times = engine === 'arecord' ? 50 : 10; // a start of the leaf takes half a second
      for (let i = 0; i < times; i++) {
        await open();
        card.set('unplugged', true);
        await card.until(() => losses.length === i + 1);
        card.set('unplugged', false);
      }
      expect(losses).toHaveLength(times);
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
