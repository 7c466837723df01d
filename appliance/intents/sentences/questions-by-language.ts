// The words for questions of every language that has its own.
import type { QuestionWords } from './question-words.ts';
import { CZECH_HOUSE_QUESTIONS } from './questions-czech.ts';
import { DANISH_HOUSE_QUESTIONS } from './questions-danish.ts';
import { DUTCH_HOUSE_QUESTIONS } from './questions-dutch.ts';
import { ENGLISH_HOUSE_QUESTIONS } from './questions-english.ts';
import { FRENCH_HOUSE_QUESTIONS } from './questions-french.ts';
import { GERMAN_HOUSE_QUESTIONS } from './questions-german.ts';
import { ITALIAN_HOUSE_QUESTIONS } from './questions-italian.ts';
import { POLISH_HOUSE_QUESTIONS } from './questions-polish.ts';
import { PORTUGUESE_HOUSE_QUESTIONS } from './questions-portuguese.ts';
import { RUSSIAN_HOUSE_QUESTIONS } from './questions-russian.ts';
import { SPANISH_HOUSE_QUESTIONS } from './questions-spanish.ts';
import { SWEDISH_HOUSE_QUESTIONS } from './questions-swedish.ts';

export const HOUSE_QUESTIONS: Readonly<Record<string, QuestionWords>> = {
  cs: CZECH_HOUSE_QUESTIONS,
  da: DANISH_HOUSE_QUESTIONS,
  de: GERMAN_HOUSE_QUESTIONS,
  en: ENGLISH_HOUSE_QUESTIONS,
  es: SPANISH_HOUSE_QUESTIONS,
  fr: FRENCH_HOUSE_QUESTIONS,
  it: ITALIAN_HOUSE_QUESTIONS,
  nl: DUTCH_HOUSE_QUESTIONS,
  pl: POLISH_HOUSE_QUESTIONS,
  pt: PORTUGUESE_HOUSE_QUESTIONS,
  ru: RUSSIAN_HOUSE_QUESTIONS,
  sv: SWEDISH_HOUSE_QUESTIONS,
};
