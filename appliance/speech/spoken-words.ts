// What of a recognition somebody really said to the box: without the wake phrase, without what recognisers write for noise, and
// only what the model itself believes in.
import type { Hypothesis } from './ports.ts';
import { isFragment, isNoiseTranscript } from './transcript-filter.ts';
import { stripWakePhrase } from './wake-phrase.ts';

export interface SpokenWordsOptions {
  /** Mean log-probability a token below which nobody spoke. */
  readonly minConfidence: number;
}

/** The hypotheses that hold words, best first, each text once. */
export function spokenWords(
  options: SpokenWordsOptions,
  hypotheses: readonly Hypothesis[],
  wakePhrase: string | null,
): readonly Hypothesis[] {
  const spoken = hypotheses
    .filter(({ confidence }) => confidence === null || confidence >= options.minConfidence)
    .map((hypothesis) => ({ ...hypothesis, text: command(hypothesis.text, wakePhrase) }))
    .filter(({ text }) => !isNoiseTranscript(text) && !(wakePhrase !== null && isFragment(text)));
  return spoken.filter(({ text }, at) => spoken.findIndex((other) => other.text === text) === at);
}

function command(text: string, wakePhrase: string | null): string {
  const trimmed = text.trim().replace(/^[\s,.!?;:…-]+/, '');
  return wakePhrase === null ? trimmed : stripWakePhrase(trimmed, wakePhrase);
}
