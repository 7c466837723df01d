// What this box announces of itself: of all the entities that a box could have, those that this one can honour.
import { type BoxAddress, commandTopicOf, topicOf } from './box-topics.ts';
import type { EntityContext } from './entity-conditions.ts';
import { BOX_ENTITIES, type EntityTopics } from './entity-rows.ts';

export interface BoxEntity {
  readonly platform: string;
  /** Its place in discovery topics, and the end of its unique id and entity id. */
  readonly objectId: string;
  /** Long keys, without what all entities share. */
  readonly document: Readonly<Record<string, unknown>>;
}

/** What this box announces of itself. */
export function boxEntities(address: BoxAddress, context: EntityContext): BoxEntity[] {
  const topics: EntityTopics = {
    out: (name) => topicOf(address, name),
    command: (name) => commandTopicOf(address, name),
  };
  return BOX_ENTITIES.filter(({ when }) => when.holds(context)).map(({ platform, objectId, document }) => ({
    platform,
    objectId,
    document: document(topics),
  }));
}
