// The ear: wake words always, one utterance when asked, a stop word while the box sounds. It is driven by samples alone and has
// no timer, so that a recording gives the same outcome at any pace (`settled()` between frames makes decodes take no time).
//
// VAD runs only while somebody is listened to or may say a stop word; when idle a frame costs the wake models and a copy.
//
// A wake word during an utterance is a fact worth telling only when it is a new beginning: when nothing was said since the
// first one, or what is being said began with it. In the middle of a command it is part of the command.
import { LinnetError } from '../kernel/errors.ts';
import type { Log } from '../kernel/log.ts';
import type { EarCommand, EarEvent } from './ear-channel.ts';
import { EAR_DEFAULTS, type EarOptions } from './ear-options.ts';
import { samplesOf } from './endpointing-rules.ts';
import { Listener, type ListenRequest } from './listener.ts';
import { NoiseGate } from './noise-gate.ts';
import {
  type Hypothesis,
  type OnWakeDecision,
  type PhraseSet,
  type Recognizer,
  SPEECH_RATE,
  type VoiceActivity,
  type WakeDecision,
  type WakeDetector,
} from './ports.ts';
import { PreRoll } from './pre-roll.ts';
import { spokenWords } from './spoken-words.ts';
import { StopWordListener } from './stop-word-listener.ts';

export interface EarDeps {
  /** Makes the wake detector, which tells its decisions to the callback. */
  readonly detector: (onDecision: OnWakeDecision) => WakeDetector;
  readonly activity: VoiceActivity;
  readonly recognizer: Recognizer;
  readonly log: Log;
  /** 0 to 100, where the detector has such a thing. */
  readonly setSensitivity?: (percent: number) => void;
}

/** Counted since the start. */
export interface EarCounters {
  readonly candidates: number;
  readonly detections: number;
  readonly rejections: number;
  readonly nearMisses: number;
  /** Frames of 20 ms that never came. */
  readonly framesLost: number;
}

export interface Ear {
  /** How "stop" is heard while the box sounds. */
  readonly stopWord: 'model' | 'recognizer';
  /** Samples of the microphone in order; jumps of `firstSample` are losses. `samples` is only read during the call. */
  accept(samples: Int16Array, firstSample: number, capturedAtMs: number): void;
  command(command: EarCommand): void;
  counters(): EarCounters;
  /** Resolves when everything about the accepted audio is decided: wake words, decodes, and what followed from them. */
  settled(): Promise<void>;
  /** Idempotent. Ends what is listened for without an event; engines stay open, they belong to whoever made them. */
  close(): Promise<void>;
}

/** The name of a wake model for "stop": heard only while the box sounds. */
export const STOP_WORD = 'stop';

const FRAME = samplesOf(20);
/** Speech that began at most this long before a wake decision began with the wake phrase. */
const LONGEST_WAKE_PHRASE = samplesOf(1500);

export function createEar(options: EarOptions, deps: EarDeps, onEvent: (event: EarEvent) => void): Ear {
  return new SampleDrivenEar(options, deps, onEvent);
}

class SampleDrivenEar implements Ear {
  readonly stopWord: Ear['stopWord'];
  readonly #options: Required<EarOptions>;
  readonly #deps: EarDeps;
  readonly #onEvent: (event: EarEvent) => void;
  readonly #detector: WakeDetector;
  readonly #ring: PreRoll;
  readonly #gate: NoiseGate;
  readonly #pending = new Set<Promise<void>>();
  readonly #counts = { detections: 0, rejections: 0, nearMisses: 0, framesLost: 0 };
  #listener: Listener | null = null;
  #stopListener: StopWordListener | null = null;
  #phrases: PhraseSet | null = null;
  #language: string;
  #sounding = false;
  #cancelsEcho: boolean;
  #sensitivity: number;
  #closed = false;

  constructor(options: EarOptions, deps: EarDeps, onEvent: (event: EarEvent) => void) {
    this.#options = { ...EAR_DEFAULTS, ...options };
    this.#deps = deps;
    this.#onEvent = onEvent;
    this.#language = this.#options.language;
    this.#sensitivity = this.#options.sensitivity;
    this.#cancelsEcho = this.#options.cancelsEcho;
    this.#ring = new PreRoll({ capacity: samplesOf(this.#options.historyMs) }, SPEECH_RATE);
    this.#gate = new NoiseGate(this.#options.noiseGate);
    this.#detector = deps.detector((decision) => this.#onWake(decision));
    this.stopWord = this.#detector.words.includes(STOP_WORD) ? 'model' : 'recognizer';
  }

  accept(samples: Int16Array, firstSample: number, capturedAtMs: number): void {
    if (this.#closed) return;
    const missing = this.#ring.accept(samples, firstSample, capturedAtMs);
    if (missing > 0) this.#counts.framesLost += Math.ceil(missing / FRAME);
    if (missing < 0) this.#onCountRestarted();
    this.#detector.accept(samples, firstSample);
    this.#pump();
  }

  command(command: EarCommand): void {
    if (this.#closed) return;
    switch (command.kind) {
      case 'listen':
        return this.#listen(command);
      case 'cancel':
        return this.#cancel(command.utterance);
      case 'phrases':
        this.#phrases = command.set;
        return;
      case 'hint':
        if (this.#listener?.utterance === command.utterance) this.#listener.hint(command.partial, command.hint);
        return;
      case 'sounding':
        return this.#setSounding(command.sounding);
      case 'echo':
        this.#cancelsEcho = command.cancelled;
        return this.#applySensitivity();
      case 'sensitivity':
        this.#sensitivity = command.percent;
        return this.#applySensitivity();
    }
  }

  counters(): EarCounters {
    return { ...this.#counts, candidates: this.#counts.detections + this.#counts.rejections };
  }

  async settled(): Promise<void> {
    do {
      await this.#detector.settled();
      await Promise.all(this.#pending);
      this.#listener?.waitNoLonger();
    } while (this.#pending.size > 0);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#listener?.cancel();
    this.#stopListener?.close();
    await this.settled();
  }

  #pump(): void {
    if (this.#closed) return;
    if (this.#listener !== null) {
      this.#listener.pump();
      if (this.#listener.done) this.#listener = null;
    } else if (this.#sounding && this.stopWord === 'recognizer') {
      this.#stopListener ??= this.#openStopListener();
      this.#stopListener.pump();
    }
  }

  #listen(command: Extract<EarCommand, { kind: 'listen' }>): void {
    this.#listener?.cancel();
    this.#closeStopListener();
    this.#language = command.language;
    const listener = new Listener(this.#request(command), this.#options, {
      ...this.#deps,
      ring: this.#ring,
      gate: this.#gate,
      understand: (hypotheses, wakePhrase, brief) => this.#understand(hypotheses, wakePhrase, brief),
      emit: (event) => this.#emit(event),
      track: (work) => this.#track(work),
    });
    this.#listener = listener;
    this.#pump();
  }

  #request(command: Extract<EarCommand, { kind: 'listen' }>): ListenRequest {
    const { utterance, language, wake, noSpeechMs } = command;
    const from = command.fromSample ?? this.#ring.end;
    const wakePhrase = wake === null ? null : (this.#options.wakePhrases[wake] ?? wake.replaceAll('_', ' '));
    const floor = wake === null ? from : from - samplesOf(this.#options.wakePhraseMs);
    return { utterance, language, wakePhrase, from, floor, noSpeechMs, phrases: this.#phrases };
  }

  #understand(hypotheses: readonly Hypothesis[], wakePhrase: string | null, brief: boolean): readonly Hypothesis[] {
    const { minConfidence, minBriefConfidence } = this.#options;
    return spokenWords({ minConfidence: brief ? minBriefConfidence : minConfidence }, hypotheses, wakePhrase);
  }

  #cancel(utterance: number): void {
    if (this.#listener?.utterance !== utterance) return;
    this.#listener.cancel();
    this.#listener = null;
  }

  #setSounding(sounding: boolean): void {
    this.#sounding = sounding;
    if (!sounding) this.#closeStopListener();
    this.#applySensitivity();
  }

  #applySensitivity(): void {
    const drop = this.#sounding && !this.#cancelsEcho ? this.#options.echoSensitivityDrop : 0;
    this.#deps.setSensitivity?.(Math.max(0, this.#sensitivity - drop));
  }

  #openStopListener(): StopWordListener {
    return new StopWordListener(this.#language, {
      ...this.#deps,
      ring: this.#ring,
      onStopWord: (at) => this.#emit({ kind: 'stopWord', atMs: this.#ring.timeOf(at) }),
      track: (work) => this.#track(work),
    });
  }

  #closeStopListener(): void {
    this.#stopListener?.close();
    this.#stopListener = null;
  }

  #onWake(decision: WakeDecision): void {
    if (this.#closed) return;
    if (decision.word === STOP_WORD) return this.#onStopModel(decision);
    this.#count(decision);
    if (decision.outcome === 'detected' && this.#isWithinCommand(decision.atSample)) return;
    this.#emit({ kind: 'wake', ...decision, atMs: this.#ring.timeOf(decision.atSample) });
  }

  #onStopModel({ outcome, atSample }: WakeDecision): void {
    if (!this.#sounding || outcome !== 'detected') return;
    this.#emit({ kind: 'stopWord', atMs: this.#ring.timeOf(atSample) });
  }

  #count({ outcome }: WakeDecision): void {
    if (outcome === 'detected') this.#counts.detections++;
    else if (outcome === 'rejected') this.#counts.rejections++;
    else this.#counts.nearMisses++;
  }

  #isWithinCommand(atSample: number): boolean {
    const since = this.#listener?.speakingSince ?? null;
    return since !== null && atSample - since > LONGEST_WAKE_PHRASE;
  }

  /** The capture began anew: positions from before mean nothing now. */
  #onCountRestarted(): void {
    this.#detector.reset();
    this.#closeStopListener();
    this.#listener?.fail(
      new LinnetError('microphone.lost', 'The microphone began anew in the middle of an utterance.'),
    );
    this.#listener = null;
  }

  #track(work: Promise<void>): void {
    const failed = (error: unknown): void => this.#deps.log.error({ err: error }, 'an event of the ear was not taken');
    const done = work.catch(failed).finally(() => {
      this.#pending.delete(done);
      this.#pump();
    });
    this.#pending.add(done);
  }

  #emit(event: EarEvent): void {
    if (!this.#closed) this.#onEvent(event);
  }
}
