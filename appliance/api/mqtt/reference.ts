// The reference of our topics for people, written from the tables that the code runs on.
import { BOX_TOPICS } from './box-topics.ts';
import { BOX_COMMANDS } from './commands.ts';

/** Markdown. `<base>` and `<id>` stand for `mqtt.baseTopic` and `station.id`. */
export function mqttReference(): string {
  const out = Object.values(BOX_TOPICS).map(({ name, payload, retained, qos, about }) =>
    row([`\`<base>/<id>/${name}\``, payload, retained ? 'yes' : 'no', String(qos), about]),
  );
  const commands = BOX_COMMANDS.map(({ name, payload, about }) =>
    row([`\`<base>/<id>/command/${name}\``, payload, about]),
  );
  return [
    '# Topics of the box on MQTT',
    '',
    'Written from the code; `<base>` is `mqtt.baseTopic`, `<id>` is `station.id`.',
    '',
    '## What the box publishes',
    '',
    row(['topic', 'payload', 'retained', 'QoS', 'about']),
    row(['---', '---', '---', '---', '---']),
    ...out,
    '',
    '## What it can be told',
    '',
    'A payload is plain text, or a JSON object that may also hold an `id` (text or number): the answer on `<base>/<id>/result` has the same.',
    'Retained commands are refused, and so is anything above 8 KB. A command that this box cannot do is answered with `input.invalid`.',
    '',
    row(['topic', 'payload', 'about']),
    row(['---', '---', '---']),
    ...commands,
    '',
  ].join('\n');
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
