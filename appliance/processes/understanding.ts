// Understanding as the box uses it: sentences of the chosen language against the house as it is now, the phrases that the recogniser
// is biased towards, and what a partial transcript already means.
import type { Config } from '../config/schema.ts';
import type { House } from '../home/house.ts';
import { endpointHint } from '../intents/endpoint.ts';
import { HouseGrammars } from '../intents/grammar.ts';
import { loadGrammar } from '../intents/grammar-files.ts';
import { phrasesFor } from '../intents/phrases.ts';
import { createReplyRenderer, type ReplyRenderer } from '../intents/reply.ts';
import { createUnderstander, type Understander } from '../intents/understander.ts';
import { warmUp } from '../intents/warm-up.ts';
import { toError } from '../kernel/errors.ts';
import type { Log } from '../kernel/log.ts';
import { fixedReplies } from '../language/replies.ts';
import { SKILL_INTENTS } from '../skills/skill-set.ts';
import type { EndpointHint, PhraseSet } from '../speech/ports.ts';

export interface Understanding {
  readonly understander: Understander;
  /** Replies that come with the sentences. */
  readonly templates: ReplyRenderer;
  readonly hint: (text: string) => EndpointHint['kind'];
  /** Understands some sentences for nothing, so that the first real one is as quick as the next; takes about 0.3 s. Never throws. */
  warmUp(): void;
  /** For the house as it is now. */
  phrases(): PhraseSet;
  /** Calls `onSet` whenever names or areas change, until the returned function is called. */
  onPhrases(onSet: (set: PhraseSet) => void): () => void;
  /** What the voice keeps ready. */
  readonly fixedReplies: readonly string[];
  /** From now on by these sentences. Rejects as `openUnderstanding` does, and then all is as before. */
  adopt(sentences: SentenceFiles): Promise<void>;
}

export interface SentenceFiles {
  /** The user's own: the most important first. One that is wrong is left out, and said in the log. */
  readonly userFiles?: readonly string[];
  /** Sentences beside those and the box's own, the most important first. */
  readonly files: readonly string[];
  /** Folder of compiled forms; null keeps none. */
  readonly cache: string | null;
  /** The user's and the box's own do, few as they may be: nothing else has the language, or it is not there yet. */
  readonly userFilesSuffice?: boolean;
  /** Why the fetched ones are not among `files`, and what brings them; absent where nothing is missing. */
  readonly missing?: string;
}

/** Rejects with `model.missing` for a language without sentences, and as `loadGrammar` does. */
export async function openUnderstanding(
  config: Config,
  sentences: SentenceFiles,
  deps: { readonly house: House; readonly log: Log },
): Promise<Understanding> {
  const { house, log } = deps;
  const language = config.language.sentences;
  let current = await knowing(config, sentences, log);
  const phrases = (): PhraseSet => phrasesFor(house.snapshot(), current.grammar);
  const listeners = new Set<(set: PhraseSet) => void>();
  return {
    understander: {
      understand: (said, context) => current.understander.understand(said, context),
      answer: (said, question, context) => current.understander.answer(said, question, context),
    },
    templates: {
      render: (...args) => current.templates.render(...args),
      renderError: (...args) => current.templates.renderError(...args),
    },
    hint: (text) => {
      const context = { language, area: config.station.area, snapshot: house.snapshot() };
      return endpointHint(text, context, current.grammars);
    },
    warmUp: () => {
      try {
        const here = current.grammars.of(language, house.snapshot());
        if (here !== null) warmUp(here);
      } catch (thrown) {
        log.error({ err: toError(thrown) }, 'understanding cannot be warmed up'); // it is tried again by the first sentence
      }
    },
    phrases,
    onPhrases: (onSet) => {
      listeners.add(onSet);
      const end = house.on('changed', () => onSet(phrases()), 'recognition');
      return () => {
        listeners.delete(onSet);
        end();
      };
    },
    fixedReplies: fixedReplies(language),
    adopt: async (others) => {
      current = await knowing(config, others, log);
      for (const onSet of listeners) onSet(phrases());
    },
  };
}

/** What is made of one choice of sentences. */
async function knowing(config: Config, { missing: _, ...sentences }: SentenceFiles, log: Log) {
  const onWrongFile = (thrown: unknown): void => log.error({ err: thrown }, 'a file of own sentences was left out');
  const language = config.language.sentences;
  const grammar = await loadGrammar({ language, ...sentences, intents: SKILL_INTENTS, onWrongFile });
  const grammars = new HouseGrammars([grammar]);
  const templates = createReplyRenderer({ grammars: [grammar], log });
  return { grammar, grammars, templates, understander: createUnderstander({}, { grammars }) };
}
