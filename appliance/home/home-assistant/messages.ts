// What Home Assistant's WebSocket API sends (developers.home-assistant.io, "WebSocket API"), as far as we read it. Unknown keys are
// ignored, missing ones have a meaning, so that releases from 2024 on fit.
import { z } from 'zod';

const text = z.string();
const optionalText = text
  .nullish()
  .transform((value) => value ?? null)
  .catch(null);
const texts = z.array(text).catch([]);

export const incomingSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('auth_required'), ha_version: text.optional() }),
  z.object({ type: z.literal('auth_ok'), ha_version: text }),
  z.object({ type: z.literal('auth_invalid'), message: text.optional() }),
  z.object({
    type: z.literal('result'),
    id: z.number(),
    success: z.boolean(),
    result: z.unknown().optional(),
    error: z.object({ code: z.union([text, z.number()]), message: text, translation_key: optionalText }).optional(),
  }),
  z.object({ type: z.literal('event'), id: z.number(), event: z.unknown().optional() }),
  z.object({ type: z.literal('pong'), id: z.number() }),
]);
export type Incoming = z.infer<typeof incomingSchema>;

export const areasSchema = z.array(z.object({ area_id: text, name: text, aliases: texts, floor_id: optionalText }));
export const floorsSchema = z.array(z.object({ floor_id: text, name: text, aliases: texts }));

export const devicesSchema = z.array(
  z.object({
    id: text,
    area_id: optionalText,
    name: optionalText,
    name_by_user: optionalText,
    identifiers: z.array(z.array(z.union([text, z.number()]))).catch([]),
    connections: z.array(z.array(text)).catch([]),
  }),
);
export type RegistryDevice = z.infer<typeof devicesSchema>[number];

/** How many decimals its owner wants to see, and how many its integration suggests. */
const decimalsSchema = z.object({
  display_precision: z.unknown().optional(),
  suggested_display_precision: z.unknown().optional(),
});

const registryEntitySchema = z.object({
  entity_id: text,
  unique_id: z.union([text, z.number()]).transform(String).nullable().optional().catch(null),
  platform: optionalText,
  area_id: optionalText,
  device_id: optionalText,
  disabled_by: optionalText,
  hidden_by: optionalText,
  entity_category: optionalText,
  name: optionalText,
  aliases: z.array(z.unknown()).catch([]),
  device_class: optionalText,
  original_device_class: optionalText,
  options: z
    .object({ sensor: decimalsSchema.optional().catch(undefined) })
    .nullish()
    .catch(null),
});
export type RegistryEntity = z.infer<typeof registryEntitySchema>;
export const registryEntitiesSchema = z.array(registryEntitySchema);
/** Entities without an entry in the registry are null. */
export const registryEntriesSchema = z.record(text, registryEntitySchema.nullable());

export const exposedSchema = z.object({ exposed_entities: z.record(text, z.record(text, z.unknown())) });

const attributes = z.record(text, z.unknown());

/** `subscribe_entities`: whole entities first ("a"), then what changed ("c"), then what went ("r"). */
export const entitiesEventSchema = z.object({
  a: z.record(text, z.object({ s: text, a: attributes.catch({}), lc: z.number().optional() })).optional(),
  c: z
    .record(
      text,
      z.object({
        '+': z.object({ s: text.optional(), a: attributes.optional(), lc: z.number().optional() }).optional(),
        '-': z.object({ a: texts.optional() }).optional(),
      }),
    )
    .optional(),
  r: z.array(text).optional(),
});
export type EntitiesEvent = z.infer<typeof entitiesEventSchema>;

/** The answer to `media_player.search_media`: hits by player, best first. */
export const mediaSearchSchema = z.object({
  response: z.record(
    text,
    z.object({ result: z.array(z.object({ media_content_id: text, media_content_type: text })) }),
  ),
});

export const listItemsSchema = z.object({
  items: z.array(
    z.object({
      uid: optionalText,
      summary: optionalText,
      status: z.enum(['needs_action', 'completed']).catch('needs_action'),
    }),
  ),
});
