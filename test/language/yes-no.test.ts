import { expect, test } from 'vitest';
import { yesOrNo } from '../../appliance/language/yes-no.ts';

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
] as const)('"%s" (%s) is %s', (text, language, answer) => {
  expect(yesOrNo(text, language)).toBe(answer);
});

test.each(['No, the kitchen.', 'Yes and turn on the light.', 'Turn it off.', '', 'The yes lamp.'])(
  '"%s" is neither',
  (text) => {
    expect(yesOrNo(text, 'en')).toBeNull();
  },
);
