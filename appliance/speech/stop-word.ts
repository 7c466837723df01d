// The few words that silence the box, as a recogniser writes them. They count only when nothing else was said: "stop the timer"
// is a command, and a sentence of the box's own that comes back through the microphone is long.
import { baseLanguage } from '../language/language-tag.ts';
import { SPEECH_RATE } from './ports.ts';

const STOP_WORDS: Readonly<Record<string, readonly string[]>> = {
  en: [
    'stop',
    'stop it',
    'stop talking',
    'cancel',
    'quiet',
    'be quiet',
    'silence',
    'enough',
    "that's enough",
    'shut up',
  ],
  de: ['stopp', 'stop', 'halt', 'abbrechen', 'ruhe', 'sei still', 'sei ruhig', 'genug', 'hör auf'],
  es: ['para', 'basta', 'alto', 'cancelar', 'cállate', 'silencio'],
  fr: ['stop', 'arrête', 'arrête-toi', 'assez', 'annuler', 'silence', 'tais-toi', 'ça suffit'],
  it: ['stop', 'basta', 'fermati', 'annulla', 'silenzio', 'zitto'],
  nl: ['stop', 'genoeg', 'stil', 'hou op', 'annuleren'],
};

/** Said before or after a stop word without changing it. */
const FILLER = "(?:ok|okay|please|no|hey|bitte|nein|por favor|s'il te plaît|non|per favore|alsjeblieft)";
const FILLERS = new RegExp(`^${FILLER} | ${FILLER}$`, 'g');

/** Whether `text` is a stop word of `language` ("en", "de-DE") and nothing else; also said several times. */
export function isStopWord(text: string, language: string): boolean {
  const words = STOP_WORDS[baseLanguage(language)] ?? [];
  const said = fold(text).replace(FILLERS, '');
  return words.some((word) => isRepeated(said, fold(word)));
}

function isRepeated(said: string, word: string): boolean {
  return said.length > 0 && said.split(`${word} `).join('') === word;
}

function fold(text: string): string {
  const letters = text
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/[^\p{L}\p{N}' ]+/gu, ' ');
  return letters.replace(/\s+/g, ' ').trim();
}

/** Somebody else begins where it is so much louder than all before, and has ended where it is so much less loud again: 10 dB. */
const STEP = 10 ** (10 / 20);

/**
 * What is left of the box's own voice is voice to VAD, and lasts as long as the box speaks: no utterance would ever be short. So an
 * utterance begins anew where it becomes much louder, and ends where it falls back by as much. The loudest of the last three windows
 * is compared, since single windows within a word vary by 30 dB. Allocates nothing.
 */
export class Foreground {
  #loudest = 0;
  #last = 0;
  #beforeLast = 0;

  /** `voice` is what VAD says of the window. `onset`: whatever was heard until now was somebody else. */
  judge(window: Float32Array, voice: boolean): 'onset' | 'speech' | 'background' {
    let sum = 0;
    for (let i = 0; i < window.length; i++) sum += (window[i] ?? 0) ** 2;
    const own = Math.sqrt(sum / window.length);
    const recent = Math.max(own, this.#last, this.#beforeLast);
    this.#beforeLast = this.#last;
    this.#last = own;
    if (!voice || recent * STEP < this.#loudest) return 'background';
    const isOnset = own > this.#loudest * STEP;
    this.#loudest = Math.max(this.#loudest, own);
    return isOnset ? 'onset' : 'speech';
  }

  /** The utterance has ended: what comes next has another level. */
  reset(): void {
    this.#loudest = 0;
  }
}

/** Voice of a stop word: shorter is a click, longer is a sentence. */
const SHORTEST = 0.12 * SPEECH_RATE;
const LONGEST = 1.5 * SPEECH_RATE;
/** Silence after it. */
const QUIET = 0.2 * SPEECH_RATE;

/** Finds short utterances that stand alone in a stream of VAD decisions. Allocates nothing. */
export class ShortUtterances {
  /** What the last `observe` that returned true found. */
  start = 0;
  end = 0;

  #voiced = 0;
  #silence = 0;

  /** Whether one has begun that has not ended. */
  get isUnderWay(): boolean {
    return this.#voiced > 0;
  }

  /** The window of `length` samples that ends before `end`; true when a short utterance has just ended. */
  observe(end: number, length: number, speech: boolean): boolean {
    if (speech) {
      if (this.#voiced === 0) this.start = end - length;
      this.#voiced += length;
      this.#silence = 0;
      this.end = end;
      return false;
    }
    if (this.#voiced === 0) return false;
    this.#silence += length;
    if (this.#silence < QUIET) return false;
    const found = this.#voiced >= SHORTEST && this.#voiced <= LONGEST;
    this.reset();
    return found;
  }

  reset(): void {
    this.#voiced = 0;
    this.#silence = 0;
  }
}
