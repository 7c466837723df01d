// Answers that the user wrote beside sentences of their own: said, and nothing else is done.
import { answer } from './answering.ts';
import { done, type Skill, textSlot } from './skill.ts';

export const ownAnswersSkill: Skill = {
  intents: ['LinnetSay'],
  handle: (call, context) =>
    Promise.resolve(done(answer(call, { words: () => textSlot(call, 'text') ?? context.say.done() }, context))),
};
