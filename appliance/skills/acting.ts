// Acting on devices, honestly: "done" is said only when every device that was told has reported it.
import { type Command, type CommandOutcome, codeFeature, type Entity } from '../home/house.ts';
import { listAll } from '../language/replies-words.ts';
import { type Answer, answer, speaksOwn } from './answering.ts';
import { done, failed, type IntentCall, type SkillContext, type SkillReply, textSlot } from './skill.ts';

export interface Order {
  readonly service: string;
  readonly data?: Command['data'];
}

export interface Deed {
  /** What one device is told; null where it cannot do this. */
  readonly order: (entity: Entity) => Order | null;
  /** What is said of those that did it. Called when they have, and before with those that are told, for what may be foretold. */
  readonly words: (done: readonly Entity[]) => string;
  /** What is said where the only device was like that before. */
  readonly already?: (entity: Entity) => string;
  /** What the template is to know beside the devices. */
  readonly slots?: (done: readonly Entity[]) => Answer['slots'];
}

/** Things of a moment: they have no state that could be reported. */
const MOMENTARY: ReadonlySet<string> = new Set(['scene', 'script', 'button', 'input_button']);

/**
 * Tells `targets` (those of the call where none are given) and waits for what they report. Those that did not do it are named. A
 * device that cannot do it is left out, and named where none of them can.
 */
export async function act(
  call: IntentCall,
  deed: Deed,
  context: SkillContext,
  targets: readonly Entity[] = call.targets,
): Promise<SkillReply> {
  const orders = targets.flatMap((entity) => {
    const order = deed.order(entity);
    return order === null ? [] : [{ entity, order }];
  });
  if (orders.length === 0) return failed(context.say.notPossible({ name: targets[0]?.name ?? '' }));
  context.foretell?.(
    report(
      call,
      deed,
      orders.map(({ entity, order }) => ({
        entity,
        kind: wantsCode(entity, order.service) ? 'wantsCode' : 'confirmed',
      })),
      context,
    ).text,
  );
  const results = await Promise.all(
    orders.map(async ({ entity, order }): Promise<Result> => {
      if (wantsCode(entity, order.service)) return { entity, kind: 'wantsCode' };
      const command = { entity: entity.id, service: order.service, data: order.data ?? {}, actor: context.actor };
      const outcome = await context.house.execute(command, context.signal);
      return { entity, kind: outcome.kind === 'refused' && outcome.wants === 'code' ? 'wantsCode' : outcome.kind };
    }),
  );
  return report(call, deed, results, context);
}

interface Result {
  readonly entity: Entity;
  readonly kind: CommandOutcome['kind'] | 'wantsCode';
}

function report(call: IntentCall, deed: Deed, results: readonly Result[], context: SkillContext): SkillReply {
  const reported = those(results, 'confirmed', 'already');
  const unheard = those(results, 'sent');
  const fine = [...reported, ...unheard.filter(isAnswered)];
  const mute = unheard.filter((entity) => !isAnswered(entity));
  const troubles = troublesOf(results, mute, context);
  if (troubles.length > 0) {
    const success = fine.length > 0 ? [deed.words(fine)] : [];
    const isSilence = those(results, 'notConfirmed').length + mute.length > 0;
    return { text: [...success, ...troubles].join(' '), outcome: isSilence ? 'notConfirmed' : 'failed' };
  }
  const [only] = results;
  if (only?.kind === 'already' && results.length === 1 && deed.already !== undefined && speaksOwn(context))
    return done(deed.already(only.entity));
  const slots = deed.slots?.(fine);
  const what = { facts: { entities: fine }, words: () => deed.words(fine), ...(slots === undefined ? {} : { slots }) };
  return done(answer(call, what, context));
}

/** A sentence for each way in which devices did not do it. */
function troublesOf(results: readonly Result[], mute: readonly Entity[], { say }: SkillContext): string[] {
  const silent = those(results, 'notConfirmed');
  const away = those(results, 'unavailable');
  const refusing = those(results, 'refused');
  const guarded = those(results, 'wantsCode');
  return [
    ...(mute.length > 0 ? [say.sent({ names: namesOf(mute) })] : []),
    ...(silent.length > 0 ? [say.deviceDidNotAnswer({ names: namesOf(silent) })] : []),
    ...(away.length > 0 ? [say.deviceUnavailable({ names: namesOf(away) })] : []),
    ...(refusing.length > 0 ? [say.notPossible({ name: listAll(say.locale, namesOf(refusing)) })] : []),
    ...(guarded.length > 0 ? [say.wantsCode({ names: namesOf(guarded) })] : []),
  ];
}

function those(results: readonly Result[], ...kinds: readonly Result['kind'][]): Entity[] {
  return results.filter(({ kind }) => kinds.includes(kind)).map(({ entity }) => entity);
}

/** Nothing more can come back: it has no state, or Home Assistant has answered that the service was called. */
function isAnswered({ domain, source }: Entity): boolean {
  return MOMENTARY.has(domain) || source === 'homeassistant';
}

export function namesOf(entities: readonly Entity[]): string[] {
  return entities.map(({ name }) => name);
}

/** How a reply names what was acted on: one by its name, several by their area and kind where these were asked for. */
export function switched(entities: readonly Entity[], call: IntentCall) {
  const domains = new Set(entities.map((entity) => entity.domain));
  const domain = domains.size === 1 ? (entities[0]?.domain ?? null) : null;
  const names = namesOf(entities);
  return entities.length > 1 ? { names, area: textSlot(call, 'area'), domain } : { names };
}

/** One name for what was acted on: its own, the area's, or all of them in a row. */
export function nameFor(entities: readonly Entity[], call: IntentCall, { say }: SkillContext): string {
  const names = namesOf(entities);
  return names.length === 1 ? (names[0] ?? '') : (textSlot(call, 'area') ?? listAll(say.locale, names));
}

/** Codes are not said aloud, so what takes the service with one only is not told to. */
export function wantsCode(entity: Entity, service: string): boolean {
  return hasFeature(entity, codeFeature(service));
}

export function hasFeature(entity: Entity, feature: string): boolean {
  return entity.features.includes(feature);
}
