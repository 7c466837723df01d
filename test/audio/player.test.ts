import { describe, expect, it } from 'vitest';
import { Player } from '../../appliance/audio/player.ts';
import { creditSamples } from '../../appliance/audio/speech-sink.ts';
import type { PlaybackEvent } from '../../appliance/audio/stream-queue.ts';
import { SimulatedSpeaker } from '../../appliance/hardware/simulated/speaker.ts';
import { ManualClock } from '../../appliance/kernel/clock.ts';

const RATE = 16_000;
const never = new AbortController().signal;

interface Stage {
  clock: ManualClock;
  speaker: SimulatedSpeaker;
  player: Player;
  events: PlaybackEvent[];
  /** Moves time in steps of the card, with everything that waits for credit run in between. */
  run(ms: number): Promise<void>;
}

async function stage(sampleRate = RATE): Promise<Stage> {
  const clock = new ManualClock();
  const speaker = new SimulatedSpeaker({ sampleRate, keepMs: 60_000 }, { clock });
  const events: PlaybackEvent[] = [];
  const player = new Player({ speaker, clock }, (event) => events.push(event));
  await player.open(() => {});
  const run = async (ms: number): Promise<void> => {
    for (let at = 0; at < ms; at += 10) {
      clock.advance(10);
      await new Promise(setImmediate);
    }
  };
  return { clock, speaker, player, events, run };
}

const tone = (ms: number, rate = RATE): Int16Array =>
  Int16Array.from({ length: (rate * ms) / 1000 }, (_, i) =>
    Math.round(8000 * Math.sin((2 * Math.PI * 440 * i) / rate)),
  );

const constant = (ms: number, value: number): Int16Array => new Int16Array((RATE * ms) / 1000).fill(value);

/** Writes whole clauses and ends the stream, as the voice does. */
async function speak(player: Player, stream: number, clauses: readonly Int16Array[], rate = RATE): Promise<void> {
  player.speech.begin(stream, rate);
  for (const [index, samples] of clauses.entries()) {
    player.speech.clause(stream, index);
    await player.speech.write(stream, samples, never);
  }
  player.speech.end(stream);
}

describe('the player', () => {
  it('plays what was written, sample for sample, and then silence', async () => {
    const { player, speaker, run } = await stage();
    const samples = tone(500);
    const speaking = speak(player, 1, [samples.subarray(0, 3000), samples.subarray(3000)]);
    await run(1000);
    await speaking;
    const heard = speaker.recorded(10_000);
    const start = heard.findIndex((sample) => sample !== 0) - 1;
    expect([...heard.subarray(start, start + samples.length)]).toEqual([...samples]);
    expect(heard.subarray(start + samples.length).every((sample) => sample === 0)).toBe(true);
  });

  it('drains with the last sample: it has left the card, and no more than a block of silence after it', async () => {
    const { player, speaker, run } = await stage();
    const samples = tone(300);
    const speaking = speak(player, 1, [samples]).then(() => player.speech.drain(1, never));
    let over = false;
    void speaking.then(() => {
      over = true;
    });
    while (!over) await run(10);
    const heard = speaker.recorded(10_000);
    const start = heard.findIndex((sample) => sample !== 0) - 1;
    const rest = heard.length - (start + samples.length);
    expect(rest).toBeGreaterThanOrEqual(0);
    expect(rest).toBeLessThanOrEqual((RATE * 30) / 1000);
  });

  it('reports start, clauses and end at the moments at which those samples left the card', async () => {
    const { player, events, run } = await stage();
    void speak(player, 7, [tone(300), tone(200)]);
    await run(1500);
    expect(events.map(({ kind }) => kind)).toEqual([
      'playbackStarted',
      'clausePlayed',
      'clausePlayed',
      'playbackFinished',
    ]);
    const [started, first, second, finished] = events.map(({ atMs }) => atMs) as [number, number, number, number];
    expect(first - started).toBeCloseTo(300, 0);
    expect(second - started).toBeCloseTo(500, 0);
    expect(finished).toBe(second);
    expect(events[3]).toEqual({
      kind: 'playbackFinished',
      stream: 7,
      clausesPlayed: 2,
      cancelled: false,
      cut: null,
      atMs: finished,
    });
  });

  it('says nothing is over while its last samples are still queued at the card', async () => {
    const { player, speaker, events, run } = await stage();
    void speak(player, 1, [tone(100)]);
    while (!events.some(({ kind }) => kind === 'playbackFinished')) await run(10);
    expect(speaker.framesPlayed()).toBeGreaterThanOrEqual((RATE * 100) / 1000);
  });

  it('converts another sample rate and keeps the duration', async () => {
    const { player, events, run } = await stage(48_000);
    void speak(player, 1, [tone(400, 22_050), tone(400, 22_050)], 22_050);
    await run(1500);
    const at = events.map(({ atMs }) => atMs);
    expect(at[1]! - at[0]!).toBeCloseTo(400, 0);
    expect(at[3]! - at[0]!).toBeCloseTo(800, 0);
  });

  it('takes no more than 300 ms ahead of what has sounded', async () => {
    const { player, speaker, run } = await stage();
    player.speech.begin(1, RATE);
    const block = (RATE * 20) / 1000;
    let written = 0;
    let most = 0;
    const writing = (async () => {
      for (let i = 0; i < 100; i++) {
        await player.speech.write(1, new Int16Array(block), never);
        written += block;
        most = Math.max(most, written - speaker.framesPlayed());
      }
      player.speech.end(1);
    })();
    await run(3000);
    await writing;
    expect(most).toBeLessThanOrEqual((RATE * 300) / 1000);
    expect(most).toBeGreaterThanOrEqual(creditSamples(RATE) - block);
  });

  it('is silent within 100 ms of a cancel and says which clause was cut, and where', async () => {
    const { player, speaker, events, clock, run } = await stage();
    player.speech.begin(1, RATE);
    player.speech.clause(1, 0);
    const first = player.speech.write(1, constant(300, 5000), never);
    await run(250);
    await first;
    player.speech.clause(1, 1);
    const second = player.speech.write(1, constant(2000, 5000), never).catch((error: Error) => error.message);
    await run(350);
    const cancelledAt = clock.monotonic();
    const playedAtCancel = speaker.framesPlayed();
    player.cancelSpeech(1);
    expect(await second).toMatch(/operation\.cancelled/);
    await run(500);
    const heard = speaker.recorded(60_000);
    const lastSound = heard.findLastIndex((sample) => sample !== 0);
    expect(((lastSound - playedAtCancel) * 1000) / RATE).toBeLessThanOrEqual(100);
    const finished = events.at(-1)!;
    expect(finished).toMatchObject({ kind: 'playbackFinished', clausesPlayed: 1, cancelled: true });
    expect(finished.atMs - cancelledAt).toBeLessThanOrEqual(100);
    const cut = finished.kind === 'playbackFinished' ? finished.cut! : null;
    const started = events[0]!.atMs;
    expect(cut!.clause).toBe(1);
    expect(cut!.playedMs).toBeCloseTo(finished.atMs - started - 300, -1);
  });

  it('ends a cancelled stream without a click', async () => {
    const { player, speaker, run } = await stage();
    void speak(player, 1, [constant(2000, 8000)]).catch(() => {});
    await run(500);
    player.cancelSpeech(null);
    await run(300);
    const heard = speaker.recorded(60_000);
    const loud = heard.subarray(heard.indexOf(8000));
    const steps = loud.slice(1).map((sample, i) => Math.abs(sample - loud[i]!));
    expect(Math.max(...steps)).toBeLessThanOrEqual(8000 / 60);
  });

  it('answers a cancel that comes before any sound with a cut of null', async () => {
    const { player, events } = await stage();
    player.speech.begin(3, RATE);
    player.cancelSpeech(3);
    expect(events).toEqual([
      { kind: 'playbackFinished', stream: 3, clausesPlayed: 0, cancelled: true, cut: null, atMs: 0 },
    ]);
  });

  it('answers a cancel that overtook its stream, and then refuses the stream', async () => {
    const { player, events } = await stage();
    player.cancelSpeech(9);
    expect(events).toMatchObject([{ kind: 'playbackFinished', stream: 9, cancelled: true, cut: null }]);
    player.speech.begin(9, RATE);
    await expect(player.speech.write(9, tone(20), never)).rejects.toThrow(/operation\.cancelled/);
    player.cancelSpeech(9);
    expect(events).toHaveLength(1);
  });

  it('does not cut what was already on its way out when the cancel came', async () => {
    const { player, events, run } = await stage();
    void speak(player, 1, [tone(20)]);
    await run(20);
    player.cancelSpeech(1);
    await run(200);
    expect(events.at(-1)).toMatchObject({ kind: 'playbackFinished', cancelled: false, clausesPlayed: 1 });
    expect(events.filter(({ kind }) => kind === 'playbackFinished')).toHaveLength(1);
  });

  it('never plays two streams at once: the second begins after the first', async () => {
    const { player, events, run } = await stage();
    void speak(player, 1, [tone(200)]);
    void speak(player, 2, [tone(100)]);
    await run(800);
    expect(events.map(({ kind, stream }) => `${stream} ${kind}`)).toEqual([
      '1 playbackStarted',
      '1 clausePlayed',
      '1 playbackFinished',
      '2 playbackStarted',
      '2 clausePlayed',
      '2 playbackFinished',
    ]);
  });

  it('counts one underrun for each gap inside a stream, and none for its end', async () => {
    const { player, run } = await stage();
    player.speech.begin(1, RATE);
    await player.speech.write(1, tone(40), never);
    await run(200);
    await player.speech.write(1, tone(40), never);
    await run(200);
    await player.speech.write(1, tone(40), never);
    player.speech.end(1);
    await run(200);
    expect(player.underruns).toBe(2);
  });

  it('ends every stream where it stood when the speaker is lost, and refuses new ones until it is back', async () => {
    const { player, speaker, events, run } = await stage();
    const writing = speak(player, 1, [constant(1000, 900)]).catch((error: Error) => error.message);
    await run(300);
    speaker.setPlugged(false);
    expect(await writing).toMatch(/speaker\.lost/);
    const finished = events.at(-1)!;
    expect(finished).toMatchObject({ kind: 'playbackFinished', cancelled: true, clausesPlayed: 0 });
    expect(finished.kind === 'playbackFinished' && finished.cut?.playedMs).toBeCloseTo(
      finished.atMs - events[0]!.atMs,
      -1,
    );
    player.speech.begin(2, RATE);
    await expect(player.speech.write(2, tone(10), never)).rejects.toThrow(/speaker\.lost/);
    await expect(player.open(() => {})).rejects.toThrow(/speaker\.unavailable/); // tried again too early
    player.speech.begin(4, RATE);
    await expect(player.speech.write(4, tone(10), never)).rejects.toThrow(/speaker\.lost/);
    speaker.setPlugged(true);
    await player.open(() => {});
    void speak(player, 3, [tone(100)]);
    await run(400);
    expect(events.at(-1)).toMatchObject({ kind: 'playbackFinished', stream: 3, cancelled: false });
  });

  it('closes a stream whose writer ignores its credit', async () => {
    const { player } = await stage();
    const reasons: string[] = [];
    player.speechSink.open(1, RATE, { consumed: () => {}, closed: (reason) => reasons.push(reason) });
    for (let i = 0; i < 10; i++) player.speechSink.push(1, new Int16Array(8000));
    expect(reasons).toEqual(['lost']);
  });

  it('ends a stream of no sound at once', async () => {
    const { player, events } = await stage();
    player.speech.begin(1, RATE);
    player.speech.end(1);
    expect(events).toMatchObject([{ kind: 'playbackFinished', cancelled: false, clausesPlayed: 0 }]);
  });

  it('rings without any other process, until it is told to stop', async () => {
    const { player, speaker, run } = await stage();
    player.setAlarm(true);
    await run(4000);
    const ringing = speaker.recorded(2000);
    player.setAlarm(false);
    await run(300);
    expect(ringing.some((sample) => Math.abs(sample) > 2000)).toBe(true);
    expect(speaker.recorded(100).every((sample) => sample === 0)).toBe(true);
    expect(player.sounding).toBe(false);
  });

  it('plays a chime while speech is quiet', async () => {
    const { player, speaker, run } = await stage();
    player.chime('wake');
    await run(150);
    expect(speaker.recorded(100).some((sample) => Math.abs(sample) > 1000)).toBe(true);
    await run(500);
    expect(player.sounding).toBe(false);
  });
});
