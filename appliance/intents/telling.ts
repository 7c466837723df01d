// A likelier hypothesis may say why a less likely one is no command: "don't turn off the light" was not heard as "turn off the light",
// although these words stand among the hypotheses too.
import { foldCase, normalizeForMatching } from '../language/fold.ts';

/** Words before a command that forbid it, ask whether or why it was done, or tell of it. Polite ones ("can you") are not among them. */
const WORDS: Readonly<Record<string, RegExp>> = {
  de: /^(?:nicht|kein(?:e|en|er)?|nie(?:mals)?|ist|sind|war(?:en)?|ha(?:t|st|be|ben|bt)|w(?:ird|urde|urden)|warum|wieso|weshalb|wer|wann|ob|wenn|ich|er|sie|wir|ihr)$/u,
  en: /^(?:don't|didn't|do|did|doesn't|does|not|never|(?:is|are|was|were|has|have|had)(?:n't)?|won't|shouldn't|why|who|when|if|i|he|she|they|we)$/u,
  es: /^(?:no|nunca|jamás|h(?:as|a|e|an|emos)|est(?:á|án)|es|son|era|qué|quién|cuándo|si|yo|él|ella|ellos|ellas|nosotros|nosotras)$/u,
  fr: /^(?:ne|pas|jamais|est(?:-ce|-il|-elle)?|était|sont|a(?:-t-il|-t-elle|s|s-tu|vez|vez-vous)?|pourquoi|qui|quand|si|je|il|elle|ils|elles|nous|on)$/u,
};

/** Whether `text` is the end of `likelier`, and the words that it lacks turn it into no command. */
export function isToldOf(text: string, likelier: string, language: string): boolean {
  const turning = WORDS[language.slice(0, 2).toLowerCase()];
  const [end, whole] = [wordsOf(text), wordsOf(likelier)];
  const lead = whole.slice(0, whole.length - end.length);
  if (turning === undefined || end.length >= whole.length) return false;
  return end.every((word, index) => word === whole[lead.length + index]) && lead.some((word) => turning.test(word));
}

function wordsOf(text: string): string[] {
  return foldCase(normalizeForMatching(text)).split(' ');
}
