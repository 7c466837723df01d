import type { Bell, SkillReply } from '../skills/skill.ts';

/** What the last one set; of commands for later all are meant by "cancel it", which were said in one breath. */
function bellOf(replies: readonly SkillReply[]): Bell | undefined {
  const bells = replies.map((reply) => reply.bell);
  const last = bells.at(-1);
  const also = bells.slice(0, -1).filter((bell) => bell?.isPlan === true);
  return last?.isPlan === true && also.length > 0 ? { ...last, also: also.filter((bell) => bell !== undefined) } : last;
}

/** One reply of several: each sentence once, the worst outcome, the first question, and what the last one set. */
export function together(replies: readonly SkillReply[]): SkillReply {
  const worst = replies.find((reply) => reply.outcome !== 'done') ?? replies.at(-1);
  const question = replies.find((reply) => reply.question !== undefined)?.question;
  const texts = new Set(replies.map((reply) => reply.text).filter((each) => each !== ''));
  const text = [...texts].join(' ');
  const bell = bellOf(replies);
  const more = { ...(question === undefined ? {} : { question }), ...(bell === undefined ? {} : { bell }) };
  return { text, outcome: worst?.outcome ?? 'notUnderstood', ...more };
}
