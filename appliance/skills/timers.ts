// Timers by voice. Which one is meant is decided by its name, then by its length, then by being the only one; otherwise it is asked.

import {
  done,
  failed,
  type IntentCall,
  numberSlot,
  type Skill,
  type SkillContext,
  type SkillReply,
  textSlot,
} from './skill.ts';
import type { HouseTimer } from './timer-keeper.ts';

export const timersSkill: Skill = {
  intents: [
    'HassStartTimer',
    'HassCancelTimer',
    'HassCancelAllTimers',
    'HassIncreaseTimer',
    'HassDecreaseTimer',
    'HassPauseTimer',
    'HassUnpauseTimer',
    'HassTimerStatus',
  ],
  handle(call, context) {
    return Promise.resolve(answer(call, context));
  },
};

function answer(call: IntentCall, context: SkillContext): SkillReply {
  switch (call.intent) {
    case 'HassStartTimer':
      return start(call, context);
    case 'HassTimerStatus':
      return status(call, context);
    case 'HassCancelAllTimers':
      return cancelAll(context);
    default:
      return withTimer(call, context, (timer) => change(call, timer, context));
  }
}

/** hours, minutes and seconds of the slots, with a prefix for the length that picks a timer ("start_minutes"); null where none was said. */
function durationMs(call: IntentCall, prefix = ''): number | null {
  const parts = (['hours', 'minutes', 'seconds'] as const).map((unit) => numberSlot(call, prefix + unit));
  if (parts.every((part) => part === null)) return null;
  const [hours, minutes, seconds] = parts.map((part) => part ?? 0);
  return Math.round((((hours ?? 0) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0)) * 1000);
}

function start(call: IntentCall, { timers, say, station }: SkillContext): SkillReply {
  const length = durationMs(call);
  if (length === null || length < 1000) return failed(say.howLong());
  const timer = timers.set({ name: textSlot(call, 'name'), durationMs: length, station });
  return done(say.timerSet({ name: timer.name, seconds: length / 1000 }));
}

function status(call: IntentCall, { timers, say }: SkillContext): SkillReply {
  const asked = matching(call, timers.list());
  const running = asked.length > 0 ? asked : timers.list();
  if (running.length === 0) return done(say.noTimers());
  return done(
    say.timerLeft(running.map(({ name, remainingMs }) => ({ name, seconds: Math.round(remainingMs / 1000) }))),
  );
}

function cancelAll({ timers, say }: SkillContext): SkillReply {
  const all = timers.list();
  for (const timer of all) timers.cancel(timer.id);
  return done(all.length === 0 ? say.noTimers() : say.timerCancelled({ name: null, count: all.length }));
}

function change(call: IntentCall, { id }: HouseTimer, { timers, say }: SkillContext): SkillReply {
  const words = ({ name, remainingMs }: HouseTimer) => ({ name, seconds: Math.round(remainingMs / 1000) });
  switch (call.intent) {
    case 'HassCancelTimer':
      return done(say.timerCancelled({ name: timers.cancel(id).name }));
    case 'HassPauseTimer':
      return done(say.timerPaused(words(timers.pause(id))));
    case 'HassUnpauseTimer':
      return done(say.timerResumed(words(timers.resume(id))));
    default: {
      const sign = call.intent === 'HassDecreaseTimer' ? -1 : 1;
      return done(say.timerLeft([words(timers.add(id, sign * (durationMs(call) ?? 0)))]));
    }
  }
}

function withTimer(
  call: IntentCall,
  { timers, say }: SkillContext,
  run: (timer: HouseTimer) => SkillReply,
): SkillReply {
  const all = timers.list();
  const name = textSlot(call, 'name');
  const candidates = matching(call, all);
  if (all.length === 0) return done(say.noTimers());
  if (candidates.length === 0 && name !== null) return failed(say.unknownTimer({ name }));
  const [first, second] = candidates.length > 0 ? candidates : all;
  if (first !== undefined && second === undefined) return run(first);
  const choices = (candidates.length > 0 ? candidates : all).map(
    (timer) => timer.name ?? `${Math.round(timer.totalMs / 1000)}`,
  );
  const chosen = (choice: string): Promise<SkillReply> => {
    const timer = timers.list().find((each) => each.name === choice);
    return Promise.resolve(timer === undefined ? failed(say.unknownTimer({ name: choice })) : run(timer));
  };
  return { text: say.whichTimer({ names: choices }), outcome: 'asked', question: { kind: 'which', choices, chosen } };
}

function matching(call: IntentCall, all: readonly HouseTimer[]): readonly HouseTimer[] {
  const name = textSlot(call, 'name')?.toLowerCase();
  const length = durationMs(call, 'start_');
  if (name === undefined && length === null) return [];
  return all.filter(
    (timer) =>
      (name === undefined || timer.name?.toLowerCase() === name) && (length === null || timer.totalMs === length),
  );
}
