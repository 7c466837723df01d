// The dialogue as a box's configuration wants it: who answers, and the conversation that speech has with them.
import type { Config } from '../config/schema.ts';
import { Conversation, type ConversationDeps } from '../dialogue/conversation.ts';
import { createIntentResponder, type Responder, type ResponderDeps } from '../dialogue/responder.ts';
import { skillSet } from '../skills/skill-set.ts';

export function createResponder({ language, station, listen }: Config, deps: Omit<ResponderDeps, 'skills'>): Responder {
  const options = {
    language: language.sentences,
    area: station.area,
    // An answer may begin at the end of the time to listen and be recognised a little later.
    questionMs: listen.followUpMs + listen.maxSpeechMs,
  };
  return createIntentResponder(options, { ...deps, skills: skillSet() });
}

export function createConversation(config: Config, deps: ConversationDeps): Conversation {
  const { station, language, listen, audio, privacy } = config;
  const options = {
    station: station.id,
    language: language.sentences,
    noSpeechMs: listen.noSpeechMs,
    followUpMs: listen.followUpMs,
    maxSpeechMs: listen.maxSpeechMs,
    chimes: audio.chimes,
    keepWords: privacy.keepTranscripts,
  };
  return new Conversation(options, deps);
}
