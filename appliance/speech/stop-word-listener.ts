// Hears a stop word while the box itself sounds, where no wake model for one is present: short utterances that stand alone are
// transcribed, plainly and without any bias, and compared with a closed list.
import { toError } from '../kernel/errors.ts';
import type { Log } from '../kernel/log.ts';
import { samplesOf } from './endpointing-rules.ts';
import type { Recognizer, VoiceActivity } from './ports.ts';
import type { PreRoll } from './pre-roll.ts';
import { Foreground, isStopWord, ShortUtterances } from './stop-word.ts';
import { LOWEST_CONFIDENCE } from './transcript-filter.ts';
import { UtteranceAudio } from './utterance-audio.ts';

export interface StopWordListenerDeps {
  readonly ring: PreRoll;
  readonly activity: VoiceActivity;
  readonly recognizer: Recognizer;
  readonly log: Log;
  readonly onStopWord: (endSample: number) => void;
  readonly track: (work: Promise<void>) => void;
}

/** Audio before and after the voice that the recogniser gets as well. With more of it the box's own words stand before the stop word. */
const BEFORE = samplesOf(100);
const AFTER = samplesOf(100);

export class StopWordListener {
  readonly #language: string;
  readonly #deps: StopWordListenerDeps;
  readonly #utterances = new ShortUtterances();
  readonly #foreground = new Foreground();
  readonly #window: Float32Array;
  #position: number;
  #closed = false;

  /** Listens from what comes now on. */
  constructor(language: string, deps: StopWordListenerDeps) {
    this.#language = language;
    this.#deps = deps;
    this.#window = new Float32Array(deps.activity.windowSamples);
    this.#position = deps.ring.end;
    deps.activity.reset();
  }

  /** Judges what has come since the last time. */
  pump(): void {
    const { ring, activity } = this.#deps;
    const length = this.#window.length;
    while (!this.#closed) {
      const from = ring.afterGap(Math.max(this.#position, ring.oldest), length);
      if (!ring.read(from, this.#window)) return;
      this.#position = from + length;
      const heard = this.#foreground.judge(this.#window, activity.isSpeech(this.#window));
      if (heard === 'onset') this.#utterances.reset();
      const found = this.#utterances.observe(this.#position, length, heard !== 'background');
      if (!this.#utterances.isUnderWay) this.#foreground.reset();
      if (found) this.#deps.track(this.#judge(this.#utterances.start, this.#utterances.end));
    }
  }

  /** Idempotent; nothing is reported afterwards. */
  close(): void {
    this.#closed = true;
  }

  async #judge(start: number, end: number): Promise<void> {
    const { recognizer, ring, log, onStopWord } = this.#deps;
    try {
      const stream = recognizer.open({ language: this.#language, phrases: null, nbest: 1 });
      new UtteranceAudio(stream, ring, start - BEFORE).writeTo(Math.min(end + AFTER, ring.end));
      const [said] = (await stream.finish()).hypotheses;
      if (said === undefined || (said.confidence ?? 0) < LOWEST_CONFIDENCE) return;
      if (!this.#closed && isStopWord(said.text, this.#language)) onStopWord(end);
    } catch (thrown) {
      log.warn({ err: toError(thrown) }, 'stop word could not be judged');
    }
  }
}
