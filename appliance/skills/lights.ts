// Brightness, colour and colour temperature.
import type { Entity } from '../home/house.ts';
import { act, type Deed, hasFeature, nameFor, namesOf } from './acting.ts';
import { nothingMeant } from './answering.ts';
import { done, failed, type IntentCall, numberSlot, type Skill, type SkillContext, textSlot } from './skill.ts';

/** CSS names of the colours in Home Assistant's sentences, as red, green, blue. */
const COLORS: Readonly<Record<string, readonly [number, number, number]>> = {
  white: [255, 255, 255],
  black: [0, 0, 0],
  red: [255, 0, 0],
  orange: [255, 165, 0],
  yellow: [255, 255, 0],
  green: [0, 128, 0],
  blue: [0, 0, 255],
  purple: [128, 0, 128],
  brown: [165, 42, 42],
  pink: [255, 192, 203],
  turquoise: [64, 224, 208],
  cyan: [0, 255, 255],
  magenta: [255, 0, 255],
  violet: [238, 130, 238],
  gold: [255, 215, 0],
  lime: [0, 255, 0],
  teal: [0, 128, 128],
};

export const lightsSkill: Skill = {
  intents: ['HassLightSet'],
  handle(call, context) {
    const lights = call.targets.filter((entity) => entity.domain === 'light');
    if (lights.length === 0) return Promise.resolve(nothingMeant(call, context, 'light'));
    const step = numberSlot(call, 'brightness_step');
    if (step !== null && step < 0 && lights.every((light) => percentNow(light, context) === 0))
      return Promise.resolve(done(context.say.thoseAre({ names: namesOf(lights), state: 'off' })));
    const deed = brightnessDeed(call, context) ?? kelvinDeed(call, context) ?? colorDeed(call, context);
    return deed === null ? Promise.resolve(failed(context.say.notUnderstood())) : act(call, deed, context, lights);
  },
};

function brightnessDeed(call: IntentCall, context: SkillContext): Deed | null {
  const wanted = numberSlot(call, 'brightness');
  const step = numberSlot(call, 'brightness_step');
  if (wanted === null && step === null) return null;
  const said = (lights: readonly Entity[]): number =>
    wanted ?? Math.max(0, ...lights.map((light) => percentNow(light, context)));
  return {
    order: (light) => {
      if (wanted !== 0 && wanted !== 100 && !hasFeature(light, 'brightness')) return null;
      const percent = wanted ?? stepped(percentNow(light, context), step ?? 0);
      return percent === null ? { service: 'turn_off' } : orderFor(light, percent);
    },
    words: (lights) => context.say.brightnessSet({ name: nameFor(lights, call, context), percent: said(lights) }),
    slots: (lights) => ({ brightness: said(lights) }),
  };
}

/** A lamp that cannot be dimmed can still be at 0 or at 100 percent. */
function orderFor(light: Entity, percent: number) {
  if (percent === 0) return { service: 'turn_off' };
  return hasFeature(light, 'brightness')
    ? { service: 'turn_on', data: { brightness_pct: percent } }
    : { service: 'turn_on' };
}

/** "Darker" never turns a lamp off, and leaves one that is off as it is: null. */
function stepped(now: number, step: number): number | null {
  if (now === 0 && step < 0) return null;
  return Math.max(1, Math.min(100, now + step));
}

/** 0 where it is off. */
function percentNow({ id }: Entity, { house }: SkillContext): number {
  const state = house.state(id);
  const brightness = state?.attributes.brightness;
  if (state?.value !== 'on') return 0;
  return typeof brightness === 'number' ? Math.round((brightness / 255) * 100) : 100;
}

function kelvinDeed(call: IntentCall, { say }: SkillContext): Deed | null {
  const kelvin = numberSlot(call, 'temperature');
  if (kelvin === null) return null;
  return {
    order: (light) =>
      hasFeature(light, 'color_temp') ? { service: 'turn_on', data: { color_temp_kelvin: kelvin } } : null,
    words: () => say.done(),
  };
}

function colorDeed(call: IntentCall, context: SkillContext): Deed | null {
  const color = textSlot(call, 'color');
  const rgb = color === null ? undefined : COLORS[color.toLowerCase()];
  if (color === null || rgb === undefined) return null;
  return {
    order: (light) => (hasFeature(light, 'color') ? { service: 'turn_on', data: { rgb_color: rgb } } : null),
    words: (lights) => context.say.colorSet({ name: nameFor(lights, call, context), color }),
  };
}
