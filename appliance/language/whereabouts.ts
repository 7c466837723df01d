// Where a person may be said to be: at home, or not. The house writes "home" and "not_home" for it; other places have names of their own.
import { foldForMatching } from './fold.ts';
import { baseLanguage } from './language-tag.ts';

interface Whereabouts {
  /** Whole phrases, folded, as patterns. Words before a place that the sentences take away may be missing. */
  readonly home: RegExp;
  readonly away: RegExp;
  /** The answer to "who" where it is no one. */
  readonly nobody: string;
}

const WHEREABOUTS: Readonly<Record<string, Whereabouts>> = {
  en: {
    home: /^(?:(?:at|back) )?(?:home|(?:in )?the house|in)(?: (?:now|right now))?$/u,
    away: /^(?:(?:not|away from) (?:at )?home|away|out|gone|not (?:in|here))(?: (?:now|right now))?$/u,
    nobody: 'Nobody.',
  },
  de: {
    home: /^(?:(?:gerade|schon|jetzt|noch) )?(?:zu ?hause?|haus|daheim|da)$/u,
    away: /^(?:(?:gerade|schon|jetzt|noch) )?(?:nicht (?:zu ?hause?|da|daheim|hier)|weg|fort|unterwegs|außer haus)$/u,
    nobody: 'Niemand.',
  },
  fr: {
    home: /^(?:(?:à|dans) )?(?:la )?maison$|^(?:chez (?:nous|moi|lui|elle|soi)|là)$/u,
    away: /^(?:absente?s?|sortie?s?|dehors|partie?s?|pas (?:à la maison|là|chez (?:nous|moi|lui|elle)))$/u,
    nobody: 'Personne.',
  },
  es: {
    home: /^(?:en )?(?:la )?casa$/u,
    away: /^(?:fuera(?: de (?:la )?casa)?|ausente)$/u,
    nobody: 'Nadie.',
  },
  it: {
    home: /^(?:(?:a|in) )?casa$/u,
    away: /^(?:fuori(?: (?:di )?casa)?|via|assente)$/u,
    nobody: 'Nessuno.',
  },
  pt: {
    home: /^(?:em )?casa$/u,
    away: /^(?:fora(?: de casa)?|ausente)$/u,
    nobody: 'Ninguém.',
  },
  nl: {
    home: /^(?:(?:nu|al|nog) )?(?:thuis|huis|in huis)$/u,
    away: /^(?:(?:nu|al|nog) )?(?:niet (?:thuis|in huis|aanwezig)|weg|afwezig|van huis)$/u,
    nobody: 'Niemand.',
  },
  sv: {
    home: /^(?:hemma|hemmet)$/u,
    away: /^(?:inte hemma|borta|ute)$/u,
    nobody: 'Ingen.',
  },
  da: {
    home: /^(?:hjemme|hjemmet)$/u,
    away: /^(?:ikke hjemme|ude|væk|taget af sted)$/u,
    nobody: 'Ingen.',
  },
  pl: { home: /^(?:w )?domu$/u, away: /^poza domem$/u, nobody: 'Nikt.' },
  ru: { home: /^дома$/u, away: /^(?:не дома|вне дома)$/u, nobody: 'Никого.' },
  cs: { home: /^(?:doma|domě)$/u, away: /^(?:pryč|venku|mimo domov|mimo)$/u, nobody: 'Nikdo.' },
};

/** The state of a person who is where `said` says; a place of another name as it was said. */
export function whereaboutsSaid(said: string, language: string): string {
  const words = WHEREABOUTS[baseLanguage(language)];
  const folded = foldForMatching(said).trim();
  if (words?.home.test(folded) === true) return 'home';
  return words?.away.test(folded) === true ? 'not_home' : said;
}

/** "Nobody.", said to who asks who is somewhere; null in a language that is not known. */
export function nobody(language: string): string | null {
  return WHEREABOUTS[baseLanguage(language)]?.nobody ?? null;
}
