// Thermostats, and how warm it is.
import type { Entity } from '../home/house.ts';
import { act } from './acting.ts';
import { answer, nothingMeant } from './answering.ts';
import { hasMode, setMode } from './modes.ts';
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

const HEATING: ReadonlySet<string> = new Set(['climate', 'water_heater']);

export const climateSkill: Skill = {
  intents: ['HassClimateSetTemperature', 'HassClimateGetTemperature'],
  handle(call, context) {
    if (call.intent === 'HassClimateGetTemperature') return Promise.resolve(howWarm(call, context));
    const thermostats = call.targets.filter(({ domain }) => HEATING.has(domain));
    if (thermostats.length === 0) return Promise.resolve(nothingMeant(call, context, 'climate'));
    return textSlot(call, 'option') === null
      ? setTemperature(call, thermostats, context)
      : setBoth(call, thermostats, context);
  },
};

/** The mode first: in some of them a thermostat takes no temperature. What each was set to is said. */
async function setBoth(call: IntentCall, thermostats: readonly Entity[], context: SkillContext): Promise<SkillReply> {
  const { foretell, ...untold } = context;
  const having = thermostats.filter((thermostat) => hasMode(call, thermostat, context));
  const meant = having.length > 0 ? having : thermostats;
  const mode = await setMode(call, meant, inOwnWords(untold));
  if (mode.outcome !== 'done') return mode;
  const told = foretell === undefined ? {} : { foretell: (text: string) => foretell(`${mode.text} ${text}`) };
  const temperature = await setTemperature(call, meant, { ...untold, ...told });
  return { ...temperature, text: `${mode.text} ${temperature.text}` };
}

function setTemperature(call: IntentCall, thermostats: readonly Entity[], context: SkillContext): Promise<SkillReply> {
  const { say } = context;
  const wanted = new Map(
    thermostats.flatMap((entity) => {
      const degrees = degreesWanted(call, entity, context);
      return degrees === null ? [] : [[entity.id, degrees] as const];
    }),
  );
  const [degrees] = wanted.values();
  if (degrees === undefined) {
    const isStep = call.slots.temperature_step !== undefined;
    return Promise.resolve(
      failed(isStep ? say.stateUnknown({ name: thermostats[0]?.name ?? '' }) : say.notUnderstood()),
    );
  }
  const limit = thermostats.length === 1 ? limitBroken(thermostats[0], degrees, context) : null;
  if (limit !== null) return Promise.resolve(failed(limit));
  const deed = {
    order: ({ id }: Entity) => {
      const temperature = wanted.get(id);
      return temperature === undefined ? null : { service: 'set_temperature', data: { temperature } };
    },
    words: (done: readonly Entity[]) => {
      const [first] = done;
      const [one, ...others] = new Set(done.map(({ id }) => wanted.get(id)));
      return others.length > 0
        ? say.done()
        : say.temperatureSet({ name: first?.name ?? '', degrees: one ?? degrees, unit: unitOf(first) });
    },
    slots: ([done]: readonly Entity[]) => ({ temperature: wanted.get(done?.id ?? '') ?? degrees }),
  };
  const isOneTemperature = new Set(wanted.values()).size === 1;
  return act(call, deed, isOneTemperature ? context : inOwnWords(context), thermostats);
}

/** A template tells one temperature. */
function inOwnWords(context: SkillContext): SkillContext {
  return { ...context, templates: null };
}

/** What was said, or steps away from what the thermostat is set to; null where that is not known. */
function degreesWanted(call: IntentCall, entity: Entity, context: SkillContext): number | null {
  const step = numberSlot(call, 'temperature_step');
  if (step === null) return inUnitOf(entity, numberSlot(call, 'temperature'), textSlot(call, 'unit'));
  const now = degreesOf(entity, true, context);
  return now === null ? null : now + step * (numberSlot(call, 'degrees') ?? 1);
}

/** `degrees` of the unit that was said, in the thermostat's own, as finely as these are set; as it is where none was said. */
function inUnitOf(entity: Entity, degrees: number | null, said: string | null): number | null {
  const own = unitOf(entity);
  if (degrees === null || said === null || said === own) return degrees;
  return own === '°F' ? Math.round(degrees * 1.8 + 32) : Math.round((degrees - 32) / 0.9) / 2;
}

/** What to say where `degrees` is beyond what the device can be set to. */
function limitBroken(entity: Entity | undefined, degrees: number, { house, say }: SkillContext): string | null {
  if (entity === undefined) return null;
  const { min_temp: min, max_temp: max } = house.state(entity.id)?.attributes ?? {};
  if (typeof min !== 'number' || typeof max !== 'number' || (degrees >= min && degrees <= max)) return null;
  return say.outOfRange({ name: entity.name, min, max, unit: unitOf(entity) });
}

/** A thermostat's own reading where it has one, else a temperature sensor's. */
function howWarm(call: IntentCall, context: SkillContext): SkillReply {
  const { say } = context;
  const isOutside = call.slots.where === 'outside';
  if (call.targets.length === 0) return nothingMeant(call, context, isOutside ? 'temperature' : 'climate');
  const wantsTarget = call.response === 'target_temperature';
  for (const entity of call.targets) {
    const value = degreesOf(entity, wantsTarget, context);
    if (value === null) continue;
    const { name } = entity;
    const unit = unitTold(entity, context);
    const words = (): string =>
      wantsTarget && HEATING.has(entity.domain)
        ? say.targetIs({ name, degrees: value, unit })
        : say.temperatureIs({ name, value, unit });
    return done(answer(call, { facts: { entities: [entity] }, words }, context));
  }
  return failed(say.stateUnknown({ name: call.targets[0]?.name ?? '' }));
}

function degreesOf(entity: Entity, wantsTarget: boolean, { house }: SkillContext): number | null {
  const state = house.state(entity.id);
  if (state === null) return null;
  const key = wantsTarget || entity.domain === 'weather' ? 'temperature' : 'current_temperature';
  const hasKeys = HEATING.has(entity.domain) || entity.domain === 'weather';
  const value = hasKeys ? state.attributes[key] : state.value.trim();
  return value === undefined || value === null || value === '' || !Number.isFinite(Number(value))
    ? null
    : Number(value);
}

/** A weather report tells its unit with its temperature. */
function unitTold(entity: Entity, { house }: SkillContext): string {
  const told = house.state(entity.id)?.attributes.temperature_unit;
  return entity.domain === 'weather' && typeof told === 'string' ? told : unitOf(entity);
}

function unitOf(entity: Entity | undefined): string {
  return entity?.unit ?? '°C';
}
