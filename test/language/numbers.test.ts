import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digitsForWords, MAX_SPOKEN, NUMBER_LANGUAGES, numberSpellings } from '../../appliance/language/numbers.ts';
import { digitsForTimes } from '../../appliance/language/numbers-times.ts';

describe('number words', () => {
  it.each([
    ['en', 25, 'twenty-five', 'twenty five'],
    ['en', 105, 'one hundred and five', 'a hundred five'],
    ['en', 3500, 'three thousand five hundred', 'thirty-five hundred'],
    ['de', 25, 'fünfundzwanzig', 'fünf und zwanzig'],
    ['de', 1, 'eins', 'eine'],
    ['fr', 71, 'soixante et onze', 'septante et un'],
    ['fr', 80, 'quatre-vingts', 'huitante'],
    ['fr', 97, 'quatre-vingt-dix-sept', 'nonante-sept'],
    ['es', 22, 'veintidós', 'veintidos'],
    ['es', 31, 'treinta y uno', 'treinta y una'],
    ['it', 28, 'ventotto', 'venti otto'],
    ['it', 23, 'ventitré', 'ventitre'],
    ['nl', 22, 'tweeëntwintig', 'twee en twintig'],
    ['pt', 16, 'dezesseis', 'dezasseis'],
    ['pl', 25, 'dwadzieścia pięć', 'dwudziestu pięciu'],
    ['sv', 25, 'tjugofem', 'tjugo fem'],
    ['ru', 25, 'двадцать пять', 'двадцати пяти'],
    ['da', 57, 'syvoghalvtreds', 'syv og halvtreds'],
    ['cs', 25, 'dvacet pět', 'pětadvacet'],
  ])('%s: %d is "%s" and "%s"', (language, value, ...words) => {
    expect(numberSpellings(language, value)).toEqual(expect.arrayContaining(words));
  });

  it('have halves and tenths', () => {
    expect(numberSpellings('en', 20.5)).toEqual(expect.arrayContaining(['twenty point five', 'twenty and a half']));
    expect(numberSpellings('de', 1.5)).toEqual(expect.arrayContaining(['eins komma fünf', 'anderthalb']));
    expect(numberSpellings('en', 20.25)).toEqual([]);
  });

  it('are none outside their bounds or in a language that is not known', () => {
    expect(numberSpellings('en', -1)).toEqual([]);
    expect(numberSpellings('en', MAX_SPOKEN + 1)).toEqual([]);
    expect(numberSpellings('xx', 5)).toEqual([]);
    expect(numberSpellings('pt-BR', 5)).toEqual(['cinco']);
  });

  it.each(NUMBER_LANGUAGES)('%s: every number to 999 comes back from each of its spellings', (language) => {
    const wrong: string[] = [];
    const articles = new Set([
      'a',
      'oh',
      'un',
      'una',
      'une',
      'uno',
      'um',
      'uma',
      'en',
      'et',
      'ett',
      'een',
      'ein',
      'eine',
      'einen',
      'einem',
      'einer',
    ]);
    for (let value = 0; value < 1000; value++) {
      const spellings = numberSpellings(language, value);
      expect(spellings.length, `${value}`).toBeGreaterThan(0);
      for (const words of spellings) {
        if (!articles.has(words) && digitsForWords(words, language) !== String(value)) wrong.push(`${value}: ${words}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe('digits for number words', () => {
  it.each([
    ['en', 'set it to forty per cent', 'set it to 40%'],
    ['en', 'set it to forty percent', 'set it to 40%'],
    ['en', 'twenty point five degrees', '20.5 degrees'],
    ['en', 'a timer for Twenty-Five minutes', 'a timer for 25 minutes'],
    ['en', 'someone is often tense', 'someone is often tense'],
    ['de', 'auf zwanzig Komma fünf Grad', 'auf 20.5 Grad'],
    ['de', 'vierzig Prozent', '40%'],
    ['de', 'ein Licht', 'ein Licht'],
    ['fr', 'à quarante pour cent', 'à 40%'],
    ['fr', 'une lampe', 'une lampe'],
    ['es', 'al cuarenta por ciento', 'al 40%'],
    ['it', 'al quaranta per cento', 'al 40%'],
    ['nl', 'op veertig procent', 'op 40%'],
    ['pt', 'em quarenta por cento', 'em 40%'],
    ['pl', 'na czterdzieści procent', 'na 40%'],
    ['sv', 'till fyrtio procent', 'till 40%'],
    ['ru', 'на сорок процентов', 'на 40%'],
    ['da', 'til fyrre procent', 'til 40%'],
    ['cs', 'na čtyřicet procent', 'na 40%'],
  ])('%s: "%s"', (language, text, digits) => expect(digitsForWords(text, language)).toBe(digits));

  it('never fail, and leave text without numbers alone', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), fc.constantFrom(...NUMBER_LANGUAGES), (text, language) => {
        expect(typeof digitsForWords(text, language)).toBe('string');
      }),
    );
    expect(digitsForWords('turn on the light', 'en')).toBe('turn on the light');
    expect(digitsForWords('forty', 'xx')).toBe('forty');
  });
});

describe('times in words', () => {
  it.each([
    ['en', 'at half past seven', 'at 7:30'],
    ['en', 'at quarter to eight', 'at 7:45'],
    ['en', 'ten past six', '6:10'],
    ['en', "at seven o'clock", 'at 7:00'],
    ['en', 'half past twelve', '12:30'],
    ['en', 'quarter to one', '12:45'],
    ['de', 'um halb acht', 'um 7:30'],
    ['de', 'um Viertel vor acht', 'um 7:45'],
    ['de', 'um sieben Uhr dreißig', 'um 7:30'],
    ['de', 'dreiviertel acht', '7:45'],
    ['fr', 'à sept heures et demie', 'à 7:30'],
    ['fr', 'à huit heures moins le quart', 'à 7:45'],
    ['es', 'a las siete y media', 'a las 7:30'],
    ['es', 'a las ocho menos cuarto', 'a las 7:45'],
    ['it', 'alle sette e mezza', 'alle 7:30'],
    ['it', 'alle otto meno un quarto', 'alle 7:45'],
    ['nl', 'om half acht', 'om 7:30'],
    ['nl', 'kwart voor acht', '7:45'],
    ['pt', 'às sete e meia', 'às 7:30'],
    ['pl', 'o wpół do ósmej', 'o 7:30'],
    ['sv', 'klockan halv åtta', 'klockan 7:30'],
    ['ru', 'в половине восьмого', 'в 7:30'],
    ['da', 'klokken halv otte', 'klokken 7:30'],
    ['cs', 'v půl osmé', 'v 7:30'],
  ])('%s: "%s"', (language, text, digits) => expect(digitsForTimes(text, language)).toBe(digits));

  it('leave times in digits alone', () => {
    expect(digitsForTimes('at 19:30', 'en')).toBe('at 19:30');
    expect(digitsForTimes('set it to 20.5 degrees', 'en')).toBe('set it to 20.5 degrees');
  });
});
