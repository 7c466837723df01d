import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HouseGrammar } from '../../appliance/intents/grammar.ts';
import { loadGrammar } from '../../appliance/intents/grammar-files.ts';
import { EMPTY_HOUSE } from './support/sentences.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linnet-sentences-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const file = (intents: object): string => JSON.stringify({ language: 'xy', intents });
const saying = (sentence: string) => ({ Test: { data: [{ sentences: [sentence] }] } });

async function write(name: string, content: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

async function intentOf(text: string, files: string[], cache: string | null = null): Promise<string | undefined> {
  const grammar = await loadGrammar({ language: 'xy', files, cache });
  return new HouseGrammar(grammar, EMPTY_HOUSE).match(text, { context: {} })?.match.intent;
}

describe('a grammar from files', () => {
  it('understands the sentences of all, the first one first', async () => {
    const user = await write('user.json', file({ Mine: { data: [{ sentences: ['go'] }] } }));
    const data = await write('data.json', file({ Theirs: { data: [{ sentences: ['(go|stop)'] }] } }));
    expect(await intentOf('go', [user, data])).toBe('Mine');
    expect(await intentOf('stop', [user, data])).toBe('Theirs');
  });

  it('prefers what has fewer wildcards, in whatever file', async () => {
    const lists = { any: { wildcard: true } };
    const user = await write('user.json', JSON.stringify({ language: 'xy', lists, intents: saying('go {any}') }));
    const data = await write('data.json', file({ Theirs: { data: [{ sentences: ['go home'] }] } }));
    expect(await intentOf('go home', [user, data])).toBe('Theirs');
  });

  it('is read from the cache the next time, and made anew when the file or the cache changed', async () => {
    const cache = join(folder, 'cache');
    const path = await write('data.json', file(saying('go')));
    expect(await intentOf('go', [path], cache)).toBe('Test');
    const [name] = await readdir(cache);
    const kept = join(cache, name!);
    const swapped = (await readFile(kept, 'utf8')).replaceAll('"go"', '"no"');
    await writeFile(kept, swapped);
    expect(await intentOf('go', [path], cache), 'a damaged cache is not believed').toBe('Test');
    await write('data.json', file(saying('stop')));
    expect(await intentOf('stop', [path], cache)).toBe('Test');
    expect(await intentOf('go', [path], cache)).toBeUndefined();
  });

  it('works where the cache cannot be written', async () => {
    const path = await write('data.json', file(saying('go')));
    expect(await intentOf('go', [path], join(path, 'not-a-folder'))).toBe('Test');
  });

  it('names the file that cannot be read, is too large, is no JSON, or holds a wrong template', async () => {
    const load = (path: string) => loadGrammar({ language: 'xy', files: [path], cache: null });
    await expect(load(join(folder, 'none.json'))).rejects.toThrow('none.json" cannot be read');
    await expect(load(await write('big.json', ' '.repeat(4_000_001)))).rejects.toThrow('[input.tooLarge]');
    await expect(load(await write('text.json', 'hello'))).rejects.toThrow('no JSON');
    await expect(load(await write('bad.json', file(saying('go (on'))))).rejects.toThrow('[intents.template]');
  });

  it('says what to do where a language has no sentences at all', async () => {
    await expect(loadGrammar({ language: 'xy', files: [], cache: null })).rejects.toThrow(
      'linnet models fetch intents-home-assistant --language xy',
    );
  });

  it('has our own sentences for English without any file', async () => {
    const grammar = await loadGrammar({ language: 'en', files: [], cache: null });
    expect(new HouseGrammar(grammar, EMPTY_HOUSE).match('what time is it', { context: {} })?.match.intent).toBe(
      'HassGetCurrentTime',
    );
  });
});
