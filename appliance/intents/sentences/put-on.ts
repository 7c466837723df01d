// "Mets", "pon", "metti": to put on a song, and to turn on, to run and to make louder too. The fetched sentences know the song alone, and
// take whatever follows for its title.
import type { SentenceFileInput } from '../sentence-file.ts';

type Sentences = Pick<SentenceFileInput, 'lists' | 'intents'>;

interface PutOn {
  /** With NAME for what is turned on. */
  readonly on: readonly string[];
  /** With NAME for a scene, a script or a mode. */
  readonly run: readonly string[];
  readonly vacuum: readonly string[];
  readonly louder: readonly string[];
  readonly quieter: readonly string[];
  /** With LEVEL. */
  readonly volume: readonly string[];
}

const TURNED_ON = ['light', 'switch', 'fan', 'media_player', 'input_boolean', 'humidifier'];
const RUN = ['scene', 'script', 'input_boolean'];
const here = { area: { slot: true } };

export const PUT_ON: Readonly<Record<string, PutOn>> = {
  fr: {
    on: ["(mets|démarre|lance|active) [le |la |les |l']NAME"],
    run: ["(mets|lance|active) [le |la |l'](mode|scène|ambiance) NAME"],
    vacuum: ["(démarre|lance|mets en marche) l'aspirateur"],
    louder: ['(mets|monte) [le son|la musique|le volume] [un peu] plus (fort|haut)'],
    quieter: ['(mets|baisse) [le son|la musique|le volume] [un peu] (moins (fort|haut)|plus (bas|doucement))'],
    volume: ['(mets|règle) le (volume|son) à LEVEL'],
  },
  es: {
    on: ['(pon|ponga|pone) [el|la|los|las] NAME'],
    run: ['(pon|activa) [el|la] (modo|escena) NAME'],
    vacuum: ['(pon|arranca|enciende) [la|el] (aspiradora|robot aspirador)'],
    louder: ['(pon|sube) [la música|el volumen|el sonido] [un poco] más (alto|alta|fuerte)'],
    quieter: ['(pon|baja) [la música|el volumen|el sonido] [un poco] más (bajo|baja|flojo|suave)'],
    volume: ['pon el (volumen|sonido) (a|al) LEVEL'],
  },
  it: {
    on: [
      "metti [il |lo |la |i |gli |le |l']NAME",
      "metti in funzione [il |lo |la |l']NAME",
      "metti [il |lo |la |l']NAME in funzione",
    ],
    run: ['(metti|attiva) [la|il] (modalità|scena) NAME'],
    vacuum: ["metti in funzione l'aspirapolvere", "avvia l'aspirapolvere"],
    louder: ["metti [la musica|il volume|l'audio] [un po'] più (forte|alto|alta)"],
    quieter: ["metti [la musica|il volume|l'audio] [un po'] più (basso|bassa|piano)"],
    volume: ["metti (il volume|l'audio) a LEVEL"],
  },
};

export function putOnSentences({ on, run, vacuum, louder, quieter, volume }: PutOn): Sentences {
  const named = (sentences: readonly string[]): string[] => sentences.map((one) => one.replace('NAME', '{name}'));
  const step = (sentences: readonly string[], volume_step: 'up' | 'down') => ({
    sentences: [...sentences],
    slots: { volume_step },
    requires_context: here,
  });
  return {
    lists: { put_on_level: { range: { from: 0, to: 100, type: 'percentage' } } },
    intents: {
      HassTurnOn: {
        data: [
          { sentences: named(on), requires_context: { domain: TURNED_ON } },
          { sentences: named(run), requires_context: { domain: RUN }, response: 'scene' },
        ],
      },
      HassVacuumStart: { data: [{ sentences: [...vacuum] }] },
      HassSetVolumeRelative: { data: [step(louder, 'up'), step(quieter, 'down')] },
      HassSetVolume: {
        data: [
          {
            sentences: volume.map((one) => one.replace('LEVEL', '{put_on_level:volume_level}[[ ]%]')),
            requires_context: here,
          },
        ],
      },
    },
  };
}
