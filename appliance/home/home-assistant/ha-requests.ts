// What is asked of Home Assistant beside states and services: what is on a list, what a media player can play.
import type { ListItem, PlayableMedia } from '../house.ts';
import type { HaConnection } from './ha-connection.ts';
import { listItemsSchema, mediaSearchSchema } from './messages.ts';

export async function requestListItems(connection: HaConnection, list: string): Promise<readonly ListItem[]> {
  return (await connection.request(listItemsSchema, 'todo/item/list', { entity_id: list })).items;
}

/** The first hit, as Home Assistant's own intent takes it; null where there is none. */
export async function requestMedia(
  connection: HaConnection,
  player: string,
  query: string,
  kind: string | null,
): Promise<PlayableMedia | null> {
  const { response } = await connection.request(mediaSearchSchema, 'call_service', {
    domain: 'media_player',
    service: 'search_media',
    service_data: { search_query: query, ...(kind === null ? {} : { media_filter_classes: [kind] }) },
    target: { entity_id: player },
    return_response: true,
  });
  const [hit] = response[player]?.result ?? [];
  return hit === undefined ? null : { id: hit.media_content_id, type: hit.media_content_type };
}
