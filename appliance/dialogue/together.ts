import type { SkillReply } from '../skills/skill.ts';

/** One reply of several: each sentence once, the worst outcome, the first question, and what the last one set. */
export function together(replies: readonly SkillReply[]): SkillReply {
  const worst = replies.find((reply) => reply.outcome !== 'done') ?? replies.at(-1);
  const question = replies.find((reply) => reply.question !== undefined)?.question;
  const texts = new Set(replies.map((reply) => reply.text).filter((each) => each !== ''));
  const text = [...texts].join(' ');
  const bell = replies.at(-1)?.bell;
  const more = { ...(question === undefined ? {} : { question }), ...(bell === undefined ? {} : { bell }) };
  return { text, outcome: worst?.outcome ?? 'notUnderstood', ...more };
}
