// Whether the models of a box speak the language of its sentences. What does not is refused where the catalogue has something that does;
// where it has nothing, the box still answers what is typed, and only says so.
import { LinnetError } from '../kernel/errors.ts';
import { baseLanguage } from '../language/language-tag.ts';
import { CATALOGUE } from './catalogue.ts';
import { type Model, servingLanguage } from './model.ts';

export interface LanguageChoice {
  /** Of the sentences: "en", "pt-BR". */
  readonly language: string;
  /** Ids of the catalogue. */
  readonly recognizer: string;
  readonly voice: string;
}

export interface LanguageMisfit {
  /** The key of the configuration that would cure it. */
  readonly setting: string;
  readonly model: string;
  /** Models of the catalogue that would fit; empty where there are none. */
  readonly fitting: readonly string[];
  /** What is wrong and what to do about it. */
  readonly says: string;
}

const JOBS = {
  recognizer: {
    job: 'stt',
    what: 'recogniser',
    verb: 'hears',
    setting: 'recognition.model',
    without: 'what is spoken will not be understood',
  },
  voice: { job: 'tts', what: 'voice', verb: 'speaks', setting: 'voice.model', without: 'replies will sound foreign' },
} as const;

/** A region is an accent: "en-GB" is served by what speaks "en-US". */
export function speaksLanguage({ languages }: Pick<Model, 'languages'>, language: string): boolean {
  return languages.some((one) => one === 'any' || baseLanguage(one) === baseLanguage(language));
}

/** Languages that the catalogue has sentences for. */
export function sentenceLanguages(): readonly string[] {
  return CATALOGUE.filter(({ job }) => job === 'sentences').flatMap(({ languages }) => languages);
}

export function hasSentences(language: string): boolean {
  return servingLanguage(language, sentenceLanguages()) !== null;
}

/** Each model that does not speak the language of the sentences, or that the catalogue does not have. */
export function languageMisfits(choice: LanguageChoice, catalogue: readonly Model[] = CATALOGUE): LanguageMisfit[] {
  return (['recognizer', 'voice'] as const).flatMap((job) => {
    const model = catalogue.find(({ id }) => id === choice[job]);
    if (model !== undefined && speaksLanguage(model, choice.language)) return [];
    const fitting = catalogue.filter((one) => one.job === JOBS[job].job && speaksLanguage(one, choice.language));
    const ids = fitting.map(({ id }) => id);
    return [model === undefined ? unknownModel(job, choice[job], ids) : misfit(job, model, choice.language, ids)];
  });
}

function misfit(job: keyof typeof JOBS, model: Model, language: string, fitting: readonly string[]): LanguageMisfit {
  const { what, verb, setting, without } = JOBS[job];
  const wrong = `The ${what} ${model.id} ${verb} ${model.languages.join(', ')}, but language.sentences is "${language}"`;
  const remedy =
    fitting.length > 0
      ? `set ${setting} to one of: ${fitting.join(', ')}`
      : `the catalogue has no ${what} for it, so ${without}; typing, MQTT and the API work`;
  return { setting, model: model.id, fitting, says: `${wrong}; ${remedy}.` };
}

function unknownModel(job: keyof typeof JOBS, id: string, fitting: readonly string[]): LanguageMisfit {
  const { what, setting } = JOBS[job];
  const remedy = fitting.length > 0 ? `set ${setting} to one of: ${fitting.join(', ')}` : 'see "linnet models list"';
  return { setting, model: id, fitting, says: `The catalogue has no ${what} "${id}"; ${remedy}.` };
}

/** Throws `config.invalid` for a misfit that another model of the catalogue would cure; gives those that none would. */
export function refuseMisfits(misfits: readonly LanguageMisfit[]): readonly LanguageMisfit[] {
  const curable = misfits.filter(({ fitting }) => fitting.length > 0);
  if (curable.length > 0) throw new LinnetError('config.invalid', curable.map(({ says }) => says).join(' '));
  return misfits;
}
