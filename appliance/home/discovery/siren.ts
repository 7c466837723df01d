// Sirens: on and off, with a tone, a duration and a volume where they have such. Without a template of its own the command is JSON:
// {"state": "ON", "tone": "bell"}. So may the state be.
import { z } from 'zod';
import type { EntityState } from '../house.ts';
import {
  type Component,
  type ComponentReader,
  cannot,
  type Draft,
  message,
  Payload,
  type Plan,
  type Refusal,
  reading,
  refuse,
  setAttribute,
  untoggled,
} from './component.ts';
import type { DiscoveryDocument } from './document.ts';
import { onOffState, switching } from './on-off.ts';

const detailsSchema = z.object({
  tone: z.string().optional().catch(undefined),
  duration: z.number().nonnegative().optional().catch(undefined),
  volume_level: z.number().min(0).max(1).optional().catch(undefined),
});
type Details = z.infer<typeof detailsSchema>;
const stateSchema = detailsSchema.extend({ state: z.unknown().optional() });

export const readSiren: ComponentReader = (document) => {
  const topic = document.requiredCommandTopic();
  const tones = document.list('available_tones') ?? [];
  const reports = document.reports('state_topic');
  const templates = {
    on: document.template('command_template'),
    off: document.template('command_off_template', 'command_template'),
  };

  function send(on: boolean, details: Details): Plan {
    const state = document.textOr(on ? 'payload_on' : 'payload_off', on ? 'ON' : 'OFF');
    const template = on ? templates.on : templates.off;
    const payload =
      template === null ? JSON.stringify({ state, ...details }) : template.render({ value: state, state, ...details });
    return switching(on, [message(document, topic, payload)], reports);
  }

  function plan(service: string, data: Readonly<Record<string, unknown>>, state: EntityState | null): Plan | Refusal {
    const wanted = untoggled(service, state, 'turn_on', 'turn_off', (value) => value === 'on');
    if (wanted === 'turn_off') return send(false, {});
    if (wanted !== 'turn_on') return cannot(service);
    const details = supportedDetails(document, tones, detailsSchema.parse(data));
    if (details.tone !== undefined && !tones.includes(details.tone)) return refuse(`its tones are ${tones.join(', ')}`);
    const made = send(true, details);
    // One that sounds already may be asked to sound otherwise.
    return Object.keys(details).length === 0 ? made : { ...made, already: () => false };
  }

  const component: Component = {
    domain: 'siren',
    assumed: !reports,
    features: tones.length > 0 ? ['tones'] : [],
    fixed: { available_tones: tones },
    readings: reading(document, 'state_topic', ['state_value_template', 'value_template'], sirenState(document)),
    plan,
  };
  return component;
};

/** What the siren has no notion of is left out. */
function supportedDetails(document: DiscoveryDocument, tones: readonly string[], details: Details): Details {
  const { tone, duration, volume_level } = details;
  return {
    ...(tone === undefined || tones.length === 0 ? {} : { tone }),
    ...(duration === undefined || !document.flagOr('support_duration', true) ? {} : { duration }),
    ...(volume_level === undefined || !document.flagOr('support_volume_set', true) ? {} : { volume_level }),
  };
}

function sirenState(document: DiscoveryDocument): (text: string, draft: Draft) => void {
  const show = onOffState(document);
  return (text, draft) => {
    if (show(text, draft)) return;
    const told = stateSchema.safeParse(new Payload(text).json);
    if (!told.success) return;
    const { state, ...details } = told.data;
    if (typeof state === 'string') show(state, draft);
    else if (state === null) draft.value = null;
    for (const [name, value] of Object.entries(details)) if (value !== undefined) setAttribute(draft, name, value);
  };
}
