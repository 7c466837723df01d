// What the colours of a light are called.
import { baseLanguage } from './language-tag.ts';

export type Color = 'white' | 'red' | 'orange' | 'yellow' | 'green' | 'turquoise' | 'blue' | 'purple' | 'pink';

const ORDER: readonly Color[] = ['white', 'red', 'orange', 'yellow', 'green', 'turquoise', 'blue', 'purple', 'pink'];

/** A word for each of `ORDER`. */
const WORDS: Readonly<Record<string, string>> = {
  en: 'white red orange yellow green turquoise blue purple pink',
  de: 'weiß rot orange gelb grün türkis blau lila rosa',
  nl: 'wit rood oranje geel groen turquoise blauw paars roze',
  sv: 'vit röd orange gul grön turkos blå lila rosa',
  da: 'hvid rød orange gul grøn turkis blå lilla lyserød',
  fr: 'blanc rouge orange jaune vert turquoise bleu violet rose',
  es: 'blanco rojo naranja amarillo verde turquesa azul morado rosa',
  it: 'bianco rosso arancione giallo verde turchese blu viola rosa',
  pt: 'branco vermelho laranja amarelo verde turquesa azul roxo rosa',
  pl: 'biały czerwony pomarańczowy żółty zielony turkusowy niebieski fioletowy różowy',
  ru: 'белый красный оранжевый жёлтый зелёный бирюзовый синий фиолетовый розовый',
  cs: 'bílá červená oranžová žlutá zelená tyrkysová modrá fialová růžová',
};

/** `color` in the language of `locale`; in English where that is not known. */
export function colorWord(color: Color, locale: string): string {
  const words = (WORDS[baseLanguage(locale)] ?? WORDS.en ?? '').split(' ');
  return words[ORDER.indexOf(color)] ?? color;
}
