// Acting on devices, honestly: "done" is said only when every device that was told has reported it.
import type { Command, CommandOutcome, Entity } from '../home/house.ts';
import type { SkillContext, SkillReply } from './skill.ts';
import { done, failed } from './skill.ts';

export interface Service {
  readonly service: string;
  readonly data?: Command['data'];
}

/**
 * Sends `service` of each target and waits for what they report. `success` is said when all did; otherwise those that did not
 * are named. A device that cannot do it (`service` gives null) is left out, and named where none of them can.
 */
export async function act(
  targets: readonly Entity[],
  service: (entity: Entity) => Service | null,
  success: (entities: readonly Entity[]) => string,
  context: SkillContext,
): Promise<SkillReply> {
  const orders = targets.flatMap((entity) => {
    const order = service(entity);
    return order === null ? [] : [{ entity, order }];
  });
  if (orders.length === 0) return failed(context.say.notPossible({ name: targets[0]?.name ?? '' }));
  const outcomes = await Promise.all(
    orders.map(({ entity, order }) => {
      const command = { entity: entity.id, service: order.service, data: order.data ?? {}, actor: context.actor };
      return context.house.execute(command, context.signal);
    }),
  );
  return report(
    orders.map(({ entity }) => entity),
    outcomes,
    success,
    context,
  );
}

function report(
  entities: readonly Entity[],
  outcomes: readonly CommandOutcome[],
  success: (entities: readonly Entity[]) => string,
  { say }: SkillContext,
): SkillReply {
  const those = (...kinds: ReadonlyArray<CommandOutcome['kind']>): Entity[] =>
    entities.filter((_, index) => kinds.includes(outcomes[index]?.kind ?? 'unavailable'));
  const refused = those('refused');
  const unavailable = those('unavailable');
  const silent = those('notConfirmed');
  const fine = those('confirmed', 'already', 'sent');
  if (refused.length > 0) return failed(say.notPossible({ name: refused[0]?.name ?? '' }));
  if (silent.length === 0 && unavailable.length === 0) return done(success(fine));
  const parts = [
    ...(fine.length > 0 ? [success(fine)] : []),
    ...(silent.length > 0 ? [say.deviceDidNotAnswer({ names: silent.map((entity) => entity.name) })] : []),
    ...(unavailable.length > 0 ? [say.deviceUnavailable({ names: unavailable.map((entity) => entity.name) })] : []),
  ];
  return { text: parts.join(' '), outcome: silent.length > 0 ? 'notConfirmed' : 'failed' };
}

/** How a reply names what was acted on: one by its name, several by their area and kind where these were asked for. */
export function switched(entities: readonly Entity[], area: string | null) {
  const domains = new Set(entities.map((entity) => entity.domain));
  const domain = domains.size === 1 ? (entities[0]?.domain ?? null) : null;
  const names = entities.map((entity) => entity.name);
  return entities.length > 1 ? { names, area, domain } : { names };
}

export function hasFeature(entity: Entity, feature: string): boolean {
  return entity.features.includes(feature);
}
