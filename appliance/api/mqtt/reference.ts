// The reference of our topics for people, written from the tables that the code runs on.
import { z } from 'zod';
import { BOX_TOPICS } from './box-topics.ts';
import { BOX_COMMANDS } from './commands.ts';
import { BOX_ENTITIES } from './entity-rows.ts';
import { describeShape, jsonShapeSchema } from './payload-shape.ts';

/** Markdown. `<base>` and `<id>` stand for `mqtt.baseTopic` and `station.id`. */
export function mqttReference(): string {
  return [INTRODUCTION, published(), MANNERS, announced(), COMMANDS, commands(), ''].join('\n\n');
}

const INTRODUCTION = `# Topics of the box on MQTT

Written from the code; \`<base>\` is \`mqtt.baseTopic\`, \`<id>\` is \`station.id\`.

## What the box publishes`;

const MANNERS = `States are published when they change, several changes within 20 ms as one. When the connection comes back, and when Home Assistant says
\`online\` on \`<prefix>/status\`, availability and then every state is published again. Nothing is kept for later while the broker is away, except what is
retained: it is published when the broker is back. No turn waits for any of this.

## What Home Assistant finds

One retained document an entity, at \`<prefix>/<platform>/linnet_<id>/<name>/config\`, which every Home Assistant reads; \`<prefix>\` is
\`mqtt.discoveryPrefix\`. MQTT does not tell which Home Assistant reads there: say it with \`mqtt.homeAssistantVersion\`, and from 2024.5 on
there is a \`notify\` entity, from 2024.11 on one document for the whole box at \`<prefix>/device/linnet_<id>/config\`. The box reads for five seconds what
the broker keeps of it, publishes what differs, clears what is stale, and waits two seconds between clearing and announcing anew. When the form
changes, the old documents first become \`{"migrate_discovery": true}\`, so that Home Assistant keeps names and rooms that were changed there.`;

const COMMANDS = `## What it can be told

A payload is plain text, or a JSON object that may also hold an \`id\` (text or number): the answer on \`<base>/<id>/result\` has the same. A command
above 8 KB, bytes that are no UTF-8, what begins with "{" and is no JSON, and what this box cannot do are answered with \`ok\` false and done by nobody.
A command published with the retain flag is done once, as any other; when the box connects again, what the broker kept of it is answered with \`ok\` false and
not done again. An empty retained payload, which clears a topic, is ignored. More than eight commands at once are answered with \`queue.full\`.

\`say\`, \`announce\` and \`start_conversation\` are answered when the text was said, which may be long after: it waits while the box speaks, listens or
has no voice. Up to twenty wait, in memory alone: one that was not answered before the power went is not said. \`ok\` is false with
\`operation.cancelled\` where somebody stopped it, and with \`child.unavailable\` where the voice or the loudspeaker failed twice while it sounded.`;

function published(): string {
  const rows = Object.values(BOX_TOPICS).map(({ name, schema, retained, qos, about }) =>
    row([
      `\`<base>/<id>/${name}\``,
      describeShape(jsonShapeSchema.parse(z.toJSONSchema(schema))),
      retained ? 'yes' : 'no',
      String(qos),
      about,
    ]),
  );
  return table(['topic', 'payload', 'retained', 'QoS', 'about'], rows);
}

function announced(): string {
  const rows = BOX_ENTITIES.map(({ platform, objectId, when }) => row([platform, objectId, when.about]));
  return table(['platform', 'name', 'announced'], rows);
}

function commands(): string {
  const rows = BOX_COMMANDS.map(({ name, payload, about }) =>
    row([`\`<base>/<id>/command/${name}\``, payload, 'no', '0', about]),
  );
  return table(['topic', 'payload', 'retained', 'QoS', 'about'], rows);
}

function table(head: readonly string[], rows: readonly string[]): string {
  return [row(head), row(head.map(() => '---')), ...rows].join('\n');
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
