// Yes or no, as people say it. The whole answer must be one of these words, give or take politeness: "no, the kitchen one" is no
// answer but a correction.

import { baseLanguage } from './language-tag.ts';
import { MORE_WORDS, NOT_ENGLISH } from './yes-no-more.ts';

interface YesNoWords {
  readonly yes: readonly string[];
  readonly no: readonly string[];
  readonly filler: readonly string[];
}

const WORDS: Readonly<Record<string, YesNoWords>> & { readonly en: YesNoWords } = {
  en: {
    yes: [
      'yes',
      'yeah',
      'yep',
      'yup',
      'sure',
      'ok',
      'okay',
      'correct',
      'right',
      'do it',
      'go ahead',
      'of course',
      'yes do it',
      'confirm',
      'affirmative',
    ],
    no: [
      'no',
      'nope',
      'nah',
      'cancel',
      'stop',
      'never mind',
      'nevermind',
      "don't",
      'do not',
      'no thanks',
      'negative',
      'not now',
    ],
    filler: ['please', 'thanks', 'thank you'],
  },
  de: {
    yes: ['ja', 'jawohl', 'jo', 'klar', 'sicher', 'ok', 'okay', 'genau', 'richtig', 'mach das', 'bestätigen'],
    no: ['nein', 'nee', 'ne', 'abbrechen', 'stopp', 'stop', 'lieber nicht', 'nicht', 'lass es', 'nei'],
    filler: ['bitte', 'danke'],
  },
  fr: {
    yes: ['oui', 'ouais', "d'accord", 'ok', 'okay', 'bien sûr', 'vas-y', 'exact', 'confirmer'],
    no: ['non', 'annule', 'annuler', 'arrête', 'stop', 'laisse tomber', 'pas maintenant'],
    filler: ["s'il te plaît", "s'il vous plaît", 'merci'],
  },
  es: {
    yes: ['sí', 'si', 'claro', 'vale', 'ok', 'okay', 'correcto', 'por supuesto', 'hazlo', 'adelante'],
    no: ['no', 'cancelar', 'cancela', 'para', 'déjalo', 'ahora no'],
    filler: ['por favor', 'gracias'],
  },
  it: {
    yes: [
      'sì',
      'si',
      'certo',
      'ok',
      'okay',
      'va bene',
      "d'accordo",
      'esatto',
      'fallo',
      'conferma',
      'sicuro',
      'procedi',
    ],
    no: ['no', 'annulla', 'stop', 'lascia stare', 'lascia perdere', 'non ora', 'meglio di no'],
    filler: ['per favore', 'grazie'],
  },
  nl: {
    yes: ['ja', 'jawel', 'jazeker', 'zeker', 'natuurlijk', 'ok', 'oké', 'okay', 'prima', 'goed', 'doe maar', 'klopt'],
    no: ['nee', 'neen', 'annuleer', 'annuleren', 'stop', 'laat maar', 'niet doen', 'liever niet', 'niet nu'],
    filler: ['alsjeblieft', 'alstublieft', 'graag', 'bedankt', 'dank je'],
  },
  pt: {
    yes: [
      'sim',
      'claro',
      'ok',
      'okay',
      'está bem',
      'tá bom',
      'pode ser',
      'com certeza',
      'isso',
      'confirma',
      'confirmar',
    ],
    no: ['não', 'nao', 'cancela', 'cancelar', 'deixa lá', 'deixa para lá', 'agora não', 'para'],
    filler: ['por favor', 'obrigado', 'obrigada', 'se faz favor'],
  },
  pl: {
    yes: ['tak', 'no tak', 'jasne', 'oczywiście', 'ok', 'okej', 'dobrze', 'zgoda', 'pewnie', 'potwierdzam', 'zrób to'],
    no: ['nie', 'anuluj', 'stop', 'nieważne', 'nie teraz', 'lepiej nie', 'nie trzeba'],
    filler: ['proszę', 'dziękuję', 'dzięki'],
  },
  sv: {
    yes: ['ja', 'jo', 'japp', 'visst', 'absolut', 'ok', 'okej', 'gärna', 'gör det', 'självklart', 'stämmer'],
    no: ['nej', 'nä', 'avbryt', 'stopp', 'låt bli', 'glöm det', 'inte nu', 'helst inte'],
    filler: ['tack', 'snälla'],
  },
  ru: {
    yes: ['да', 'ага', 'конечно', 'хорошо', 'ок', 'окей', 'ладно', 'давай', 'верно', 'подтверждаю', 'сделай'],
    no: ['нет', 'не надо', 'отмена', 'отмени', 'стоп', 'не сейчас', 'лучше не надо', 'неважно'],
    filler: ['пожалуйста', 'спасибо'],
  },
  da: {
    yes: ['ja', 'jo', 'jep', 'selvfølgelig', 'ok', 'okay', 'gerne', 'gør det', 'helt sikkert', 'det er rigtigt'],
    no: ['nej', 'næ', 'annuller', 'afbryd', 'stop', 'lad være', 'glem det', 'ikke nu', 'helst ikke'],
    filler: ['tak', 'venligst'],
  },
  cs: {
    yes: ['ano', 'jo', 'jasně', 'samozřejmě', 'ok', 'okej', 'dobře', 'určitě', 'správně', 'udělej to', 'potvrzuji'],
    no: ['ne', 'zrušit', 'zruš to', 'stop', 'nech to být', 'teď ne', 'raději ne', 'nevadí'],
    filler: ['prosím', 'děkuji', 'díky'],
  },
};

/** true for yes, false for no, null for anything else. Languages that are not tested sentence by sentence understand English too. */
export function yesOrNo(text: string, language: string): boolean | null {
  const code = baseLanguage(language);
  const own = WORDS[code];
  if (own !== undefined) return answerIn(own, text);
  const { yes, no, filler = '' } = MORE_WORDS[code] ?? { yes: '', no: '' };
  const answer = answerIn({ yes: listed(yes), no: listed(no), filler: listed(filler) }, text);
  if (answer !== null || NOT_ENGLISH[code]?.includes(fold(text)) === true) return answer;
  return answerIn(WORDS.en, text);
}

function listed(words: string): readonly string[] {
  return words === '' ? [] : words.split('|');
}

function answerIn({ yes, no, filler }: YesNoWords, text: string): boolean | null {
  let said = fold(text);
  for (const word of filler) said = said.replace(fold(word), ' ').replace(/\s+/g, ' ').trim();
  if (said === '') return null;
  if (yes.some((word) => fold(word) === said)) return true;
  return no.some((word) => fold(word) === said) ? false : null;
}

/** Capital "İ" is lower-cased to "i" and a dot of its own (U+0307), capital "I" to "i" also where Turkish means "ı". */
function fold(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/\u0307/g, '')
    .replace(/ı/g, 'i')
    .replace(/’/g, "'")
    .replace(/[.,!?;:…¿¡。！？、，،؟।։]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
