// Thanks, and how warm it is inside, in each language: the fetched sentences know neither, and take "inside" for the name of a sensor.
import type { SentenceFileInput } from '../sentence-file.ts';

interface EverydayWords {
  readonly thanks: string;
  readonly inside: readonly string[];
}

export function everydayIntents({ thanks, inside }: EverydayWords): NonNullable<SentenceFileInput['intents']> {
  return {
    HassRespond: { data: [{ sentences: [thanks], response: 'thanks' }] },
    HassClimateGetTemperature: {
      data: [{ sentences: [...inside], requires_context: { area: { slot: true } } }],
    },
  };
}

export const EVERYDAY_WORDS: Readonly<Record<string, EverydayWords>> = {
  en: {
    thanks: '(thanks|thank you) [(very much|so much|a lot)]',
    inside: ["(what is|what's|whats) the (inside|indoor) temperature"],
  },
  de: {
    thanks: '[vielen|danke] (dank|danke|dankeschön) [schön|sehr]',
    inside: ['(wie warm|wie kalt) ist es (drinnen|innen|im haus)', 'wie ist die (innentemperatur|raumtemperatur)'],
  },
  nl: {
    thanks: '(dank je|dank u|dankjewel|bedankt|dankuwel) [wel]',
    inside: ['hoe (warm|koud) is het binnen', 'wat is de (binnentemperatuur|temperatuur binnen)'],
  },
  sv: {
    thanks: 'tack [så mycket]',
    inside: ['hur (varmt|kallt) är det inne', 'vad är (innetemperaturen|inomhustemperaturen)'],
  },
  da: { thanks: '[mange] tak [skal du have]', inside: ['hvor (varmt|koldt) er der (inde|indenfor)'] },
  fr: {
    thanks: 'merci [beaucoup|bien]',
    inside: ["(quelle est|donne-moi) la température (intérieure|à l'intérieur)", '[la] température intérieure'],
  },
  es: {
    thanks: '[muchas] gracias',
    inside: ['(cuál es|qué) la temperatura [del] interior', '[qué] temperatura (interior|hace dentro)'],
  },
  it: {
    thanks: 'grazie [mille|tante]',
    inside: ["(qual è|quale è) la temperatura (interna|all'interno|in casa)", '[la] temperatura interna'],
  },
  pt: {
    thanks: '[muito] (obrigado|obrigada)',
    inside: ['qual é a temperatura (interior|no interior|dentro de casa)', '[a] temperatura interior'],
  },
  pl: { thanks: '(dziękuję|dzięki) [bardzo]', inside: ['jaka jest temperatura (w środku|wewnątrz|w domu)'] },
  ru: { thanks: '[большое] спасибо [большое]', inside: ['какая температура (внутри|дома|в доме)'] },
  cs: { thanks: '(děkuji|díky|děkuju) [moc]', inside: ['jaká je teplota (uvnitř|vevnitř|doma)'] },
};
