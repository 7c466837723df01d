import { describe, expect, it } from 'vitest';
import { DirectionEstimator, type MicrophonePosition } from '../../appliance/audio/direction.ts';
import { BOARDS, boardRow } from '../../appliance/hardware/boards.ts';
import { type ChannelLayout, type FrameSink, type Microphone, ONE_CHANNEL } from '../../appliance/hardware/ports.ts';
import { createSimulatedBoard } from '../../appliance/hardware/simulated/board.ts';
import { ManualClock } from '../../appliance/kernel/clock.ts';
import { microphonePositions, ringDegrees, withDirection } from '../../appliance/processes/board-direction.ts';
import { directionContract } from '../hardware/contracts/control-contracts.ts';

const RATE = 16_000;

/** A voice-like sound from `degrees`, as each microphone hears it, in white noise. */
function heard(positions: readonly MicrophonePosition[], degrees: number, channels: number, seconds = 1): Int16Array {
  let x = 99;
  const white = (): number => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return (x >>> 0) / 0x8000_0000 - 1;
  };
  const angle = (degrees * Math.PI) / 180;
  const partials = Array.from({ length: 24 }, (_, i) => ({
    hz: 140 * (i + 1) * (1 + 0.01 * white()),
    phase: white() * 3,
  }));
  const out = new Int16Array(seconds * RATE * channels);
  for (let n = 0; n < seconds * RATE; n++) {
    const loud = n > 0.2 * RATE;
    for (const { channel, x: px, y: py } of positions) {
      const t = n / RATE + (px * Math.sin(angle) + py * Math.cos(angle)) / 343;
      let value = 30 * white();
      if (loud) for (const { hz, phase } of partials) value += 250 * Math.sin(2 * Math.PI * hz * t + phase);
      out[n * channels + channel] = Math.round(value);
    }
  }
  return out;
}

function estimate(positions: readonly MicrophonePosition[], samples: Int16Array, channels: number): DirectionEstimator {
  const estimator = new DirectionEstimator(RATE, positions);
  for (let at = 0; at < samples.length; at += 320 * channels) {
    estimator.accept(samples.subarray(at, at + 320 * channels), channels);
  }
  return estimator;
}

const turn = (a: number, b: number): number => Math.abs(((a - b + 540) % 360) - 180);

describe('the direction of a voice', () => {
  it.each(['respeaker-4mic', 'respeaker-6mic'] as const)('is found all around by the %s', (id) => {
    const row = boardRow(id);
    const positions = microphonePositions(row, row.capture);
    for (const degrees of [0, 45, 100, 170, 225, 300, 355]) {
      const samples = heard(positions, degrees, row.capture.channels);
      expect(turn(estimate(positions, samples, row.capture.channels).estimate()!.degrees, degrees)).toBeLessThanOrEqual(
        10,
      );
    }
  });

  it('is left, ahead or right for two microphones', () => {
    const row = boardRow('respeaker-2mic-v2');
    const positions = microphonePositions(row, row.capture);
    for (const degrees of [270, 315, 0, 45, 90]) {
      const found = estimate(positions, heard(positions, degrees, 2), 2).estimate()!.degrees;
      const side = (angle: number): number => Math.sin((angle * Math.PI) / 180);
      expect(Math.abs(side(found) - side(degrees))).toBeLessThan(0.2);
    }
  });

  it('is unknown before anything was heard, and a voice is over a moment after it ended', () => {
    const row = boardRow('respeaker-4mic');
    const positions = microphonePositions(row, row.capture);
    const samples = heard(positions, 90, 4);
    const quiet = samples.subarray(0, 4 * 0.15 * RATE);
    expect(estimate(positions, quiet, 4).estimate()).toBeNull();
    const estimator = estimate(positions, samples, 4);
    expect(estimator.estimate()!.speech).toBe(true);
    for (let i = 0; i < 20; i++) estimator.accept(quiet.subarray(0, 1280), 4);
    expect(estimator.estimate()!.speech).toBe(false);
  });
});

it('the noise of a room is no voice, also where the card began with digital silence', () => {
  const row = boardRow('respeaker-4mic');
  const positions = microphonePositions(row, row.capture);
  const samples = heard(positions, 90, 4);
  const estimator = new DirectionEstimator(RATE, positions);
  for (let i = 0; i < 10; i++) estimator.accept(new Int16Array(1280), 4);
  for (let at = 0; at < 4 * 0.18 * RATE; at += 1280) estimator.accept(samples.subarray(at, at + 1280), 4);
  expect(estimator.estimate()).toBeNull();
  for (let at = 0; at < samples.length; at += 1280) estimator.accept(samples.subarray(at, at + 1280), 4);
  expect(turn(estimator.estimate()!.degrees, 90)).toBeLessThanOrEqual(10);
});

directionContract('the raw channels of the 4-mic', () => {
  const row = boardRow('respeaker-4mic');
  const positions = microphonePositions(row, row.capture);
  const simulated = createSimulatedBoard({ microphone: { channels: 4 } }, { clock: new ManualClock(), sources: [] });
  let listen: FrameSink = () => {};
  const microphone: Microphone = {
    layout: row.capture,
    open: (sink) => {
      listen = sink;
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
  const parts = { row, missing: new Map(), firmware: null, tapMicrophone: null, ring: null };
  const board = withDirection({ ...simulated, ...parts, microphone });
  void board.microphone.open(
    () => {},
    () => {},
  );
  const hear = (samples: Int16Array): void => {
    for (let at = 0; at < samples.length; at += 1280) listen(samples.subarray(at, at + 1280), at / 4, 0);
  };
  return {
    finder: board.direction!,
    speakFrom: (degrees) => {
      const quiet = heard(positions, 0, 4).subarray(0, 4 * 0.16 * RATE);
      if (degrees !== null) hear(heard(positions, degrees, 4));
      else for (let i = 0; i < 3; i++) hear(quiet);
    },
  };
});

it('a card that was plugged in again without raw channels tells no direction, and none of before', async () => {
  const row = boardRow('respeaker-4mic');
  const simulated = createSimulatedBoard({}, { clock: new ManualClock(), sources: [] });
  let layout: ChannelLayout = row.capture;
  let listen: FrameSink = () => {};
  const microphone: Microphone = {
    get layout() {
      return layout;
    },
    open: (sink) => {
      listen = sink;
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
  const board = withDirection({
    ...simulated,
    row,
    missing: new Map(),
    firmware: null,
    tapMicrophone: null,
    ring: null,
    microphone,
  });
  await board.microphone.open(
    () => {},
    () => {},
  );
  const samples = heard(microphonePositions(row, row.capture), 90, 4);
  for (let at = 0; at < samples.length; at += 1280) listen(samples.subarray(at, at + 1280), at / 4, 0);
  expect((await board.direction!.read()).degrees).not.toBe(0);
  layout = ONE_CHANNEL;
  expect(board.microphone.layout).toBe(ONE_CHANNEL);
  listen(new Int16Array(320).fill(9000), samples.length / 4, 0);
  expect(await board.direction!.read()).toEqual({ degrees: 0, speech: false });
});

describe('the microphones of a board', () => {
  it('have positions wherever a direction is computed', () => {
    for (const row of BOARDS.filter(({ direction }) => direction === 'gccPhat')) {
      const positions = microphonePositions(row, row.capture);
      expect(positions).toHaveLength(row.capture.rawChannels.length);
      expect(new Set(positions.map(({ x, y }) => `${x.toFixed(4)} ${y.toFixed(4)}`)).size).toBe(positions.length);
    }
  });

  it.each([
    ['respeaker-2mic-v1', 0, 1, 58],
    ['respeaker-4mic', 0, 2, 81],
    ['respeaker-6mic', 0, 3, 93],
    ['respeaker-4mic-linear', 0, 1, 50],
  ] as const)('of the %s lie as far apart as others have found them', (id, one, other, millimetres) => {
    const row = boardRow(id);
    const positions = microphonePositions(row, row.capture);
    const [a, b] = [positions[one]!, positions[other]!];
    expect(Math.round(1000 * Math.hypot(a.x - b.x, a.y - b.y))).toBe(millimetres);
  });

  it.each([0, 30, 330])('are shown at their own LEDs, wherever the 0° of the board lies: %i', (zeroDegrees) => {
    const { leds, ...row } = boardRow('respeaker-4mic');
    const turned = { ...row, leds: { ...leds!, zeroDegrees } };
    const shown = microphonePositions(turned, row.capture).map(({ x, y }) =>
      Math.round(ringDegrees({ count: 12, zeroDegrees, reversed: false }, (Math.atan2(x, y) * 180) / Math.PI)),
    );
    expect(shown).toEqual(leds!.microphones.map((led) => 30 * led));
  });

  it('are shown on a ring where they are, and on a row of LEDs from left to right', () => {
    expect(ringDegrees({ count: 12, zeroDegrees: 30, reversed: false }, 350)).toBe(20);
    expect(ringDegrees({ count: 12, zeroDegrees: 30, reversed: true }, 350)).toBe(40);
    expect(
      [270, 0, 90].map((degrees) => Math.round(ringDegrees({ count: 3, zeroDegrees: 0, reversed: false }, degrees))),
    ).toEqual([0, 120, 240]);
  });
});
