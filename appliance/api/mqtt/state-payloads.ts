// What the box shows, as payloads: pure functions of its state.

import type { Turn } from '../../dialogue/turn.ts';
import type { HouseTimer } from '../../skills/timer-keeper.ts';
import type { BoxState } from '../actions.ts';
import type { BoxTopicName } from './box-topics.ts';

export interface StateOptions {
  /** Whether the words of a turn are published. */
  readonly publishWords: boolean;
}

/** Topic ▸ payload. An empty one clears what was kept there. */
export type StatePayloads = Readonly<Partial<Record<BoxTopicName, string>>>;

/** `now` is the wall clock in milliseconds. */
export function statePayloads(state: BoxState, options: StateOptions, now: number): StatePayloads {
  const {
    phase,
    muted,
    ringing,
    assistantVolume,
    mediaVolume,
    wakeSensitivity,
    problems,
    lastTurn,
    update,
    ringLight,
  } = state;
  return {
    state: JSON.stringify({ phase, muted, ringing, assistantVolume, mediaVolume, wakeSensitivity, problems }),
    ...(lastTurn === null ? {} : { turn: JSON.stringify(turnPayload(lastTurn)) }),
    ...wordsPayload(lastTurn, options),
    ...timerPayloads(state, options, now),
    ...(update === undefined
      ? {}
      : {
          update: JSON.stringify({
            installed_version: update.installed,
            latest_version: update.latest,
            release_url: update.url,
          }),
        }),
    ...(ringLight === undefined
      ? {}
      : { ring: JSON.stringify({ state: ringLight.on ? 'ON' : 'OFF', brightness: ringLight.brightness }) }),
  };
}

/** Words that were published before the owner switched that off are cleared. */
function wordsPayload(turn: Turn | null, { publishWords }: StateOptions): StatePayloads {
  if (!publishWords) return { words: '' };
  return turn === null ? {} : { words: JSON.stringify({ heard: turn.transcript, said: turn.reply }) };
}

/** Nothing here is a word that somebody said: intents and scores, no slots. */
function turnPayload(turn: Turn): Record<string, unknown> {
  return {
    id: turn.id,
    origin: turn.origin,
    outcome: turn.outcome,
    intent: turn.intent,
    latencyMs: turn.endpointToSoundMs === null ? null : Math.round(turn.endpointToSoundMs),
    wakeWord: turn.wakeWord,
    wakeScore: turn.wakeScore === null ? null : Math.round(turn.wakeScore * 1000) / 1000,
    at: new Date(turn.startedAt).toISOString(),
  };
}

/** A timer's name is a word that somebody said. */
function timerPayloads({ timers, nextAlarm }: BoxState, { publishWords }: StateOptions, now: number): StatePayloads {
  const ends = timers.filter(({ state }) => state === 'running').map((timer) => endOf(timer, now));
  const next = ends.length === 0 ? null : isoSecond(Math.min(...ends));
  const alarm = nextAlarm === undefined || nextAlarm === null ? null : isoSecond(nextAlarm);
  const list = timers.map((timer) => ({
    timer: timer.id,
    name: publishWords ? timer.name : null,
    state: timer.state,
    seconds: Math.round(timer.totalMs / 1000),
    endsAt: timer.state === 'running' ? isoSecond(endOf(timer, now)) : null,
  }));
  return {
    ...(next === null ? {} : { next_timer: next }),
    ...(alarm === null ? {} : { next_alarm: alarm }),
    timers: JSON.stringify({ next, count: timers.length, timers: list, nextAlarm: alarm }),
  };
}

function endOf({ remainingMs }: HouseTimer, now: number): number {
  return now + remainingMs;
}

/** Whole seconds: what is the same should look the same. */
function isoSecond(wallMs: number): string {
  return new Date(Math.round(wallMs / 1000) * 1000).toISOString().replace('.000Z', '+00:00');
}
