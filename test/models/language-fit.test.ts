import { describe, expect, test } from 'vitest';
import { CATALOGUE } from '../../appliance/models/catalogue.ts';
import { languageMisfits, refuseMisfits, speaksLanguage } from '../../appliance/models/language-fit.ts';
import { keptFiles, type Model, servingLanguage } from '../../appliance/models/model.ts';
import { modelsInUse } from '../../appliance/models/presets.ts';

const model = (id: string, job: Model['job'], languages: readonly string[]): Model => ({
  ...{ id, job, languages, title: id, licence: 'MIT', memoryMb: 1, sources: [], derived: [], mirrors: [] },
  ...{ loader: {}, ranHere: true },
});
const EAR_EN = model('ear-en', 'stt', ['en']);
const EAR_DE = model('ear-de', 'stt', ['de']);
const VOICE_EN = model('voice-us', 'tts', ['en-US']);

const misfits = (language: string, catalogue: readonly Model[]) =>
  languageMisfits({ language, recognizer: 'ear-en', voice: 'voice-us' }, catalogue);

describe('sentences, recogniser and voice', () => {
  test.each(['en', 'en-GB', 'en_AU', 'EN'])('fit together in "%s", whatever the region', (language) => {
    expect(misfits(language, [EAR_EN, EAR_DE, VOICE_EN])).toEqual([]);
  });

  test('that do not fit are refused where another model would, with the setting and its id', () => {
    const found = misfits('de-AT', [EAR_EN, EAR_DE, VOICE_EN]);
    expect(found.map(({ model: id, fitting }) => [id, fitting])).toEqual([
      ['ear-en', ['ear-de']],
      ['voice-us', []],
    ]);
    expect(() => refuseMisfits(found)).toThrow(
      'The recogniser ear-en hears en, but language.sentences is "de-AT"; set recognition.model to one of: ear-de.',
    );
  });

  test('are warned of where the catalogue has nothing that would fit', () => {
    const found = refuseMisfits(misfits('pl', [EAR_EN, EAR_DE, VOICE_EN]));
    expect(found.map(({ says }) => says)).toEqual([
      'The recogniser ear-en hears en, but language.sentences is "pl"; the catalogue has no recogniser for it, so what is spoken will not be understood; typing, MQTT and the API work.',
      'The voice voice-us speaks en-US, but language.sentences is "pl"; the catalogue has no voice for it, so replies will sound foreign; typing, MQTT and the API work.',
    ]);
  });

  test('a model of any language fits all', () => {
    expect(speaksLanguage(model('x', 'stt', ['any']), 'cs')).toBe(true);
  });
});

describe('the file of a language', () => {
  test.each([
    ['pt-BR', ['en', 'pt', 'pt-BR'], 'pt-BR'],
    ['pt_br', ['en', 'pt', 'pt-BR'], 'pt-BR'],
    ['pt-PT', ['en', 'pt'], 'pt'],
    ['en-GB', ['en', 'pt'], 'en'],
    ['fi', ['en', 'pt'], null],
  ])('of "%s" among %j is %s', (language, available, serving) => {
    expect(servingLanguage(language, available)).toBe(serving);
  });

  test.each([
    ['de-AT', ['data/de.json']],
    ['pt-BR', ['data/pt-BR.json']],
    ['pt-PT', ['data/pt.json']],
    ['nb-NO', ['data/nb.json']],
    ['en-GB', ['data/en.json']],
  ])('is kept and found for "%s"', (language, names) => {
    const sentences = CATALOGUE.find(({ id }) => id === 'intents-home-assistant')!;
    expect(keptFiles(sentences, [language]).map(({ name }) => name)).toEqual(names);
  });
});

test('a box in another language than English uses the fetched sentences, an English one has its own', () => {
  const choice = { preset: 'laptop', wakeWords: ['okay_nabu'], recognizer: null, voice: null };
  expect(modelsInUse({ ...choice, language: 'de-AT' })).toContain('intents-home-assistant');
  expect(modelsInUse({ ...choice, language: 'en-GB' })).not.toContain('intents-home-assistant');
});
