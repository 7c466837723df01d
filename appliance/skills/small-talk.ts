// Questions about the box itself. The templates that come with the sentences speak for another product, so these answers are always
// our own: what is said about listening and about data must be true here.
import type { Replies } from '../language/replies.ts';
import { done, type Skill } from './skill.ts';

const ANSWERS: Readonly<Record<string, (say: Replies) => string>> = {
  hello: (say) => say.hello(),
  thanks: (say) => say.welcome(),
  listening: (say) => say.alwaysListening(),
  data: (say) => say.whereDataGoes(),
  commands: (say) => say.whatICanDo(),
  creator: (say) => say.whoMadeMe(),
};

export const smallTalkSkill: Skill = {
  intents: ['HassRespond'],
  handle: (call, { say }) => Promise.resolve(done((ANSWERS[call.response] ?? ANSWERS.commands)?.(say) ?? say.done())),
};
