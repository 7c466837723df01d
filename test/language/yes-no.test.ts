import { describe, expect, test } from 'vitest';
import { yesOrNo } from '../../appliance/language/yes-no.ts';
import { MORE_WORDS } from '../../appliance/language/yes-no-more.ts';

test.each([
  ['Yes.', 'en', true],
  ['Yes, please.', 'en', true],
  ['OK', 'en-GB', true],
  ['Go ahead!', 'en', true],
  ['No.', 'en', false],
  ['No, thank you.', 'en', false],
  ['Don’t.', 'en', false],
  ['Never mind.', 'en', false],
  ['Ja, bitte.', 'de', true],
  ['Lieber nicht.', 'de', false],
  ["Oui, s'il te plaît.", 'fr', true],
  ['Sí, por favor.', 'es', true],
  ['Sì, grazie.', 'it', true],
  ['Lascia stare.', 'it', false],
  ['Ja, graag.', 'nl', true],
  ['Laat maar.', 'nl', false],
  ['Sim, por favor.', 'pt-BR', true],
  ['Agora não.', 'pt', false],
  ['Tak, proszę.', 'pl', true],
  ['Nie trzeba.', 'pl', false],
  ['Ja tack.', 'sv', true],
  ['Låt bli.', 'sv', false],
  ['Да, пожалуйста.', 'ru', true],
  ['Не надо.', 'ru', false],
  ['Ja tak.', 'da', true],
  ['Lad være.', 'da', false],
  ['Ano, prosím.', 'cs', true],
  ['Teď ne.', 'cs', false],
  ['no', 'xx', false],
  ['Ja, takk.', 'nb', true],
  ['Nei takk!', 'nb-NO', false],
  ['Hayır.', 'tr', false],
  ['HAYIR', 'tr', false],
  ['hayir', 'tr', false],
  ['İptal.', 'tr', false],
  ['是的。', 'zh-CN', true],
  ['唔係呀', 'zh-HK', false],
  ['はい、お願いします。', 'ja', true],
  ['نعم، من فضلك', 'ar', true],
  ['Ne, hvala.', 'sr-Latn', false],
  ['Так, будь ласка.', 'uk', true],
  ['yes please', 'fi', true],
] as const)('"%s" (%s) is %s', (text, language, answer) => {
  expect(yesOrNo(text, language)).toBe(answer);
});

test.each(['No, the kitchen.', 'Yes and turn on the light.', 'Turn it off.', '', 'The yes lamp.'])(
  '"%s" is neither',
  (text) => {
    expect(yesOrNo(text, 'en')).toBeNull();
  },
);

/** As recognisers write the first word of an answer. */
function capitalised(word: string, language: string): string {
  return word.charAt(0).toLocaleUpperCase(language === 'tr' ? language : 'en') + word.slice(1);
}

describe.each(Object.entries(MORE_WORDS))('in %s', (language, { yes, no }) => {
  test('each word for yes and for no is accepted, also with a capital, and none is both', () => {
    const asHeard = (words: string): string[] =>
      words.split('|').flatMap((word) => [word, capitalised(word, language)]);
    for (const word of asHeard(yes)) expect(yesOrNo(word, language), word).toBe(true);
    for (const word of asHeard(no)) expect(yesOrNo(word, language), word).toBe(false);
  });

  test('English is understood too', () => {
    expect([yesOrNo('yes', language), yesOrNo('never mind', language)]).toEqual([true, false]);
  });
});

test('"no" is no answer where it is a word of another meaning', () => {
  expect(yesOrNo('No.', 'sk')).toBeNull();
});
