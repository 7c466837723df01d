// Timers by voice. Which one is meant is decided by its name, then by its length, then by its being the only one, or the one that
// rings; otherwise it is asked.
import { AGAIN } from '../intents/for-while.ts';
import { lengthSlots } from '../intents/length-slots.ts';
import type { ReplyFacts, TimerFacts } from '../intents/reply.ts';
import { readLength } from '../language/occasion-reading.ts';
import { canonicalLocale } from '../language/replies.ts';
import { durationText } from '../language/replies-words.ts';
import { answer } from './answering.ts';
import { dismissRinging, NEVER_MIND } from './never-mind.ts';
import { cancelPlans, isOfPlans, planAt, takeBack } from './plans.ts';
import {
  asked,
  type Bell,
  correctedOf,
  done,
  failed,
  type IntentCall,
  numberSlot,
  type Skill,
  type SkillContext,
  type SkillReply,
  textSlot,
} from './skill.ts';
import { type HouseTimer, LONGEST_TIMER_MS } from './timer-keeper.ts';
import { timerLabels } from './timer-labels.ts';

/** The reply to "how many timers are there". */
const COUNT = 'count';

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
    return Promise.resolve(reply(call, context));
  },
};

function reply(call: IntentCall, context: SkillContext): SkillReply {
  switch (call.intent) {
    case 'HassStartTimer':
      return start(call, context);
    case 'HassTimerStatus':
      return status(call, context);
    case 'HassCancelAllTimers':
      return cancelAll(call, context);
    default:
      return withTimer(call, context, (timer, later) => change(call, timer, later));
  }
}

/** hours, minutes and seconds of the slots, with a prefix for the length that picks a timer ("start_minutes"); null where none was said. */
function durationMs(call: IntentCall, prefix = ''): number | null {
  const parts = (['hours', 'minutes', 'seconds'] as const).map((unit) => numberSlot(call, prefix + unit));
  if (parts.every((part) => part === null)) return null;
  const [hours, minutes, seconds] = parts.map((part) => part ?? 0);
  return Math.round((((hours ?? 0) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0)) * 1000);
}

function start(call: IntentCall, context: SkillContext): SkillReply {
  const when = textSlot(call, 'when');
  if (when !== null) return planAt(when, call, context);
  const length = durationMs(call);
  return length === null ? askHowLong(call, context) : startFor(length, call, context);
}

function askHowLong(call: IntentCall, { say }: SkillContext): SkillReply {
  return asked(say.howLong(), {
    kind: 'open',
    answered: (text, later) => {
      const length = readLength(text, later.language);
      const slots = length === null ? {} : { ...call.slots, ...lengthSlots(length) };
      return length === null ? null : Promise.resolve(startFor(length, { ...call, slots }, later));
    },
  });
}

function startFor(length: number, call: IntentCall, context: SkillContext): SkillReply {
  const { timers, say, station } = context;
  if (length < 1000 || length > LONGEST_TIMER_MS) return failed(say.timerRange());
  const command = textSlot(call, 'conversation_command');
  const name = command === null ? textSlot(call, 'name') : null;
  const { id } = timers.set({ name, durationMs: length, station, ...(command === null ? {} : { command }) });
  takeBack(call.corrects, context); // where the new one cannot be kept, there is still the old one
  const seconds = length / 1000;
  const duration = durationText(canonicalLocale(context.language), seconds);
  const isEnd = textSlot(call, AGAIN) !== null;
  const planned = isEnd ? say.plannedOff : say.planned;
  const words = (): string => (command === null ? say.timerSet({ name, seconds }) : planned({ duration }));
  const told = isEnd ? words() : answer(call, { words }, context);
  const text = call.asksLater === true ? say.plannedWillAsk({ duration }) : told;
  return { ...done(text), bell: { keptIn: 'timers', id, ...(command === null ? {} : { isPlan: true }) } };
}

function status(call: IntentCall, context: SkillContext): SkillReply {
  const { timers, say } = context;
  const all = timers.list();
  const chosen = matching(call, all, context);
  const name = nameOf(call, context);
  if (chosen.length === 0 && all.length > 0 && name !== null) return failed(say.unknownTimer({ name }));
  const shown = chosen.length > 0 ? chosen : all;
  const each = shown.map((timer) => ({ name: timer.name, seconds: Math.round(timer.remainingMs / 1000) }));
  const told = call.response === COUNT ? say.timersAre : say.timerLeft;
  const words = (): string => (each.length === 0 ? say.noTimers() : told(each));
  const reply = done(answer(call, { facts: { timers: shown.map(timerFacts) }, words }, context));
  const [first, ...more] = shown;
  return first === undefined || more.length > 0 ? reply : { ...reply, bell: spokenOf(first) };
}

/** "Make it ten" may follow, and "cancel it". */
function spokenOf({ id, name, totalMs, command }: HouseTimer): Bell {
  const parts = Object.entries({ name, conversation_command: command }).filter(([, part]) => part !== null);
  const slots = { ...lengthSlots(totalMs), ...Object.fromEntries(parts) };
  return { keptIn: 'timers', id, spokenOf: { intent: 'HassStartTimer', slots } };
}

function timerFacts({ name, state, remainingMs, totalMs }: HouseTimer): TimerFacts {
  const isActive = state !== 'paused';
  return { name, area: null, isActive, secondsLeft: Math.round(remainingMs / 1000), startSeconds: totalMs / 1000 };
}

function cancelAll(call: IntentCall, context: SkillContext): SkillReply {
  const { timers, say } = context;
  const all = timers.list();
  for (const timer of all) timers.cancel(timer.id);
  const facts: ReplyFacts = { cancelled: all.length };
  const words = (): string =>
    all.length === 0 ? say.noTimers() : say.timerCancelled({ name: null, count: all.length });
  return done(answer(call, { facts, words }, context));
}

function change(call: IntentCall, { id }: HouseTimer, context: SkillContext): SkillReply {
  const { timers, say } = context;
  const seconds = ({ remainingMs }: HouseTimer): number => Math.round(remainingMs / 1000);
  const changed = (words: string, timer?: HouseTimer): SkillReply => ({
    ...done(answer(call, { words: () => words }, context)),
    ...(timer === undefined ? {} : { bell: spokenOf(timer) }),
  });
  switch (call.intent) {
    case 'HassCancelTimer':
      return changed(say.timerCancelled({ name: timers.cancel(id).name }));
    case 'HassPauseTimer': {
      const timer = timers.pause(id);
      return changed(say.timerPaused({ name: timer.name, seconds: seconds(timer) }), timer);
    }
    case 'HassUnpauseTimer': {
      const timer = timers.resume(id);
      return changed(say.timerResumed({ name: timer.name, seconds: seconds(timer) }), timer);
    }
    default: {
      const more = durationMs(call);
      if (more === null) return failed(say.howLong());
      const timer = timers.add(id, call.intent === 'HassDecreaseTimer' ? -more : more);
      return changed(say.timerLeft([{ name: timer.name, seconds: seconds(timer) }]), timer);
    }
  }
}

type Run = (timer: HouseTimer, context: SkillContext) => SkillReply;

function withTimer(call: IntentCall, context: SkillContext, run: Run): SkillReply {
  const { timers, say } = context;
  const all = timers.list();
  if (call.intent === 'HassCancelTimer' && isOfPlans(call.corrects)) return cancelPlans(call.corrects, context);
  if (all.length === 0) return done(say.noTimers());
  const corrected = correctedOf(call, 'timers', all);
  if (corrected !== null) return isForRinging(call, corrected, context) ? NEVER_MIND : run(corrected, context);
  const candidates = matching(call, all, context);
  const name = nameOf(call, context);
  if (candidates.length === 0 && name !== null) return failed(say.unknownTimer({ name }));
  const possible = candidates.length > 0 ? candidates : meantUnnamed(all);
  const [first, second] = possible;
  if (first !== undefined && second === undefined) return run(first, context);
  return askWhich(possible, run, context);
}

/** While something rings, "stop it" is said to that, and ends it. */
function isForRinging({ intent }: IntentCall, { state }: HouseTimer, context: SkillContext): boolean {
  return intent === 'HassCancelTimer' && state !== 'ringing' && dismissRinging(context);
}

/** Nobody says a name for the one that is ringing now. */
function meantUnnamed(all: readonly HouseTimer[]): readonly HouseTimer[] {
  const ringing = all.filter(({ state }) => state === 'ringing');
  return ringing.length > 0 ? ringing : all;
}

function askWhich(possible: readonly HouseTimer[], run: Run, { say, language }: SkillContext): SkillReply {
  const labels = timerLabels(possible, canonicalLocale(language));
  const choices = labels.map(({ label }) => label);
  return asked(say.whichTimer({ names: choices }), {
    kind: 'which',
    choices,
    chosen: (choice, later) => {
      const id = labels.find(({ label }) => label === choice)?.id;
      const timer = later.timers.list().find((each) => each.id === id); // it may have ended while the box asked
      return Promise.resolve(
        timer === undefined ? failed(later.say.unknownTimer({ name: choice })) : run(timer, later),
      );
    },
  });
}

/** "The kitchen timer" is heard as a place where the house has a kitchen. Every timer of this box is in its own room. */
function nameOf(call: IntentCall, { area, timers }: SkillContext): string | null {
  const said = textSlot(call, 'name') ?? textSlot(call, 'area');
  const isSame = (other: string | null): boolean => other?.toLowerCase() === said?.toLowerCase();
  const isHere = area !== null && isSame(area) && !timers.list().some((timer) => isSame(timer.name));
  return isHere ? null : said;
}

function matching(call: IntentCall, all: readonly HouseTimer[], context: SkillContext): readonly HouseTimer[] {
  const name = nameOf(call, context)?.toLowerCase();
  const length = durationMs(call, 'start_');
  if (name === undefined && length === null) return [];
  return all.filter(
    (timer) =>
      (name === undefined || timer.name?.toLowerCase() === name) && (length === null || timer.totalMs === length),
  );
}
