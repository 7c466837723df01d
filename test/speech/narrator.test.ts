import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { SpeechOutput } from '../../appliance/audio/speech-output.ts';
import { ManualClock } from '../../appliance/kernel/clock.ts';
import { LinnetError } from '../../appliance/kernel/errors.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { createPiper } from '../../appliance/speech/engines/piper/piper.ts';
import { createVoice, type Voice, type VoiceOptions } from '../../appliance/speech/narrator.ts';
import { openPhraseCache } from '../../appliance/speech/phrase-cache.ts';
import type { SynthesizedClause, Synthesizer } from '../../appliance/speech/ports.ts';
import type { VoiceEvent } from '../../appliance/speech/voice-channel.ts';
import { modelFiles } from '../support/models.ts';

const RATE = 1000; // a sample a millisecond
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Synthesises when told to: each call waits in `asked` until it is answered. */
class ScriptedSynthesizer implements Synthesizer {
  readonly id = 'scripted';
  readonly sampleRate = RATE;
  readonly asked: Array<{ text: string; say: (ms?: number) => void; fail: (error: Error) => void; aborted: boolean }> =
    [];
  readonly heard: string[] = [];
  /** Answers at once where it is set. */
  instantMs: number | null = null;

  synthesize(text: string, signal: AbortSignal): Promise<SynthesizedClause> {
    this.heard.push(text);
    if (this.instantMs !== null) return Promise.resolve(sound(this.instantMs));
    return new Promise((resolve, reject) => {
      const call = { text, say: (ms = 100) => resolve(sound(ms)), fail: reject, aborted: false };
      this.asked.push(call);
      signal.addEventListener('abort', () => {
        call.aborted = true;
        reject(new LinnetError('operation.cancelled', 'The clause was cancelled.'));
      });
    });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

const sound = (ms: number): SynthesizedClause => ({ samples: new Int16Array(ms).fill(1), sampleRate: RATE });

/** Writes down what it was told; a write is done at once, or when `accept()` is called. */
class RecordingOutput implements SpeechOutput {
  readonly told: string[] = [];
  isSlow = false;
  #accept: (() => void) | null = null;
  #reject: ((error: Error) => void) | null = null;

  begin(stream: number, sampleRate: number): void {
    this.told.push(`begin ${stream} at ${sampleRate}`);
  }

  clause(stream: number, index: number): void {
    this.told.push(`clause ${stream}.${index}`);
  }

  write(stream: number, samples: Int16Array, signal: AbortSignal): Promise<void> {
    const isPause = samples.every((sample) => sample === 0);
    this.told.push(`${isPause ? 'pause' : 'write'} ${stream}: ${samples.length}`);
    if (!this.isSlow) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.#accept = resolve;
      this.#reject = reject;
      signal.addEventListener('abort', () =>
        reject(new LinnetError('operation.cancelled', 'The stream was cancelled.')),
      );
    });
  }

  end(stream: number): void {
    this.told.push(`end ${stream}`);
  }

  accept(): void {
    this.#accept?.();
  }

  refuse(error: Error): void {
    this.#reject?.(error);
  }
}

function rig(options: VoiceOptions = {}) {
  const synthesizer = new ScriptedSynthesizer();
  const output = new RecordingOutput();
  const clock = new ManualClock();
  const events: VoiceEvent[] = [];
  const kept: string[] = [];
  const phrases = {
    keep: (texts: readonly string[]) => void kept.push(...texts),
    has: (text: string) => text === 'Known.',
    stats: () => ({ hits: 1, misses: 2, bytes: 3 }),
  };
  const deps = { synthesizer, phrases, output, clock, log: silentLog };
  const voice = createVoice(options, deps, (event) => events.push(event));
  const speak = (stream: number, text: string, final = true): void =>
    voice.command({ kind: 'speak', stream, text, language: 'en-US', final });
  const kinds = (): string[] => events.map(({ kind }) => kind);
  const find = <Kind extends VoiceEvent['kind']>(kind: Kind) =>
    events.filter((event): event is Extract<VoiceEvent, { kind: Kind }> => event.kind === kind);
  return { synthesizer, output, clock, events, kept, voice, speak, kinds, find };
}

describe('the narrator', () => {
  it('speaks a reply clause by clause, as it is said and not as it is written', async () => {
    const { synthesizer, output, voice, speak, find, kinds } = rig();
    synthesizer.instantMs = 100;
    speak(7, 'The **lamp** is at 40 %. It is 7:45 PM.');
    await voice.settled();
    expect(synthesizer.heard).toEqual(['The lamp is at forty percent.', 'It is seven forty-five PM.']);
    expect(find('clauses')).toEqual([
      { kind: 'clauses', stream: 7, clauses: ['The **lamp** is at 40 %.', 'It is 7:45 PM.'] },
    ]);
    expect(output.told).toEqual([
      'begin 7 at 1000',
      'clause 7.0',
      'write 7: 100',
      'pause 7: 220',
      'clause 7.1',
      'write 7: 100',
      'end 7',
    ]);
    expect(kinds()).toEqual(['clauses', 'firstAudio', 'written', 'stats']);
    expect(find('written')[0]).toMatchObject({ stream: 7, audioMs: 420 });
    expect(find('stats')[0]).toMatchObject({ cacheHits: 1, cacheMisses: 2, cacheBytes: 3 });
  });

  it('synthesises one clause ahead while another is written, and no more', async () => {
    const { synthesizer, output, voice, speak } = rig();
    output.isSlow = true;
    speak(1, 'One. Two. Three. Four.');
    await turn();
    expect(synthesizer.heard).toEqual(['One.']);
    synthesizer.asked[0]!.say();
    await turn();
    expect(synthesizer.heard).toEqual(['One.', 'Two.']);
    synthesizer.asked[1]!.say();
    await turn();
    expect(synthesizer.heard).toEqual(['One.', 'Two.']); // the first is still being written
    output.accept();
    await turn();
    expect(synthesizer.heard).toEqual(['One.', 'Two.', 'Three.']);
    await voice.close();
  });

  it('begins before the reply is complete, and goes on with what comes', async () => {
    const { synthesizer, output, voice, speak, find } = rig();
    synthesizer.instantMs = 50;
    speak(1, 'It is on. And th', false);
    await turn();
    expect(synthesizer.heard).toEqual(['It is on.']);
    expect(find('firstAudio')).toHaveLength(1);
    expect(output.told.at(-1)).toBe('write 1: 50');
    speak(1, 'e blinds are closed.');
    await voice.settled();
    expect(synthesizer.heard).toEqual(['It is on.', 'And the blinds are closed.']);
    expect(find('clauses').map(({ clauses }) => clauses.length)).toEqual([1, 2]);
    expect(output.told.at(-1)).toBe('end 1');
  });

  it('pauses less where a sentence was cut inside', async () => {
    const { synthesizer, output, voice, speak } = rig();
    synthesizer.instantMs = 50;
    speak(1, 'The light in the kitchen is on, and I have also closed all of the blinds.');
    await voice.settled();
    expect(output.told.filter((told) => told.startsWith('pause'))).toEqual(['pause 1: 60']);
  });

  it('says when the first sound was ready, and what synthesis took', async () => {
    const { synthesizer, clock, voice, speak, find } = rig();
    speak(1, 'Done.');
    await turn();
    clock.advance(140);
    synthesizer.asked[0]!.say();
    await voice.settled();
    expect(find('firstAudio')[0]).toEqual({ kind: 'firstAudio', stream: 1, atMs: 140, cached: false });
    expect(find('written')[0]).toEqual({ kind: 'written', stream: 1, synthesisMs: 140, audioMs: 100 });
  });

  it('begins and ends a reply in which nothing can be said, so that the turn ends', async () => {
    const { output, voice, speak, find } = rig();
    speak(1, '🙂 ```code```');
    await voice.settled();
    expect(output.told).toEqual(['begin 1 at 1000', 'end 1']);
    expect(find('clauses')).toEqual([{ kind: 'clauses', stream: 1, clauses: [] }]);
    expect(find('written')).toHaveLength(1);
  });

  it('speaks streams one after the other', async () => {
    const { synthesizer, output, voice, speak } = rig();
    synthesizer.instantMs = 10;
    speak(1, 'One.');
    speak(2, 'Two.');
    await voice.settled();
    expect(output.told.filter((told) => /begin|end/.test(told))).toEqual([
      'begin 1 at 1000',
      'end 1',
      'begin 2 at 1000',
      'end 2',
    ]);
  });
});

describe('a cancel', () => {
  it('while a clause is written stops there: no further write, the next clause dropped', async () => {
    const { synthesizer, output, voice, speak, kinds } = rig();
    output.isSlow = true;
    speak(1, 'One. Two. Three.');
    await turn();
    synthesizer.asked[0]!.say();
    await turn();
    voice.command({ kind: 'cancel', stream: 1 });
    await voice.settled();
    expect(output.told).toEqual(['begin 1 at 1000', 'clause 1.0', 'write 1: 100', 'end 1']);
    expect(synthesizer.asked[1]).toMatchObject({ text: 'Two.', aborted: true });
    expect(kinds()).toEqual(['clauses', 'firstAudio', 'stats']);
  });

  it('before the first sound lets nothing be heard at all', async () => {
    const { synthesizer, output, voice, speak, kinds } = rig();
    speak(1, 'One. Two.');
    await turn();
    voice.command({ kind: 'cancel', stream: 1 });
    synthesizer.asked[0]!.say();
    await voice.settled();
    expect(output.told).toEqual([]);
    expect(kinds()).toEqual(['clauses', 'stats']);
  });

  it('of a reply that is still being written ends it, and late text of it is not heard', async () => {
    const { synthesizer, output, voice, speak } = rig();
    synthesizer.instantMs = 10;
    speak(1, 'One. Tw', false);
    await turn();
    voice.command({ kind: 'cancel', stream: 1 });
    speak(1, 'o. Three.', false);
    await voice.settled();
    speak(1, 'Four.');
    await voice.settled();
    expect(synthesizer.heard).toEqual(['One.']);
    expect(output.told.filter((told) => told.startsWith('begin'))).toHaveLength(1);
  });

  it('of a stream that waits does not touch the one that speaks', async () => {
    const { synthesizer, voice, speak, find } = rig();
    speak(1, 'One.');
    speak(2, 'Two.');
    await turn();
    voice.command({ kind: 'cancel', stream: 2 });
    synthesizer.asked[0]!.say();
    await voice.settled();
    expect(synthesizer.heard).toEqual(['One.']);
    expect(find('written').map(({ stream }) => stream)).toEqual([1]);
  });

  it('that comes before its stream keeps it from ever being spoken', async () => {
    const { synthesizer, voice, speak } = rig();
    voice.command({ kind: 'cancel', stream: 3 });
    speak(3, 'Too late.');
    await voice.settled();
    expect(synthesizer.heard).toEqual([]);
  });

  it('at the player is no failure, and stops synthesis too', async () => {
    const { synthesizer, output, voice, speak, find } = rig();
    output.isSlow = true;
    speak(1, 'One. Two.');
    await turn();
    synthesizer.asked[0]!.say();
    await turn();
    output.refuse(new LinnetError('operation.cancelled', 'Cancelled at the player.'));
    await voice.settled();
    expect(find('failed')).toEqual([]);
    expect(find('written')).toEqual([]);
    expect(synthesizer.asked[1]!.aborted).toBe(true);
  });
});

describe('what goes wrong', () => {
  it('in a clause is told, after the sound before it, and the stream ends', async () => {
    const { synthesizer, output, voice, speak, kinds, find } = rig();
    speak(1, 'One. Two. Three.');
    await turn();
    synthesizer.asked[0]!.say();
    await turn();
    synthesizer.asked[1]!.fail(new LinnetError('synthesis.failed', 'No voice.'));
    await voice.settled();
    expect(output.told).toEqual(['begin 1 at 1000', 'clause 1.0', 'write 1: 100', 'end 1']);
    expect(kinds()).toEqual(['clauses', 'firstAudio', 'failed', 'stats']);
    expect(find('failed')[0]).toMatchObject({ stream: 1, code: 'synthesis.failed' });
  });

  it('in one stream leaves the next one alone', async () => {
    const { synthesizer, voice, speak, find } = rig();
    speak(1, 'One.');
    speak(2, 'Two.');
    await turn();
    synthesizer.asked[0]!.fail(new Error('something else'));
    await turn();
    synthesizer.asked[1]!.say();
    await voice.settled();
    expect(find('failed').map(({ code }) => code)).toEqual(['synthesis.failed']);
    expect(find('written').map(({ stream }) => stream)).toEqual([2]);
  });

  it('at the speaker is told with its own code', async () => {
    const { synthesizer, output, voice, speak, find } = rig();
    synthesizer.instantMs = 10;
    output.isSlow = true;
    speak(1, 'One.');
    await turn();
    output.refuse(new LinnetError('speaker.lost', 'The player is gone.'));
    await voice.settled();
    expect(find('failed')[0]).toMatchObject({ stream: 1, code: 'speaker.lost' });
  });

  it('when too many streams wait: the new one is refused', async () => {
    const { synthesizer, voice, speak, find } = rig({ maxStreams: 2 });
    synthesizer.instantMs = 10;
    for (const stream of [1, 2, 3]) speak(stream, 'Hello.');
    speak(3, 'And more.');
    expect(find('failed')).toMatchObject([{ stream: 3, code: 'queue.full' }]);
    await voice.settled();
    expect(find('written').map(({ stream }) => stream)).toEqual([1, 2]);
  });

  it('when a reply never ends: it is cut at its limit', async () => {
    const { synthesizer, voice, speak, find } = rig({ maxText: 30 });
    synthesizer.instantMs = 10;
    speak(1, 'Twenty characters. ', false);
    await turn();
    speak(1, 'And twenty more of them. ', false);
    await voice.settled();
    expect(find('failed')[0]).toMatchObject({ stream: 1, code: 'input.tooLarge' });
  });
});

describe('what is foretold', () => {
  const foretell = (voice: Voice, text: string): void => voice.command({ kind: 'foretell', text, language: 'en-US' });

  it('is made before it is asked for, once, and heard only when it is', async () => {
    const { synthesizer, output, voice, speak, find } = rig();
    foretell(voice, 'The lamp is at 40 %. Good night.');
    expect(synthesizer.heard).toEqual(['The lamp is at forty percent.']);
    synthesizer.asked[0]!.say(120);
    await turn();
    expect([output.told, find('firstAudio')]).toEqual([[], []]);
    speak(3, 'The lamp is at 40 %.');
    await voice.settled();
    expect(synthesizer.heard).toEqual(['The lamp is at forty percent.']);
    expect(output.told).toEqual(['begin 3 at 1000', 'clause 3.0', 'write 3: 120', 'end 3']);
  });

  it('may still be on its way when it is asked for, and can be cancelled then', async () => {
    const { synthesizer, output, voice, speak } = rig();
    foretell(voice, 'Turned on the lamp.');
    speak(4, 'Turned on the lamp.');
    await turn();
    voice.command({ kind: 'cancel', stream: 4 });
    await voice.settled();
    expect(synthesizer.asked.map(({ aborted }) => aborted)).toEqual([true]);
    expect(output.told.filter((told) => told.startsWith('write'))).toEqual([]);
  });

  it('gives way to what is said instead', async () => {
    const { synthesizer, output, voice, speak } = rig();
    foretell(voice, 'Turned on the lamp.');
    speak(5, 'The lamp did not answer.');
    await turn();
    expect(synthesizer.asked.map(({ text, aborted }) => [text, aborted])).toEqual([
      ['Turned on the lamp.', true],
      ['The lamp did not answer.', false],
    ]);
    synthesizer.asked[1]!.say(80);
    await voice.settled();
    expect(output.told).toContain('write 5: 80');
  });

  it('waits for nothing: while something is spoken it is not made', async () => {
    const { synthesizer, voice, speak } = rig();
    speak(6, 'Good evening.');
    await turn();
    foretell(voice, 'Turned on the lamp.');
    expect(synthesizer.heard).toEqual(['Good evening.']);
    synthesizer.asked[0]!.say();
    await voice.settled();
  });

  it('is dropped at the end', async () => {
    const { synthesizer, voice } = rig();
    foretell(voice, 'Turned on the lamp.');
    await voice.close();
    expect(synthesizer.asked[0]!.aborted).toBe(true);
  });
});

describe('preparing', () => {
  it('names the phrases for the cache at once and synthesises them when nothing is asked', async () => {
    const { synthesizer, clock, kept, voice } = rig();
    synthesizer.instantMs = 10;
    voice.command({ kind: 'prepare', texts: ['Done. It is 5 %.', 'Known.'], language: 'en' });
    expect(kept).toEqual(['Done.', 'It is five percent.', 'Known.']);
    await turn();
    expect(synthesizer.heard).toEqual([]);
    for (let i = 0; i < 4; i++) {
      clock.advance(500);
      await turn();
    }
    expect(synthesizer.heard).toEqual(['Done.', 'It is five percent.']);
    await voice.settled();
  });

  it('waits while something is spoken', async () => {
    const { synthesizer, clock, voice, speak } = rig();
    voice.command({ kind: 'prepare', texts: ['Done.'], language: 'en' });
    speak(1, 'One.');
    clock.advance(5000);
    await turn();
    expect(synthesizer.heard).toEqual(['One.']);
    synthesizer.asked[0]!.say();
    await turn();
    clock.advance(500);
    await turn();
    expect(synthesizer.heard).toEqual(['One.', 'Done.']);
    await voice.close();
  });

  it('leaves out the oldest of more than a thousand', async () => {
    const { synthesizer, clock, voice } = rig();
    synthesizer.instantMs = 10;
    const letter = (n: number): string => 'abcdefghijklmnopqrstuvwxyz'.charAt(Math.floor(n) % 26);
    const texts = Array.from({ length: 1001 }, (_, n) => `Turn on ${letter(n / 676)}${letter(n / 26)}${letter(n)}.`);
    voice.command({ kind: 'prepare', texts, language: 'en' });
    await turn();
    clock.advance(500);
    await turn();
    expect(synthesizer.heard).toEqual(['Turn on aab.']);
    await voice.close();
  });

  it('that fails is given up without harm', async () => {
    const { synthesizer, clock, voice, speak, find } = rig();
    voice.command({ kind: 'prepare', texts: ['Done.'], language: 'en' });
    await turn();
    clock.advance(500);
    await turn();
    synthesizer.asked[0]!.fail(new Error('no voice'));
    await voice.settled();
    synthesizer.instantMs = 10;
    speak(1, 'One.');
    await voice.settled();
    expect(find('failed')).toEqual([]);
    expect(find('written')).toHaveLength(1);
  });
});

describe('closing', () => {
  it('stops everything, can be done twice, and afterwards nothing is heard', async () => {
    const { output, clock, voice, speak, kinds } = rig();
    output.isSlow = true;
    speak(1, 'One. Two.', false);
    speak(2, 'Two.');
    voice.command({ kind: 'prepare', texts: ['Done.'], language: 'en' });
    await turn();
    await Promise.all([voice.close(), voice.close()]);
    const told = [...output.told];
    speak(3, 'Three.');
    clock.advance(10_000);
    await turn();
    expect(output.told).toEqual(told);
    expect(kinds()).not.toContain('failed');
  });
});

describe('the narrator with a real voice', () => {
  let close: (() => Promise<void>) | undefined;
  afterEach(() => close?.());

  it('speaks a reply whole, and the second time from the cache', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'linnet-narrator-'));
    const voiceFiles = await modelFiles('tts-en-us-joe-medium');
    const phontab = Object.values(await modelFiles('espeak-ng-data-en')).find((path) => path.endsWith('phontab'))!;
    const piper = await createPiper({
      voice: 'joe',
      model: voiceFiles['voice.onnx']!,
      tokens: voiceFiles['tokens.txt']!,
      phonemes: dirname(phontab),
      variation: false,
    });
    const clock = new ManualClock();
    const phrases = await openPhraseCache({ folder }, { synthesizer: piper, clock, log: silentLog });
    const output = new RecordingOutput();
    const events: VoiceEvent[] = [];
    const deps = { synthesizer: phrases, phrases, output, clock, log: silentLog };
    const voice: Voice = createVoice({}, deps, (event) => events.push(event));
    close = async () => {
      await voice.close();
      await phrases.close();
      await rm(folder, { recursive: true, force: true });
    };
    for (const stream of [1, 2]) {
      voice.command({ kind: 'speak', stream, text: 'Done. The lamp is on.', language: 'en-US', final: true });
      await voice.settled();
    }
    const cached = events.flatMap((event) => (event.kind === 'firstAudio' ? [event.cached] : []));
    expect(cached).toEqual([false, true]);
    const audio = events.flatMap((event) => (event.kind === 'written' ? [event.audioMs] : []));
    expect(audio[0]).toBeGreaterThan(1000);
    expect(audio[1]).toBe(audio[0]);
    const said = output.told.map((told) => told.replace(/^(\w+) \d/, '$1'));
    expect(said.slice(said.length / 2)).toEqual(said.slice(0, said.length / 2));
  }, 300_000);
});
