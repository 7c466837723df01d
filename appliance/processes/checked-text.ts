import { LinnetError } from '../kernel/errors.ts';

const LONGEST_TEXT = 2000;

/** What somebody wants said or asked, without blanks around it. Throws `input.invalid` and `input.tooLarge`. */
export function checkedText(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') throw new LinnetError('input.invalid', 'Expected some words, got none.');
  if (trimmed.length > LONGEST_TEXT) {
    throw new LinnetError(
      'input.tooLarge',
      `Expected at most ${LONGEST_TEXT} characters of text, got ${trimmed.length}.`,
    );
  }
  return trimmed;
}
