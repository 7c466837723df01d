// How the recogniser writes each wake phrase, and from which score on it believes that it heard it. Measured on recordings and
// synthetic speech against 3.1 h of other speech; a text alone decides nothing ("okay nabu" is hardly ever written so), the
// likelihood of these spellings does.

/** `mean`: of log-probability and log-likelihood ratio, steady in noise. `ratio`: the likelihood ratio alone, for long phrases. */
export type VerifierStatistic = 'mean' | 'ratio';

export interface WakeVerification {
  readonly spellings: readonly string[];
  readonly statistic: VerifierStatistic;
  /** Nats; above it the word was said. */
  readonly threshold: number;
  /** The first stage's averaged score (0 to 1) from which on the second one is asked. */
  readonly firstCutoff: number;
}

/** By rule, then what a synthetic voice's renderings were transcribed as: each group raises the lowest score of the real word. */
const OKAY_NABU = [
  ...['Ok, Nabu', 'Okay, Nabu', 'Okay Nabu', 'Ok Nabu', 'OK, Nabu', 'Ok, nabu'],
  ...['Ok, now, boo', 'Ok, now boo', 'Ok now, boo', 'Ok now boo', 'Okay, now, boo', 'Okay, now boo', 'Okay now boo'],
  ...['Ok, not boo', 'Ok, now, but', 'Ok now, but', 'Okay, now, but', 'Okay now but', 'Ok, now, bu', 'Ok, now, boom'],
  'Ok, now boom',
];

const KNOWN: Readonly<Record<string, WakeVerification>> = {
  // Recordings: no clean clip of 329 below −3.0, no negative in quiet above −10.0, in babble and kitchen noise above −7.25.
  alexa: { spellings: ['Alexa'], statistic: 'mean', threshold: -7.5, firstCutoff: 0.1 },
  // Synthetic voices: lowest −12.6; negatives at −16.2 and below. At 0.3 the first stage misses 4 of 24 with a kitchen at 5 dB, at 0.1
  // none, with as few false wakes (none) for 3 times the candidates.
  okay_nabu: { spellings: OKAY_NABU, statistic: 'ratio', threshold: -14, firstCutoff: 0.1 },
  // Lowest −3.5; highest negative −7.9, somebody saying "Jarvis" alone.
  hey_jarvis: { spellings: ['Hey Jarvis', 'Hey, Jarvis'], statistic: 'ratio', threshold: -6, firstCutoff: 0.3 },
  // Lowest −10.1; 87 negatives at −11.9 and below.
  hey_mycroft: { spellings: ['Hey Mycroft', 'Hey, Mycroft'], statistic: 'ratio', threshold: -11, firstCutoff: 0.3 },
};

/** For a word nobody measured: what "alexa", the one with recordings, needs. */
const UNKNOWN = { statistic: 'mean', threshold: -7.5, firstCutoff: 0.3 } as const;

/** `word` is the model's id ("okay_nabu"), `phrase` how its file writes it for people ("Okay Nabu"). */
export function wakeVerification(word: string, phrase: string): WakeVerification {
  return KNOWN[word] ?? { spellings: spellingsOf(phrase), ...UNKNOWN };
}

/** A greeting may be set off with a comma, a name may be written small, and "okay" is also "Ok". */
export function spellingsOf(phrase: string): readonly string[] {
  const words = phrase.trim().split(/\s+/).map(capitalised);
  const [greeting = '', ...name] = words;
  if (name.length === 0) return [greeting];
  const greetings = /^ok(ay)?$/i.test(greeting) ? ['Ok', 'Okay', 'OK'] : [greeting];
  const names = [name.join(' '), name.join(' ').toLowerCase()];
  return greetings.flatMap((first) => names.flatMap((rest) => [`${first}, ${rest}`, `${first} ${rest}`]));
}

function capitalised(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
