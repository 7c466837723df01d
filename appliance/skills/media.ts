// What plays, and how loud. The box itself is meant where nothing else is named and nothing else plays.
import type { Entity } from '../home/house.ts';
import { type ErrorCode, LinnetError } from '../kernel/errors.ts';
import { act, type Deed, hasFeature, type Order } from './acting.ts';
import { answer, nothingMeant } from './answering.ts';
import { dismissRinging, NEVER_MIND } from './never-mind.ts';
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

/** What "louder" and "quieter" mean where no number is said. */
const STEP_PERCENT = 10;

const TRANSPORT: Readonly<Record<string, Order>> = {
  HassMediaPause: { service: 'media_pause' },
  HassMediaUnpause: { service: 'media_play' },
  HassMediaNext: { service: 'media_next_track' },
  HassMediaPrevious: { service: 'media_previous_track' },
  HassMediaPlayerMute: { service: 'volume_mute', data: { is_volume_muted: true } },
  HassMediaPlayerUnmute: { service: 'volume_mute', data: { is_volume_muted: false } },
};
const SEARCH_AND_PLAY = 'HassMediaSearchAndPlay';
const CANNOT_SEARCH: ReadonlySet<ErrorCode> = new Set(['home.unknown', 'home.unavailable']);
/** The states in which a player is one that such a command could mean. */
const ACTIVE = ['playing', 'paused', 'buffering', 'on'];

export const mediaSkill: Skill = {
  intents: [...Object.keys(TRANSPORT), SEARCH_AND_PLAY],
  handle(call, context) {
    const players = playersOf(call);
    if (isPlainStop(call) && (dismissRinging(context) || meantBy(call, players, context).length === 0))
      return Promise.resolve(NEVER_MIND);
    if (players.length === 0) return Promise.resolve(nothingMeant(call, context, 'media_player'));
    if (call.intent === SEARCH_AND_PLAY) return searchAndPlay(call, players, context);
    const order = TRANSPORT[call.intent];
    if (order === undefined) return Promise.resolve(failed(context.say.notUnderstood()));
    const meant = meantBy(call, players, context);
    if (meant.length === 0) return Promise.resolve(failed(context.say.nothingPlays()));
    return act(call, mediaDeed(order, context), context, meant);
  },
};

function mediaDeed(order: Order, { say }: SkillContext): Deed {
  return { order: () => order, words: () => say.done(), slots: () => ({ media: true }) };
}

/** Only the player knows what it calls the things that it plays: it is asked first, and its first hit is played. */
async function searchAndPlay(call: IntentCall, players: readonly Entity[], context: SkillContext): Promise<SkillReply> {
  const { house, say } = context;
  const query = textSlot(call, 'search_query');
  const player = players.find((one) => hasFeature(one, 'search_media')) ?? players[0];
  if (query === null || player === undefined) return failed(say.notUnderstood());
  try {
    const media = await house.searchMedia(player.id, query, textSlot(call, 'media_class'));
    context.signal.throwIfAborted();
    if (media === null) return failed(say.nothingFound({ query }));
    const data = { media_content_id: media.id, media_content_type: media.type };
    return await act(call, mediaDeed({ service: 'play_media', data }, context), context, [player]);
  } catch (thrown) {
    context.signal.throwIfAborted();
    const cannot = thrown instanceof LinnetError && CANNOT_SEARCH.has(thrown.code);
    return failed(cannot ? say.notPossible({ name: player.name }) : say.deviceUnavailable({ names: [player.name] }));
  }
}

/** "Stop" pauses what plays; where something rings, or nothing plays, it is meant for the box. */
function isPlainStop(call: IntentCall): boolean {
  const isOneWord = call.text !== undefined && !/\s/u.test(call.text.trim());
  return call.intent === 'HassMediaPause' && textSlot(call, 'name') === null && isOneWord;
}

export const volumeSkill: Skill = {
  intents: ['HassSetVolume', 'HassSetVolumeRelative'],
  handle(call, context) {
    const players = playersOf(call);
    if (textSlot(call, 'name') !== null && players.length === 0)
      return Promise.resolve(nothingMeant(call, context, 'media_player'));
    const meant = textSlot(call, 'name') === null ? players.filter((player) => isPlaying(player, context)) : players;
    return meant.length === 0 ? setOwnVolume(call, context) : setVolume(call, meant, context);
  },
};

function playersOf(call: IntentCall): readonly Entity[] {
  return call.targets.filter(({ domain }) => domain === 'media_player');
}

/** Named players are meant whatever they do; of unnamed ones those that play now, and to go on any that is there. */
function meantBy(call: IntentCall, players: readonly Entity[], context: SkillContext): readonly Entity[] {
  if (textSlot(call, 'name') !== null) return players;
  const inState = (states: readonly string[]): readonly Entity[] =>
    players.filter(({ id }) => states.includes(context.house.state(id)?.value ?? ''));
  if (call.intent !== 'HassMediaUnpause') return inState(ACTIVE);
  const paused = inState(['paused']);
  return paused.length > 0 ? paused : players.slice(0, 1);
}

function isPlaying({ id }: Entity, { house }: SkillContext): boolean {
  return house.state(id)?.value === 'playing';
}

/** Percent: where it should be, or how much it should change. */
function wishOf(call: IntentCall): { readonly level: number } | { readonly step: number } | null {
  const level = numberSlot(call, 'volume_level');
  if (level !== null) return { level: inPercent(level) };
  const word = textSlot(call, 'volume_step');
  if (word === 'up' || word === 'down') return { step: word === 'up' ? STEP_PERCENT : -STEP_PERCENT };
  const step = numberSlot(call, 'volume_step');
  return step === null ? null : { step };
}

function inPercent(value: number): number {
  return Math.round(Math.max(0, Math.min(100, value)));
}

async function setOwnVolume(call: IntentCall, context: SkillContext): Promise<SkillReply> {
  const { box, say } = context;
  const wish = wishOf(call);
  if (wish === null) return failed(say.notUnderstood());
  const percent = 'level' in wish ? wish.level : inPercent(box.volume() + wish.step);
  await box.setVolume(percent);
  const slots = { volume_level: percent };
  return done(answer({ ...call, targets: [] }, { slots, words: () => say.volumeSet({ percent }) }, context));
}

function setVolume(call: IntentCall, players: readonly Entity[], context: SkillContext): Promise<SkillReply> {
  const wish = wishOf(call);
  if (wish === null) return Promise.resolve(failed(context.say.notUnderstood()));
  const deed: Deed = {
    order: (player) => volumeOrder(player, wish, context),
    words: (set) => context.say.volumeSet({ percent: volumeOf(set[0], context) ?? 0 }),
  };
  return act(call, deed, context, players);
}

function volumeOrder(player: Entity, wish: NonNullable<ReturnType<typeof wishOf>>, context: SkillContext): Order {
  if ('level' in wish) return { service: 'volume_set', data: { volume_level: wish.level / 100 } };
  const now = volumeOf(player, context);
  if (now === null) return { service: wish.step > 0 ? 'volume_up' : 'volume_down' };
  return { service: 'volume_set', data: { volume_level: inPercent(now + wish.step) / 100 } };
}

function volumeOf(player: Entity | undefined, { house }: SkillContext): number | null {
  const level = player === undefined ? undefined : house.state(player.id)?.attributes.volume_level;
  return typeof level === 'number' ? Math.round(level * 100) : null;
}
