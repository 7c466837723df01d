// "Spiel lauter", "zet de muziek harder", "alza la musica": volume without the word for it, which the fetched sentences of some languages
// lack, or all steps of it.
import type { SentenceFileInput } from '../sentence-file.ts';

interface Louder {
  readonly louder: readonly string[];
  readonly quieter: readonly string[];
}

export const LOUDER: Readonly<Record<string, Louder>> = {
  de: {
    louder: ['(spiel|spiele) [(die|etwas) Musik] [(etwas|ein bisschen|ein wenig)] lauter'],
    quieter: ['(spiel|spiele) [(die|etwas) Musik] [(etwas|ein bisschen|ein wenig)] leiser'],
  },
  fr: {
    louder: ['(monte|augmente|monter|augmenter) [un peu] la musique', 'joue [la musique] [un peu] plus fort'],
    quieter: ['(baisse|diminue|baisser|diminuer) [un peu] la musique', 'joue [la musique] [un peu] moins fort'],
  },
  es: {
    louder: ['(toca|reproduce) [la música] [un poco] más (alto|fuerte)'],
    quieter: ['(toca|reproduce) [la música] [un poco] más (bajo|flojo|suave)'],
  },
  it: {
    louder: ["(alza|alzare|aumenta) [un po'] (la musica|l'audio)", "suona [la musica] [un po'] più forte"],
    quieter: ["(abbassa|abbassare|diminuisci) [un po'] (la musica|l'audio)", "suona [la musica] [un po'] più piano"],
  },
  nl: {
    louder: [
      '[(zet|maak|doe|speel)] (de muziek|muziek|het geluid|het volume) [(iets|wat|een beetje)] harder',
      '(zet|maak|speel) [het] [(iets|wat|een beetje)] harder',
    ],
    quieter: [
      '[(zet|maak|doe|speel)] (de muziek|muziek|het geluid|het volume) [(iets|wat|een beetje)] zachter',
      'speel [het] [(iets|wat|een beetje)] zachter',
    ],
  },
  pt: {
    louder: [
      '(aumenta|aumente|sobe|suba) [um pouco] (o volume|o som|a música)',
      '(põe|ponha|toca|toque) [a música] [um pouco] mais alto',
    ],
    quieter: [
      '(baixa|baixe|diminui|diminua|reduz|reduza) [um pouco] (o volume|o som|a música)',
      '(põe|ponha|toca|toque) [a música] [um pouco] mais baixo',
    ],
  },
  sv: {
    louder: ['(höj|öka|skruva upp) (volymen|ljudet|musiken)', 'spela [musiken] [lite] högre'],
    quieter: ['(sänk|minska|skruva ner|skruva ned) (volymen|ljudet|musiken)', 'spela [musiken] [lite] lägre'],
  },
  da: {
    louder: ['(skru op for|hæv) (lydstyrken|lyden|musikken)', 'spil [musikken] [lidt] højere'],
    quieter: ['(skru ned for|sænk) (lydstyrken|lyden|musikken)', 'spil [musikken] [lidt] lavere'],
  },
  cs: {
    louder: ['hlasitěji', '(zesil|zesilte) (hudbu|zvuk)', 'hraj hlasitěji'],
    quieter: ['tišeji', '(ztiš|ztište|zeslab|zeslabte) (hudbu|zvuk)', 'hraj tišeji'],
  },
};

export function louderIntents({ louder, quieter }: Louder): NonNullable<SentenceFileInput['intents']> {
  const step = (sentences: readonly string[], volume_step: 'up' | 'down') => ({
    sentences: [...sentences],
    slots: { volume_step },
    requires_context: { area: { slot: true } },
  });
  return { HassSetVolumeRelative: { data: [step(louder, 'up'), step(quieter, 'down')] } };
}
