// Replies for a language in which the box has no sentences of its own: what can be said of failures there comes from the templates that
// the sentences bring, and only what remains is English.

import type { ReplyRenderer } from '../intents/reply.ts';
import { baseLanguage } from '../language/language-tag.ts';
import { REPLY_LANGUAGES, type Replies, replies } from '../language/replies.ts';
import { asSentence } from './answering.ts';

/** The replies of `language`, completed from `templates` where they are not our own. */
export function repliesIn(language: string, templates: ReplyRenderer | null): Replies {
  const own = replies(language);
  const base = baseLanguage(language);
  if (templates === null || base === 'en') return own;
  if (REPLY_LANGUAGES.includes(base)) return untilFetched(own, language, templates);
  const error = (key: string, values: Readonly<Record<string, string>>, otherwise: string): string => {
    const text = templates.renderError(key, values, language);
    return text === null || text === '' ? otherwise : asSentence(text);
  };
  const failure = (otherwise: string): string => error('handle_error', {}, otherwise);
  return {
    ...own,
    notUnderstood: () => error('no_intent', {}, own.notUnderstoodYet()),
    failed: (what) => failure(own.failed(what)),
    deviceDidNotAnswer: (what) => failure(own.deviceDidNotAnswer(what)),
    deviceUnavailable: (what) => failure(own.deviceUnavailable(what)),
    stateUnknown: (what) => failure(own.stateUnknown(what)),
    unknownDevice: (what) => error('no_entity', { entity: what.name }, own.unknownDevice(what)),
    notPossible: (what) => error('feature_not_supported', {}, own.notPossible(what)),
    noTimers: () => error('timer_not_found', {}, own.noTimers()),
    unknownTimer: (what) => error('timer_not_found', {}, own.unknownTimer(what)),
    noneThere: ({ kind, area }) => {
      const otherwise = own.noneThere({ kind, area });
      if (kind === null) return area === null ? otherwise : error('no_area', { area }, otherwise);
      return area === null
        ? error('no_domain', { domain: kind }, otherwise)
        : error('no_domain_in_area', { domain: kind, area }, otherwise);
    },
  };
}

/** Without its sentences nobody can ask for the lights: the apology must not offer them. */
function untilFetched(own: Replies, language: string, templates: ReplyRenderer): Replies {
  const isFetched = (): boolean => templates.renderError('no_intent', {}, language) !== null;
  return { ...own, notUnderstood: () => (isFetched() ? own.notUnderstood() : own.notUnderstoodYet()) };
}
