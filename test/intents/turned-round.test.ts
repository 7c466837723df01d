// Words that turn a command round are no part of a name that was nearly said.
import { describe, expect, it } from 'vitest';
import { Grammar, HouseGrammars, ownSentences } from '../../appliance/intents/grammar.ts';
import { createUnderstander } from '../../appliance/intents/understander.ts';
import type { Understanding } from '../../appliance/intents/understanding.ts';
import { DEMO_HOUSE } from './support/demo-house.ts';
import { FETCHED_LANGUAGES, fetchedGrammar, sentenceFiles } from './support/fetched.ts';
import { areaIn, snapshotIn } from './support/houses.ts';

const own = new Grammar('en', ownSentences('en'));

async function grammarsOf(which: 'own' | 'fetched'): Promise<HouseGrammars> {
  return new HouseGrammars([which === 'own' ? own : await fetchedGrammar('en')]);
}

const GRAMMARS = sentenceFiles === null ? (['own'] as const) : (['own', 'fetched'] as const);

describe.each(GRAMMARS)('with the %s English sentences', (which) => {
  it.each([
    'turn off the hallway light not the kitchen light',
    'turn off the hallway light but not the kitchen light',
    'turn on the hallway light instead of the kitchen light',
    'set the kitchen light to 50 not 20',
    'close the bedroom blinds a bit',
    "turn on the kitchen light and don't turn off the bedroom light",
    'turn on the not kitchen light',
    'turn on the kitchen light never',
  ])('"%s" is no command', async (text) => {
    const { understand } = createUnderstander({}, { grammars: await grammarsOf(which) });
    const context = { language: 'en', area: 'living_room', snapshot: DEMO_HOUSE, lastTurn: null };
    expect(understand(text, context)).toMatchObject({ kind: 'unknown' });
  });
});

describe.each(GRAMMARS)('a number after "at", with the %s English sentences', (which) => {
  const meaning = async (text: string): Promise<unknown> => {
    const { understand } = createUnderstander({}, { grammars: await grammarsOf(which) });
    return understand(text, { language: 'en', area: 'living_room', snapshot: DEMO_HOUSE, lastTurn: null });
  };

  it.each([
    'turn off the kitchen light at 8',
    'turn on the kitchen light at eight',
    'open the bedroom blinds at 7 am',
    'open the bedroom blinds at seven',
    'dim the kitchen light at 8',
    'dim the lights at 8',
  ])('is the time of day for it in "%s", and no level', async (text) => {
    const when = expect.stringMatching(/^at [78]/);
    expect(await meaning(text)).toMatchObject({ intent: 'HassStartTimer', slots: { when }, entities: [] });
  });

  it.each([
    'dim the lights in the kitchen at 8',
    'set the brightness at 8',
    'dim all lights at 8',
    'kitchen light at 8',
    'set the thermostat at 8',
    'set the living room thermostat at 8',
  ])('is a time of day in "%s", and no level', async (text) => {
    expect(await meaning(text)).toMatchObject({ kind: 'unknown' });
  });

  it.each([
    ['open the bedroom blinds at seven percent', { position: 7 }],
    ['open the bedroom blinds to seven', { position: 7 }],
    ['dim the kitchen light at 8%', { brightness: 8 }],
    ['dim the kitchen light to 8', { brightness: 8 }],
    ['set the brightness at eight per cent', { brightness: 8 }],
    ['set the living room thermostat at 18 degrees', { temperature: 18 }],
    ['set the living room thermostat to 18', { temperature: 18 }],
  ])('is a level in "%s"', async (text, slots) => {
    expect(await meaning(text)).toMatchObject({ kind: 'intent', slots });
  });
});

/** A command with a name that is nearly said, and commands that are turned round, with a name as it is written. */
const TURNED: Readonly<Record<string, readonly [plain: string, ...turned: string[]]>> = {
  en: [
    'turn on the bedroom lampe',
    'turn on the bedroom lamp not',
    'turn on the bedroom lamp but not',
    'turn on the bedroom lamp at 8',
    'dim the bedroom lamp a bit at 8',
  ],
  de: [
    'schalte die Schlafzimmerlampen ein',
    'schalte die Schlafzimmerlampe nicht ein',
    'schalte die Schlafzimmerlampe um 8 ein',
    'mach die Schlafzimmerlampe nie an',
    'schalte nicht den Deckenventilator ein',
  ],
  fr: [
    'allume la lampe du chevet',
    'allume pas la lampe de chevet',
    'allume la lampe de chevet à 8 heures',
    'allume jamais la lampe de chevet',
    'ferme pas le volet gauche',
  ],
  es: [
    'enciende la lámpara de dormitorio',
    'enciende no la lámpara del dormitorio',
    'enciende la lámpara del dormitorio a las 8',
    'enciende nunca la luz del techo',
    'abre la cortina izquierda no',
  ],
  it: [
    'accendi la luce di soffitto',
    'accendi mai la luce del soffitto',
    'accendi la lampada della camera alle 8',
    'accendi non la lampada della camera',
    'apri la tenda sinistra mai',
  ],
  nl: [
    'zet de plafondlampe aan',
    'zet de plafondlamp niet aan',
    'zet de plafondlamp om 8 uur aan',
    'zet de plafondlamp nooit aan',
    'open niet linker gordijn',
  ],
  pt: [
    'liga a lâmpada de quarto',
    'liga nunca a lâmpada do quarto',
    'liga a lâmpada do quarto às 8',
    'liga não a luz do teto',
    'abre nunca a cortina esquerda',
  ],
  pl: [
    'włącz światło sufitowo',
    'włącz nie światło sufitowe',
    'włącz światło sufitowe o 8',
    'włącz nigdy przełącznik',
    'otwórz nie lewa zasłona',
  ],
  sv: [
    'tänd taklampen',
    'tänd inte taklampan',
    'tänd taklampan klockan 8',
    'tänd aldrig taklampan',
    'öppna inte vänstra gardinen',
  ],
  ru: [
    'включи лампа спальня',
    'включи не люстра',
    'включи люстра в 8',
    'включи никогда вентилятор',
    'открой не левая штора',
  ],
  da: [
    'tænd loftlampe',
    'tænd ikke loftlampen',
    'tænd loftlampen klokken 8',
    'tænd aldrig loftlampen',
    'åbn ikke venstre gardin',
  ],
  cs: [
    'zapni stropní svetlo',
    'zapni ne stropní světlo',
    'zapni stropní světlo v 8',
    'zapni nikdy ventilátor',
    'otevři ne levý závěs',
  ],
};

/** What is put off to a time of day is done then. */
function isDoneNow(meaning: Understanding): boolean {
  const isPutOff = meaning.kind === 'intent' && meaning.intent === 'HassStartTimer' && meaning.slots.when !== undefined;
  return meaning.kind !== 'unknown' && !isPutOff;
}

describe.runIf(sentenceFiles !== null)('with all sentences', () => {
  it.each(FETCHED_LANGUAGES)('%s: a command that is turned round is none', async (language) => {
    const { understand } = createUnderstander({}, { grammars: new HouseGrammars([await fetchedGrammar(language)]) });
    const context = { language, area: areaIn(language), snapshot: snapshotIn(language), lastTurn: null };
    const [plain, ...turned] = TURNED[language]!;
    expect(understand(plain, context).kind, plain).toBe('intent');
    for (const text of turned) expect(isDoneNow(understand(text, context)), text).toBe(false);
  });
});
