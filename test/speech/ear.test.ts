import { describe, expect, it } from 'vitest';
import { silentLog } from '../../appliance/kernel/log.ts';
import { createEar, type Ear } from '../../appliance/speech/ear.ts';
import type { EarCommand, EarEvent } from '../../appliance/speech/ear-channel.ts';
import type { EarOptions } from '../../appliance/speech/ear-options.ts';
import type { WakeDecision } from '../../appliance/speech/ports.ts';
import {
  LoudnessActivity,
  MS,
  type RecognizerScript,
  ScriptedDetector,
  ScriptedRecognizer,
  sound,
} from './scripted-engines.ts';

const FRAME = 320;

function detected(atMs: number, word = 'okay_nabu'): WakeDecision {
  return { word, outcome: 'detected', atSample: atMs * MS, score: 0.9, verifierScore: null };
}

interface Setup {
  readonly wakes?: readonly WakeDecision[];
  readonly words?: readonly string[];
  readonly recognizer?: RecognizerScript;
  readonly options?: EarOptions;
  /** What the hub does when it is told something. */
  readonly hub?: (event: EarEvent, command: (command: EarCommand) => void) => void;
}

/** An ear on scripted engines, with everything it told. */
class Bench {
  readonly events: EarEvent[] = [];
  readonly recognizer: ScriptedRecognizer;
  readonly activity = new LoudnessActivity();
  readonly sensitivities: number[] = [];
  readonly ear: Ear;
  detector: ScriptedDetector | undefined;
  position = 0;

  constructor(setup: Setup = {}) {
    this.recognizer = new ScriptedRecognizer(setup.recognizer);
    this.ear = createEar(
      { wakePhrases: { okay_nabu: 'Okay Nabu' }, ...setup.options },
      {
        detector: (onDecision) => {
          this.detector = new ScriptedDetector(setup.words ?? ['okay_nabu'], setup.wakes ?? [], onDecision);
          return this.detector;
        },
        activity: this.activity,
        recognizer: this.recognizer,
        log: silentLog,
        setSensitivity: (percent) => this.sensitivities.push(percent),
      },
      (event) => {
        this.events.push(event);
        setup.hub?.(event, (command) => this.ear.command(command));
      },
    );
  }

  /** Plays samples in frames of 20 ms; `paced` false waits for every decision between frames. */
  async play(samples: Int16Array, settles = true): Promise<this> {
    for (let at = 0; at + FRAME <= samples.length; at += FRAME) {
      this.ear.accept(samples.subarray(at, at + FRAME), this.position, this.position / MS);
      this.position += FRAME;
      if (settles) await this.ear.settled();
    }
    return this;
  }

  listen(changes: Partial<Extract<EarCommand, { kind: 'listen' }>> = {}): this {
    this.ear.command({ ...LISTEN, ...changes });
    return this;
  }

  get kinds(): string[] {
    return this.events.map((event) => event.kind);
  }

  only<Kind extends EarEvent['kind']>(kind: Kind): Extract<EarEvent, { kind: Kind }> {
    const [found, ...others] = this.events.filter((event) => event.kind === kind);
    expect(others).toEqual([]);
    expect(found).toBeDefined();
    return found as Extract<EarEvent, { kind: Kind }>;
  }
}

const LISTEN = {
  kind: 'listen',
  utterance: 1,
  wake: null,
  fromSample: null,
  noSpeechMs: 3000,
  language: 'en',
} as const satisfies EarCommand;

/** Listens after each wake word, as the hub does. */
const listensAfterWake: Setup['hub'] = (event, command) => {
  if (event.kind !== 'wake' || event.outcome !== 'detected') return;
  command({ ...LISTEN, utterance: Math.round(event.atMs), wake: event.word, fromSample: event.atSample });
};

const KITCHEN = [
  { afterVoiceMs: 400, text: 'turn on' },
  { afterVoiceMs: 1100, text: 'the kitchen light' },
];

describe('an idle ear', () => {
  it('tells wake words and runs no voice detection', async () => {
    const bench = await new Bench({ wakes: [detected(500)] }).play(sound(2000, [[0, 1500]]));
    expect(bench.only('wake')).toMatchObject({ word: 'okay_nabu', outcome: 'detected', atMs: 500, atSample: 8000 });
    expect(bench.activity.windows).toBe(0);
  });

  it('tells rejections and near misses, and counts them', async () => {
    const wakes = [
      detected(100),
      { ...detected(200), outcome: 'rejected' as const },
      { ...detected(300), outcome: 'nearMiss' as const },
    ];
    const bench = await new Bench({ wakes }).play(sound(1000, []));
    expect(bench.kinds).toEqual(['wake', 'wake', 'wake']);
    expect(bench.ear.counters()).toEqual({ candidates: 2, detections: 1, rejections: 1, nearMisses: 1, framesLost: 0 });
  });
});

describe('listening', () => {
  it('hears an utterance: when it began, ended, and where the end was decided', async () => {
    const bench = new Bench({ recognizer: { words: KITCHEN } }).listen();
    await bench.play(sound(4000, [[640, 2240]]));
    expect(bench.kinds.filter((kind) => kind !== 'partial')).toEqual(['speechStarted', 'heard']);
    expect(bench.only('speechStarted').atMs).toBe(640);
    expect(bench.only('heard')).toMatchObject({
      utterance: 1,
      speechStartMs: 640,
      speechEndMs: 2240,
      endpointMs: 2240 + 512,
      endpoint: 'silence',
      engine: 'scripted',
      hypotheses: [{ text: 'turn on the kitchen light', confidence: -0.1 }],
    });
  });

  it('gives the recogniser the speech with 300 ms before it, and little silence after it', async () => {
    const bench = new Bench({ recognizer: { words: KITCHEN } }).listen();
    await bench.play(sound(4000, [[960, 2560]]));
    const [stream] = bench.recognizer.streams;
    expect(bench.recognizer.streams).toHaveLength(1);
    expect(stream).toMatchObject({ voiceMs: 1600, ended: 'finished' });
    expect(stream?.writtenMs).toBe(300 + 1600 + 224);
  });

  it('takes a command in the same breath as the wake word, and says so to the recogniser', async () => {
    const bench = new Bench({ wakes: [detected(1500)], hub: listensAfterWake, recognizer: { words: KITCHEN } });
    await bench.play(sound(5000, [[800, 3200]]));
    expect(bench.only('heard')).toMatchObject({ speechStartMs: 1500, speechEndMs: expect.closeTo(3200, -2) });
    expect(bench.recognizer.streams[0]?.context.leadIn).toBe('Okay Nabu,');
    expect(bench.recognizer.streams[0]?.voiceMs).toBeGreaterThanOrEqual(1700 + 700);
  });

  it('takes a command after a pause without the wake word', async () => {
    const bench = new Bench({ wakes: [detected(1500)], hub: listensAfterWake, recognizer: { words: KITCHEN } });
    await bench.play(
      sound(6000, [
        [800, 1550],
        [2500, 4000],
      ]),
    );
    expect(bench.only('heard').hypotheses[0]?.text).toBe('turn on the kitchen light');
    expect(bench.recognizer.streams).toHaveLength(1);
    expect(bench.recognizer.streams[0]?.context.leadIn).toBeUndefined();
    expect(bench.recognizer.streams[0]?.voiceMs).toBeCloseTo(1500, -2);
  });

  it('after the wake word makes no command of a clatter that is heard as a word like "I"', async () => {
    const words = [{ afterVoiceMs: 0, text: 'I' }];
    const bench = new Bench({ wakes: [detected(1500)], hub: listensAfterWake, recognizer: { words } });
    await bench.play(
      sound(6000, [
        [800, 1450],
        [2500, 3400],
      ]),
    );
    expect(bench.only('nothingHeard')).toMatchObject({ reason: 'noWords' });
    const asked = new Bench({ recognizer: { words } }).listen();
    await asked.play(sound(4000, [[500, 1400]]));
    expect(asked.only('heard').hypotheses[0]?.text).toBe('I');
  });

  it('strips the wake phrase where a recogniser writes it all the same', async () => {
    const words = [{ afterVoiceMs: 300, text: 'Ok, now, boo. Turn on the light.' }];
    const bench = new Bench({ wakes: [detected(1500)], hub: listensAfterWake, recognizer: { words } });
    await bench.play(sound(5000, [[800, 3200]]));
    expect(bench.only('heard').hypotheses[0]?.text).toBe('Turn on the light.');
  });

  it('reaches back into what was said before it was asked to listen', async () => {
    const bench = new Bench({ recognizer: { words: KITCHEN } });
    await bench.play(sound(4000, [[800, 3200]]));
    expect(bench.events).toEqual([]);
    bench.listen({ wake: 'okay_nabu', fromSample: 1500 * MS });
    await bench.ear.settled();
    expect(bench.only('heard')).toMatchObject({
      endpoint: 'silence',
      hypotheses: [{ text: 'turn on the kitchen light' }],
    });
  });

  it('ends after the no-speech limit', async () => {
    const bench = new Bench().listen({ noSpeechMs: 1000 });
    await bench.play(sound(2000, []));
    expect(bench.only('nothingHeard')).toMatchObject({ reason: 'noSpeech', utterance: 1 });
    expect(bench.only('nothingHeard').atMs).toBeCloseTo(1000, -2);
  });

  it('counts the no-speech limit from the first frame, however late that comes', async () => {
    const bench = new Bench();
    await bench.play(sound(200, []));
    bench.listen({ noSpeechMs: 1000 });
    bench.position += 5000 * MS;
    await bench.play(sound(600, [])).then(() => expect(bench.kinds).toEqual([]));
    await bench.play(sound(1000, []));
    expect(bench.only('nothingHeard').reason).toBe('noSpeech');
    expect(bench.ear.counters().framesLost).toBe(250);
  });

  it('makes nothing of clicks, and hears what follows them', async () => {
    const bench = new Bench({ recognizer: { words: KITCHEN } }).listen();
    await bench.play(
      sound(5000, [
        [200, 240],
        [700, 750],
        [1500, 3000],
      ]),
    );
    expect(bench.recognizer.streams).toHaveLength(1);
    expect(bench.only('heard').speechStartMs).toBeCloseTo(1500, -2);
  });

  it('tells noise when there were only clicks', async () => {
    const bench = new Bench().listen({ noSpeechMs: 1000 });
    await bench.play(
      sound(3000, [
        [200, 240],
        [700, 750],
      ]),
    );
    expect(bench.only('nothingHeard').reason).toBe('noise');
    expect(bench.recognizer.streams).toEqual([]);
  });

  it.each([
    ['holds no words', {}],
    ['is what recognisers write for noise', { words: [{ afterVoiceMs: 0, text: 'You' }] }],
  ])('goes on when an utterance %s', async (_, recognizer) => {
    const bench = new Bench({ recognizer }).listen({ noSpeechMs: 3500 });
    await bench.play(sound(5000, [[300, 1700]]));
    expect(bench.kinds).toEqual(['speechStarted', 'nothingHeard']);
    expect(bench.only('nothingHeard')).toMatchObject({ reason: 'noWords' });
    expect(bench.only('nothingHeard').atMs).toBeCloseTo(3500, -2);
  });

  it.each([
    [-1.0, 500, 'nothingHeard'],
    [-0.7, 500, 'heard'],
    [-1.0, 1400, 'heard'],
    [-1.3, 1400, 'nothingHeard'],
  ])(
    'believes a recogniser at %d nats a token after %d ms of speech as far as: %s',
    async (confidence, ms, outcome) => {
      const bench = new Bench({ recognizer: { words: KITCHEN, confidence } }).listen({ noSpeechMs: 3500 });
      await bench.play(sound(5000, [[300, 300 + ms]]));
      expect(bench.kinds.at(-1)).toBe(outcome);
    },
  );

  it('ends an utterance that does not end', async () => {
    const bench = new Bench({ recognizer: { words: KITCHEN } }).listen();
    await bench.play(sound(20_000, [[100, 20_000]]));
    expect(bench.only('heard')).toMatchObject({ endpoint: 'tooLong' });
    expect(bench.only('heard').endpointMs).toBeCloseTo(15_100, -2);
  });

  it('tells nothing more about an utterance that was cancelled', async () => {
    const bench = new Bench({ recognizer: { words: KITCHEN } }).listen();
    await bench.play(sound(1000, [[300, 1000]]));
    bench.ear.command({ kind: 'cancel', utterance: 1 });
    const before = [...bench.kinds];
    await bench.play(sound(4000, [[0, 500]]));
    expect(bench.kinds).toEqual(before);
    expect(bench.recognizer.streams[0]?.ended).toBe('aborted');
  });

  it('leaves another utterance alone when told to cancel one', async () => {
    const bench = new Bench({ recognizer: { words: KITCHEN } }).listen({ utterance: 2 });
    bench.ear.command({ kind: 'cancel', utterance: 1 });
    await bench.play(sound(4000, [[300, 2000]]));
    expect(bench.only('heard').utterance).toBe(2);
  });

  it('gives the utterance up for another', async () => {
    const bench = new Bench({ recognizer: { words: KITCHEN } }).listen();
    await bench.play(sound(1000, [[300, 1000]]));
    bench.listen({ utterance: 2 });
    await bench.play(sound(4000, [[300, 2000]]));
    expect(bench.only('heard').utterance).toBe(2);
  });
});

describe('partial transcripts', () => {
  it('come about every 400 ms, numbered, and only when the words are others', async () => {
    const bench = new Bench({ recognizer: { words: KITCHEN } }).listen();
    await bench.play(sound(5000, [[320, 3520]]));
    const partials = bench.events.filter((event) => event.kind === 'partial');
    expect(partials.map(({ sequence, text }) => [sequence, text])).toEqual([
      [1, 'turn on'],
      [2, 'turn on the kitchen light'],
    ]);
    expect(bench.recognizer.streams[0]?.partials).toBe(7);
  });

  it('are skipped while one runs', async () => {
    const bench = new Bench({ recognizer: { words: KITCHEN } }).listen();
    bench.recognizer.holds = true;
    await bench.play(sound(3000, [[320, 3000]]), false);
    expect(bench.recognizer.streams[0]?.partials).toBe(1);
  });

  it('are what hints are about: a complete command ends sooner', async () => {
    const bench = new Bench({
      recognizer: { words: KITCHEN },
      hub: (event, command) => {
        if (event.kind !== 'partial') return;
        const hint = event.text.endsWith('light') ? 'complete' : 'unfinished';
        command({ kind: 'hint', utterance: event.utterance, partial: event.sequence, hint });
      },
    }).listen();
    await bench.play(sound(5000, [[640, 2240]]));
    expect(bench.only('heard')).toMatchObject({ endpoint: 'hint', endpointMs: 2240 + 320 });
  });

  it('with unfinished words let the speaker think', async () => {
    const bench = new Bench({
      recognizer: { words: KITCHEN },
      hub: (event, command) => {
        if (event.kind !== 'partial') return;
        const hint = event.text.endsWith('light') ? 'complete' : 'unfinished';
        command({ kind: 'hint', utterance: event.utterance, partial: event.sequence, hint });
      },
    }).listen();
    await bench.play(
      sound(6000, [
        [640, 1280],
        [2160, 3200],
      ]),
    );
    expect(bench.only('heard').hypotheses[0]?.text).toBe('turn on the kitchen light');
    expect(bench.recognizer.streams).toHaveLength(1);
  });

  it('of another utterance have no say', async () => {
    const bench = new Bench({
      recognizer: { words: KITCHEN },
      hub: (event, command) => {
        if (event.kind === 'partial')
          command({ kind: 'hint', utterance: 7, partial: event.sequence, hint: 'complete' });
      },
    }).listen();
    await bench.play(sound(5000, [[640, 2240]]));
    expect(bench.only('heard').endpoint).toBe('silence');
  });
});

describe('decoding ahead', () => {
  it('happens in the first silence, and its result is what is heard', async () => {
    const bench = new Bench({ recognizer: { words: KITCHEN } }).listen();
    await bench.play(sound(2600, [[640, 2240]]));
    expect(bench.recognizer.streams[0]).toMatchObject({ decodes: 1, ended: 'open' });
    await bench.play(sound(1000, []));
    expect(bench.recognizer.streams[0]).toMatchObject({ ended: 'finished', writtenMs: 300 + 1600 + 224 });
  });

  it('is void when somebody speaks on; everything is decoded again', async () => {
    const bench = new Bench({ recognizer: { words: KITCHEN } }).listen();
    await bench.play(
      sound(5000, [
        [640, 1280],
        [1600, 2560],
      ]),
    );
    expect(bench.only('heard').hypotheses[0]?.text).toBe('turn on the kitchen light');
    expect(bench.recognizer.streams).toHaveLength(1);
    expect(bench.recognizer.streams[0]?.writtenMs).toBeCloseTo(300 + 1920 + 224, -2);
  });

  it('that takes long delays the end, and what was said meanwhile is not lost', async () => {
    const bench = new Bench({ recognizer: { words: KITCHEN } }).listen();
    bench.recognizer.holds = true;
    await bench.play(
      sound(4000, [
        [640, 1280],
        [1680, 2560],
      ]),
      false,
    );
    expect(bench.kinds).toEqual(['speechStarted']);
    bench.recognizer.holds = false;
    bench.recognizer.release();
    await bench.ear.settled();
    expect(bench.only('heard')).toMatchObject({
      speechEndMs: 2560,
      hypotheses: [{ text: 'turn on the kitchen light' }],
    });
  });

  it('waits a moment for what its words mean', async () => {
    const bench = new Bench({ recognizer: { words: KITCHEN } }).listen();
    bench.recognizer.holds = true;
    await bench.play(sound(2000, [[640, 1280]]), false);
    bench.recognizer.release();
    await new Promise(setImmediate);
    expect(bench.only('partial').text).toBe('turn on');
    bench.ear.command({ kind: 'hint', utterance: 1, partial: 1, hint: 'unfinished' });
    await bench.play(sound(200, []), false);
    expect(bench.kinds).toEqual(['speechStarted', 'partial']);
  });
});

describe('pace', () => {
  it('has no influence on what is heard', async () => {
    const audio = sound(9000, [
      [800, 2400],
      [2900, 3700],
      [5200, 5280],
      [6000, 6400],
    ]);
    const setup: Setup = { wakes: [detected(1500)], hub: listensAfterWake, recognizer: { words: KITCHEN } };
    const settled = await new Bench(setup).play(audio);
    const hurried = await new Bench(setup).play(audio, false);
    await hurried.ear.settled();
    const heard = (bench: Bench): unknown => ({ ...bench.only('heard') });
    expect(heard(hurried)).toEqual(heard(settled));
  });
});

describe('faults', () => {
  it('a recogniser that fails fails the utterance, and the next one works', async () => {
    const bench = new Bench({ recognizer: { words: KITCHEN, fails: [0] } }).listen();
    await bench.play(sound(4000, [[300, 2000]]));
    expect(bench.only('nothingHeard').reason).toBe('failed');
    bench.listen({ utterance: 2 });
    await bench.play(sound(4000, [[300, 2000]]));
    expect(bench.only('heard').utterance).toBe(2);
  });

  it('frames lost in the middle of a word are counted and no silence', async () => {
    const bench = new Bench({ recognizer: { words: KITCHEN } }).listen();
    await bench.play(sound(1600, [[640, 1600]]));
    bench.position += 800 * MS;
    await bench.play(sound(3000, [[0, 960]]));
    expect(bench.ear.counters().framesLost).toBe(40);
    expect(bench.only('heard').speechEndMs).toBeCloseTo(1600 + 800 + 960, -2);
    expect(bench.recognizer.streams).toHaveLength(1);
  });

  it('a microphone that begins anew ends the utterance as failed and forgets the old positions', async () => {
    const bench = new Bench({ recognizer: { words: KITCHEN } }).listen();
    await bench.play(sound(1600, [[640, 1600]]));
    bench.position = 0;
    await bench.play(sound(400, []));
    expect(bench.only('nothingHeard').reason).toBe('failed');
    expect(bench.detector?.resets).toBe(1);
    bench.listen({ utterance: 2 });
    await bench.play(sound(4000, [[300, 2000]]));
    expect(bench.only('heard').utterance).toBe(2);
  });

  it('closing twice, also in the middle of an utterance, is quiet', async () => {
    const bench = new Bench({ recognizer: { words: KITCHEN } }).listen();
    await bench.play(sound(1600, [[640, 1600]]));
    await Promise.all([bench.ear.close(), bench.ear.close()]);
    bench.ear.accept(new Int16Array(FRAME), bench.position, 0);
    bench.listen();
    expect(bench.kinds).toEqual(['speechStarted', 'partial']);
  });
});

describe('phrases', () => {
  const set = (version: number) => ({ version, phrases: [{ text: 'kitchen light', weight: 1 }] });

  it('are swapped between utterances only, and the latest wins', async () => {
    const bench = new Bench({ recognizer: { words: KITCHEN } });
    bench.ear.command({ kind: 'phrases', set: set(1) });
    bench.listen();
    bench.ear.command({ kind: 'phrases', set: set(2) });
    bench.ear.command({ kind: 'phrases', set: set(3) });
    await bench.play(sound(4000, [[300, 2000]]));
    bench.listen({ utterance: 2 });
    await bench.play(sound(4000, [[300, 2000]]));
    expect(bench.recognizer.streams.map(({ context }) => context.phrases?.version)).toEqual([1, 3]);
  });
});

describe('while the box sounds', () => {
  const STOP = [{ afterVoiceMs: 200, text: 'Stop.' }];

  it('a stop word is heard', async () => {
    const bench = new Bench({ recognizer: { words: STOP } });
    bench.ear.command({ kind: 'sounding', sounding: true });
    await bench.play(sound(2000, [[640, 1024]]));
    expect(bench.only('stopWord').atMs).toBeCloseTo(1024, -2);
    expect(bench.recognizer.streams[0]?.context).toMatchObject({ phrases: null, nbest: 1 });
  });

  it('other words are not a stop word, and neither is a long sentence that ends in one', async () => {
    const other = new Bench({ recognizer: { words: [{ afterVoiceMs: 0, text: 'Stop the timer.' }] } });
    other.ear.command({ kind: 'sounding', sounding: true });
    await other.play(sound(2000, [[640, 1024]]));
    expect(other.events).toEqual([]);
    const long = new Bench({ recognizer: { words: STOP } });
    long.ear.command({ kind: 'sounding', sounding: true });
    await long.play(sound(4000, [[640, 2400]]));
    expect(long.recognizer.streams).toEqual([]);
  });

  it('a stop word means nothing when it does not, and voice detection rests', async () => {
    const bench = new Bench({ recognizer: { words: STOP } });
    bench.ear.command({ kind: 'sounding', sounding: true });
    bench.ear.command({ kind: 'sounding', sounding: false });
    await bench.play(sound(2000, [[640, 1024]]));
    expect(bench.events).toEqual([]);
    expect(bench.activity.windows).toBe(0);
  });

  it('a wake model for "stop" is used where there is one', async () => {
    const bench = new Bench({ words: ['okay_nabu', 'stop'], wakes: [detected(500, 'stop'), detected(1500, 'stop')] });
    expect(bench.ear.stopWord).toBe('model');
    bench.ear.command({ kind: 'sounding', sounding: true });
    await bench.play(sound(1000, [[300, 500]]));
    bench.ear.command({ kind: 'sounding', sounding: false });
    await bench.play(sound(1000, [[300, 500]]));
    expect(bench.events).toEqual([{ kind: 'stopWord', atMs: 500 }]);
    expect(bench.activity.windows).toBe(0);
  });

  it('the wake word is heard as well', async () => {
    const bench = new Bench({ wakes: [detected(500)], hub: listensAfterWake, recognizer: { words: KITCHEN } });
    bench.ear.command({ kind: 'sounding', sounding: true });
    await bench.play(sound(4000, [[0, 2000]]));
    expect(bench.kinds).toContain('heard');
  });

  it('wake words need more, unless the echo is taken out', () => {
    const plain = new Bench();
    plain.ear.command({ kind: 'sensitivity', percent: 60 });
    plain.ear.command({ kind: 'sounding', sounding: true });
    plain.ear.command({ kind: 'sounding', sounding: false });
    expect(plain.sensitivities).toEqual([60, 40, 60]);
    const cancelling = new Bench({ options: { cancelsEcho: true } });
    cancelling.ear.command({ kind: 'sounding', sounding: true });
    expect(cancelling.sensitivities).toEqual([50]);
    const told = new Bench({});
    told.ear.command({ kind: 'echo', cancelled: true });
    told.ear.command({ kind: 'sounding', sounding: true });
    told.ear.command({ kind: 'echo', cancelled: false });
    expect(told.sensitivities).toEqual([50, 50, 30]);
  });
});

describe('a wake word while listening', () => {
  it('is told while nothing was said', async () => {
    const bench = new Bench({ wakes: [detected(2000)] }).listen();
    await bench.play(sound(2600, [[1300, 2000]]));
    expect(bench.only('wake').atMs).toBe(2000);
  });

  it('is a part of the command once that is under way', async () => {
    const bench = new Bench({ wakes: [detected(2500)], recognizer: { words: KITCHEN } }).listen();
    await bench.play(sound(5000, [[300, 3000]]));
    expect(bench.kinds).not.toContain('wake');
    expect(bench.kinds).toContain('heard');
  });
});
