// Yes or no, as people say it. The whole answer must be one of these words, give or take politeness: "no, the kitchen one" is no
// answer but a correction.

const WORDS: Readonly<
  Record<
    string,
    { readonly yes: readonly string[]; readonly no: readonly string[]; readonly filler: readonly string[] }
  >
> = {
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
    no: ['nein', 'nee', 'ne', 'abbrechen', 'stopp', 'stop', 'lieber nicht', 'nicht', 'lass es'],
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

/** true for yes, false for no, null for anything else. A language without a table understands English. */
export function yesOrNo(text: string, language: string): boolean | null {
  const words = WORDS[language.split(/[-_]/)[0] ?? ''] ?? WORDS.en;
  if (words === undefined) return null;
  let said = fold(text);
  for (const filler of words.filler) said = said.replace(fold(filler), ' ').replace(/\s+/g, ' ').trim();
  if (words.yes.some((word) => fold(word) === said)) return true;
  return words.no.some((word) => fold(word) === said) ? false : null;
}

function fold(text: string): string {
  return text
    .toLowerCase()
    .replace(/’/g, "'")
    .replace(/[.,!?;:…]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
