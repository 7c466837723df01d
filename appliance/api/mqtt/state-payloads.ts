// What the box shows, as payloads: functions of its state.
import type { Turn } from '../../dialogue/turn.ts';
import type { TurnWords } from '../../dialogue/turn-recorder.ts';
import type { BoxState } from '../actions.ts';
import type { BoxTopicName } from './box-topics.ts';
import type { TimerTimes } from './timer-times.ts';

export interface ShownState {
  readonly state: BoxState;
  /** Of `state.timers`, in their order. */
  readonly times: readonly TimerTimes[];
  /** What was said last. */
  readonly words: TurnWords | null;
  /** Whether words, and the names of timers, may be told. */
  readonly publishWords: boolean;
}

/** Topic ▸ payload. An empty one clears what was kept there. */
export type StatePayloads = Readonly<Partial<Record<BoxTopicName, string>>>;

export function statePayloads(shown: ShownState): StatePayloads {
  const { phase, muted, ringing, assistantVolume, mediaVolume, wakeSensitivity, problems } = shown.state;
  const { lastTurn, update, ringLight } = shown.state;
  return {
    state: JSON.stringify({ phase, muted, ringing, assistantVolume, mediaVolume, wakeSensitivity, problems }),
    ...(lastTurn === null || lastTurn.origin === 'announcement' ? {} : { turn: JSON.stringify(turnPayload(lastTurn)) }),
    ...wordsPayload(shown),
    ...timerPayloads(shown),
    ...(update === undefined ? {} : { update: JSON.stringify(updatePayload(update)) }),
    ...(ringLight === undefined
      ? {}
      : { ring: JSON.stringify({ state: ringLight.on ? 'ON' : 'OFF', brightness: ringLight.brightness }) }),
  };
}

/** Words that were published before the owner switched that off are cleared. */
function wordsPayload({ words, publishWords }: ShownState): StatePayloads {
  if (!publishWords) return { words: '' };
  return words === null ? {} : { words: JSON.stringify(words) };
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
function timerPayloads({ state, times, publishWords }: ShownState): StatePayloads {
  const ends = times.flatMap(({ endsAt }) => (endsAt === null ? [] : [endsAt]));
  const next = ends.length === 0 ? null : isoSecond(Math.min(...ends));
  const alarm = state.nextAlarm === undefined || state.nextAlarm === null ? null : isoSecond(state.nextAlarm);
  const timers = state.timers.map(({ id, name, state: phase, totalMs }, index) => ({
    timer: id,
    name: publishWords ? name : null,
    state: phase,
    seconds: Math.round(totalMs / 1000),
    remaining: times[index]?.remaining ?? 0,
    endsAt: isoSecondOrNull(times[index]?.endsAt ?? null),
  }));
  return {
    ...(next === null ? {} : { next_timer: next }),
    ...(alarm === null ? {} : { next_alarm: alarm }),
    timers: JSON.stringify({ next, count: timers.length, timers, nextAlarm: alarm }),
  };
}

/** Without a latest version Home Assistant shows an update as unknown; where nothing newer is known, what is installed is it. */
function updatePayload({ installed, latest, url }: NonNullable<BoxState['update']>): Record<string, unknown> {
  return {
    installed_version: installed,
    latest_version: latest ?? installed,
    ...(url === null ? {} : { release_url: url }),
  };
}

function isoSecondOrNull(wallMs: number | null): string | null {
  return wallMs === null ? null : isoSecond(wallMs);
}

/** Whole seconds: what is the same should look the same. */
function isoSecond(wallMs: number): string {
  return new Date(Math.round(wallMs / 1000) * 1000).toISOString().replace('.000Z', '+00:00');
}
