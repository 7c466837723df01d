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
