// Every language that the data of Home Assistant has can be chosen: also those that nobody here has tested sentence by sentence.
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { HouseGrammar } from '../../appliance/intents/grammar.ts';
import { loadGrammar } from '../../appliance/intents/grammar-files.ts';
import { strictMatch } from '../../appliance/intents/strict-match.ts';
import { toError } from '../../appliance/kernel/errors.ts';
import { yesOrNo } from '../../appliance/language/yes-no.ts';
import { sentenceLanguages } from '../../appliance/models/language-fit.ts';
import { modelFiles } from '../support/models.ts';

const languages = sentenceLanguages();
const files = await modelFiles('intents-home-assistant').catch((thrown: unknown) => {
  console.warn(`skipped: Home Assistant's sentences are not here (${toError(thrown).message})`);
  return null;
});

const house = {
  name: [{ words: 'Lampada', out: 'Lampada', context: { domain: 'light' } }],
  area: [{ words: 'Atrium', out: 'Atrium', context: null }],
  floor: [],
};
const load = async (language: string) =>
  new HouseGrammar(
    await loadGrammar({ language, files: [files?.[`data/${language}.json`] ?? ''], cache: null }),
    house,
  );

describe.runIf(files !== null)('a language of the data', () => {
  test.each(languages)('%s compiles', async (language) => {
    await expect(load(language)).resolves.toBeInstanceOf(HouseGrammar);
  });

  test.each([
    ['nb', 'slå på Lampada'],
    ['fi', 'laita Lampada päälle'],
    ['hu', 'kapcsold be Lampada'],
    ['uk', 'увімкни Lampada'],
    ['pt-BR', 'ligue Lampada'],
    ['zh-CN', '打开Lampada'],
    ['ja', 'Lampadaを点けて'],
  ])('%s without words of ours: "%s"', async (language, text) => {
    const match = strictMatch(text, await load(language), { context: { area: 'Atrium' } })?.match;
    expect([match?.intent, match?.slots.name]).toEqual(['HassTurnOn', 'Lampada']);
  });

  test('answers a question of the box with the words that its own answers begin with', async () => {
    const refused: string[] = [];
    let asked = 0;
    for (const language of languages) {
      const { responses } = JSON.parse(await readFile(files?.[`data/${language}.json`] ?? '', 'utf8'));
      const template: string = responses.intents.HassGetState?.one_yesno ?? '';
      const branches = /\{% if query\.matched ?:? %\}(.*?)\{% else:? %\}(.*?)\{% endif %\}/s.exec(template);
      if (branches === null || template.includes('TODO')) continue;
      const [yes = '', no = ''] = branches.slice(1).map((said) => (said.split(/[,،、，{]/u)[0] ?? '').trim());
      if (yes === '' || no === '' || /\s\S+\s/u.test(yes)) continue; // a whole sentence
      asked++;
      if (yesOrNo(yes, language) !== true || yesOrNo(no, language) !== false)
        refused.push(`${language}: ${yes}, ${no}`);
    }
    expect(refused).toEqual([]);
    expect(asked).toBeGreaterThan(35);
  });
});
