// Listens for one utterance: judges what is in the pre-roll window by window, keeps the recogniser's stream supplied, and tells
// what came of it. Everything is decided by sample positions: where the pre-roll is read faster than real time (a command that
// began before anybody asked for it, a recording) the outcome is the same.
//
// While a decode is awaited in a silence or at the end, nothing more is judged; the pre-roll keeps what comes meanwhile. So a
// decode takes no time as far as the outcome is concerned, and neither does the hub's answer to its words, within reason.
import { toError, unreachable } from '../kernel/errors.ts';
import type { Log } from '../kernel/log.ts';
import { Machine } from '../kernel/machine.ts';
import type { EarEvent } from './ear-channel.ts';
import {
  type EndpointEffect,
  type EndpointInput,
  type EndpointState,
  startEndpointing,
  stepEndpointing,
} from './endpointing.ts';
import { type EndpointingOptions, endpointingRules, samplesOf } from './endpointing-rules.ts';
import type { NoiseGate } from './noise-gate.ts';
import type { EndpointHint, Hypothesis, PhraseSet, Recognition, Recognizer, VoiceActivity } from './ports.ts';
import type { PreRoll } from './pre-roll.ts';
import { UtteranceAudio } from './utterance-audio.ts';

export interface ListenRequest {
  readonly utterance: number;
  readonly language: string;
  /** What was said to wake the box ("Okay Nabu"), whose end is in the audio; null after a button or a question. */
  readonly wakePhrase: string | null;
  /** The first sample of what may be the command; the wake phrase ends about there. */
  readonly from: number;
  /** Nothing before this is listened to. */
  readonly floor: number;
  readonly noSpeechMs: number;
  /** What the recogniser is biased towards, unchanged for the whole utterance. */
  readonly phrases: PhraseSet | null;
}

export interface ListenerOptions {
  readonly endpointing: EndpointingOptions;
  /** Between partial transcripts. */
  readonly partialIntervalMs: number;
  /** Speech before the first one: less gives nonsense. */
  readonly partialAfterMs: number;
  readonly nbest: number;
}

export interface ListenerDeps {
  readonly ring: PreRoll;
  readonly activity: VoiceActivity;
  readonly gate: NoiseGate;
  readonly recognizer: Recognizer;
  readonly log: Log;
  /** What of a recognition are words that somebody said to the box; the wake phrase is taken off. `brief`: it was a short one. */
  readonly understand: (
    hypotheses: readonly Hypothesis[],
    wakePhrase: string | null,
    brief: boolean,
  ) => readonly Hypothesis[];
  readonly emit: (event: EarEvent) => void;
  /** Work under way, for those who wait until everything is decided. It never rejects. */
  readonly track: (work: Promise<void>) => void;
}

/** The hub answers within a few milliseconds; two windows are kept waiting for it. */
const HINT_PATIENCE = samplesOf(64);
/** A word or two; a cough or a chair may last as long. */
const BRIEF = samplesOf(700);

type Effect<Kind extends EndpointEffect['kind']> = Extract<EndpointEffect, { readonly kind: Kind }>;

export class Listener {
  readonly #request: ListenRequest;
  readonly #options: ListenerOptions;
  readonly #deps: ListenerDeps;
  readonly #machine: Machine<EndpointState, EndpointInput, EndpointEffect>;
  readonly #window: Float32Array;
  #position: number;
  #audio: UtteranceAudio | null = null;
  #partialAt = 0;
  #partialRuns = false;
  /** What judging waits for, apart from the end: a decode, or until so much has come the hint about its words. */
  #awaits: 'decode' | { readonly hintUntil: number } | null = null;
  #sequence = 0;
  #lastText = '';
  #speechStart = 0;
  #done = false;

  constructor(request: ListenRequest, options: ListenerOptions, deps: ListenerDeps) {
    this.#request = request;
    this.#options = options;
    this.#deps = deps;
    this.#window = new Float32Array(deps.activity.windowSamples);
    this.#position = Math.max(request.floor, deps.ring.oldest);
    const rules = endpointingRules(options.endpointing, { ...request, isAfterWake: request.wakePhrase !== null });
    this.#machine = new Machine<EndpointState, EndpointInput, EndpointEffect>(
      startEndpointing(this.#position),
      (state, input) => stepEndpointing(rules, state, input),
      (effect) => this.#perform(effect),
    );
    deps.activity.reset();
    deps.gate.reset();
  }

  get utterance(): number {
    return this.#request.utterance;
  }

  /** Over, whatever came of it. */
  get done(): boolean {
    return this.#done;
  }

  /** Where the speech under way began; null while nobody speaks. */
  get speakingSince(): number | null {
    const { phase } = this.#machine.state;
    return phase === 'speaking' || phase === 'committed' ? this.#speechStart : null;
  }

  /** Judges what has come since the last time. */
  pump(): void {
    while (this.#mayJudge()) if (!this.#judgeWindow()) break;
    if (!this.#mayJudge() || this.#machine.state.phase !== 'speaking' || this.#machine.state.speculation !== null)
      return;
    this.#audio?.writeTo(this.#machine.state.at);
    this.#startPartial();
  }

  hint(partial: number, hint: EndpointHint['kind']): void {
    this.#machine.accept({ kind: 'hint', partial, hint });
    if (partial === this.#sequence) this.waitNoLonger();
  }

  /** Goes on without a hint: whoever gives hints has had the time to. */
  waitNoLonger(): void {
    if (this.#awaits === null || this.#awaits === 'decode') return;
    this.#awaits = null;
    this.pump();
  }

  /** Ends it without another event about it. Idempotent. */
  cancel(): void {
    this.#done = true;
    this.#audio?.stream.abort();
    this.#audio = null;
  }

  /** Ends it as failed. */
  fail(error: Error): void {
    if (this.#done) return;
    this.cancel();
    this.#deps.log.error({ err: error, utterance: this.utterance }, 'listening failed');
    this.#nothingHeard('failed', this.#position);
  }

  #mayJudge(): boolean {
    if (this.#done || this.#awaits === 'decode' || this.#machine.state.phase === 'committed') return false;
    return this.#awaits === null || this.#deps.ring.end >= this.#awaits.hintUntil;
  }

  #judgeWindow(): boolean {
    const { ring, activity, gate } = this.#deps;
    const length = this.#window.length;
    const from = ring.afterGap(Math.max(this.#position, ring.oldest), length);
    if (ring.end < from + length) return false;
    if (from > this.#position) this.#machine.accept({ kind: 'gap', length: from - this.#position });
    ring.read(from, this.#window);
    this.#position = from + length;
    const speech = gate.passes(this.#window, activity.isSpeech(this.#window));
    this.#machine.accept({ kind: 'window', end: this.#position, length, speech });
    return true;
  }

  /** Never throws: what fails here is the utterance. */
  #perform(effect: EndpointEffect): void {
    if (this.#done) return;
    try {
      this.#run(effect);
    } catch (thrown) {
      this.fail(toError(thrown));
    }
  }

  #run(effect: EndpointEffect): void {
    switch (effect.kind) {
      case 'begin':
        return this.#begin(effect);
      case 'speculate':
        return this.#speculate(effect.to);
      case 'resume':
        return; // pump() writes what was held back
      case 'commit':
        return this.#deps.track(this.#commit(effect));
      case 'giveUp':
        this.cancel();
        return this.#nothingHeard(effect.reason, effect.at);
      default:
        return unreachable(effect);
    }
  }

  #begin({ at, from, tail }: Effect<'begin'>): void {
    const { language, phrases, wakePhrase } = this.#request;
    const leadIn = tail && wakePhrase !== null ? { leadIn: `${wakePhrase},` } : {};
    const { recognizer, ring } = this.#deps;
    const stream = recognizer.open({ language, phrases, nbest: this.#options.nbest, ...leadIn });
    this.#audio = new UtteranceAudio(stream, ring, from);
    this.#partialAt = at + samplesOf(this.#options.partialAfterMs - this.#options.partialIntervalMs);
    this.#speechStart = at;
    this.#lastText = '';
    this.#deps.emit({ kind: 'speechStarted', utterance: this.utterance, atMs: ring.timeOf(at) });
  }

  #startPartial(): void {
    const { speech, at } = this.#machine.state;
    const isDue = at - this.#partialAt >= samplesOf(this.#options.partialIntervalMs);
    if (!isDue || this.#partialRuns || speech === null || speech.silence > 0 || this.#audio === null) return;
    this.#partialAt = at;
    this.#deps.track(this.#partial(this.#audio, at));
  }

  /** One that fails is missed by nobody: the decode at the end tells what is wrong. */
  async #partial(audio: UtteranceAudio, covers: number): Promise<void> {
    this.#partialRuns = true;
    const text = await audio.stream.partial().catch(() => null);
    this.#partialRuns = false;
    const hypothesis = { text: text ?? '', score: 0, confidence: null, biased: false };
    if (text !== null && this.#audio === audio) this.#tellPartial([hypothesis], covers);
  }

  #speculate(to: number): void {
    if (this.#audio === null) return;
    this.#audio.writeTo(to);
    this.#awaits = 'decode';
    this.#deps.track(this.#decode(this.#audio, to));
  }

  /** What fails is tried again at the end, which tells what is wrong. */
  async #decode(audio: UtteranceAudio, covers: number): Promise<void> {
    const recognition = await audio.stream.decode().catch(() => null);
    if (this.#audio !== audio) return;
    this.#awaits = { hintUntil: this.#deps.ring.end + HINT_PATIENCE };
    const isNews = this.#tellPartial(recognition?.hypotheses ?? [], covers);
    if (!isNews) this.waitNoLonger();
  }

  /** Whether they were new: the same words as before keep their number, and what is known about them holds. */
  #tellPartial(hypotheses: readonly Hypothesis[], covers: number): boolean {
    const text = this.#deps.understand(hypotheses, this.#request.wakePhrase, false)[0]?.text ?? '';
    if (text === '') return false;
    const isNew = text !== this.#lastText;
    if (isNew) this.#sequence++;
    this.#lastText = text;
    this.#machine.accept({ kind: 'partial', sequence: this.#sequence, covers });
    if (isNew) this.#deps.emit({ kind: 'partial', utterance: this.utterance, sequence: this.#sequence, text });
    return isNew;
  }

  async #commit(end: Effect<'commit'>): Promise<void> {
    const audio = this.#audio;
    if (audio === null) return;
    try {
      if (end.reason === 'tooLong') audio.writeTo(end.at);
      const recognition = await audio.stream.finish();
      if (this.#audio === audio) this.#conclude(end, recognition);
    } catch (thrown) {
      if (this.#audio === audio) this.fail(toError(thrown));
    }
  }

  #conclude(end: Effect<'commit'>, recognition: Recognition): void {
    this.#audio = null;
    const brief = end.speechEnd - this.#speechStart < BRIEF;
    const hypotheses = this.#deps.understand(recognition.hypotheses, this.#request.wakePhrase, brief);
    if (hypotheses.length > 0) return this.#heard(end, recognition, hypotheses);
    this.#machine.accept({ kind: 'wordless' });
    this.pump();
  }

  #heard(end: Effect<'commit'>, recognition: Recognition, hypotheses: readonly Hypothesis[]): void {
    const { ring, emit } = this.#deps;
    const { engine, decodeMs, audioMs } = recognition;
    this.#done = true;
    emit({
      kind: 'heard',
      utterance: this.utterance,
      hypotheses: [...hypotheses],
      engine,
      speechStartMs: ring.timeOf(this.#speechStart),
      speechEndMs: ring.timeOf(end.speechEnd),
      endpointMs: ring.timeOf(end.at),
      decodeMs,
      audioMs,
      endpoint: end.reason,
    });
  }

  #nothingHeard(reason: Extract<EarEvent, { kind: 'nothingHeard' }>['reason'], at: number): void {
    this.#deps.emit({ kind: 'nothingHeard', utterance: this.utterance, reason, atMs: this.#deps.ring.timeOf(at) });
  }
}
