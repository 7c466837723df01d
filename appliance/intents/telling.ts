// A likelier hypothesis may say why a less likely one is no command: "don't turn off the light" was not heard as "turn off the light",
// although these words stand among the hypotheses too.
import { foldForMatching } from '../language/fold.ts';
import { linkingWords } from './linking-words.ts';

/** Whether `text` is the end of `likelier`, and the words that it lacks turn it into no command. */
export function isToldOf(text: string, likelier: string, language: string): boolean {
  const { telling } = linkingWords(language);
  const [end, whole] = [foldForMatching(text).split(' '), foldForMatching(likelier).split(' ')];
  const lead = whole.slice(0, whole.length - end.length);
  if (end.length >= whole.length) return false;
  return end.every((word, index) => word === whole[lead.length + index]) && lead.some((word) => telling.has(word));
}
