// Thermostats, and how warm it is.
import type { Entity } from '../home/house.ts';
import { act } from './acting.ts';
import { done, failed, numberSlot, type Skill, type SkillContext, type SkillReply } from './skill.ts';
import { nothingMeant } from './switching.ts';

export const climateSkill: Skill = {
  intents: ['HassClimateSetTemperature', 'HassClimateGetTemperature'],
  handle(call, context) {
    if (call.intent === 'HassClimateGetTemperature') return Promise.resolve(howWarm(call.targets, context));
    const degrees = numberSlot(call, 'temperature');
    const thermostats = call.targets.filter(
      (entity) => entity.domain === 'climate' || entity.domain === 'water_heater',
    );
    if (thermostats.length === 0) return Promise.resolve(nothingMeant(call, context));
    if (degrees === null) return Promise.resolve(failed(context.say.notUnderstood()));
    return act(
      thermostats,
      () => ({ service: 'set_temperature', data: { temperature: degrees } }),
      (all) => context.say.temperatureSet({ name: all[0]?.name ?? '', degrees, unit: all[0]?.unit ?? '°C' }),
      context,
    );
  },
};

/** A thermostat's own reading where it has one, else a temperature sensor's. */
function howWarm(targets: readonly Entity[], { house, say }: SkillContext): SkillReply {
  for (const entity of targets) {
    const state = house.state(entity.id);
    const value = Number(entity.domain === 'climate' ? state?.attributes.current_temperature : state?.value);
    if (state === null || !Number.isFinite(value)) continue;
    return done(say.temperatureIs({ name: entity.name, value, unit: entity.unit ?? '°C' }));
  }
  const first = targets[0];
  return failed(first === undefined ? say.notUnderstood() : say.stateUnknown({ name: first.name }));
}
