// Telling everybody: the other boxes of the house say it.
import { answer } from './answering.ts';
import { done, failed, type Skill, textSlot } from './skill.ts';

export const broadcastSkill: Skill = {
  intents: ['HassBroadcast'],
  async handle(call, context) {
    const { say, box } = context;
    const message = textSlot(call, 'message');
    if (message === null) return failed(say.notUnderstood());
    const told = await box.broadcast(message);
    return told === 0 ? failed(say.noOtherBox()) : done(answer(call, { words: () => say.broadcastSent() }, context));
  },
};
