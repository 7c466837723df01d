// Brightness, colour and colour temperature.
import { act, switched } from './acting.ts';
import { failed, numberSlot, type Skill, textSlot } from './skill.ts';
import { nothingMeant } from './switching.ts';

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
    const { say } = context;
    const lights = call.targets.filter((entity) => entity.domain === 'light');
    if (lights.length === 0) return Promise.resolve(nothingMeant(call, context));
    const name = (entities: typeof lights): string => listOf(switched(entities, textSlot(call, 'area')));
    const brightness = numberSlot(call, 'brightness');
    if (brightness !== null) {
      const data = { brightness_pct: brightness };
      return act(
        lights,
        () => ({ service: 'turn_on', data }),
        (set) => say.brightnessSet({ name: name([...set]), percent: brightness }),
        context,
      );
    }
    const kelvin = numberSlot(call, 'temperature');
    if (kelvin !== null)
      return act(
        lights,
        () => ({ service: 'turn_on', data: { color_temp_kelvin: kelvin } }),
        () => say.done(),
        context,
      );
    const color = textSlot(call, 'color');
    const rgb = color === null ? undefined : COLORS[color.toLowerCase()];
    if (color === null || rgb === undefined) return Promise.resolve(failed(say.notUnderstood()));
    return act(
      lights,
      () => ({ service: 'turn_on', data: { rgb_color: rgb } }),
      (set) => say.colorSet({ name: name([...set]), color }),
      context,
    );
  },
};

function listOf(what: { readonly names: readonly string[]; readonly area?: string | null }): string {
  return what.names.length === 1 ? (what.names[0] ?? '') : (what.area ?? what.names.join(', '));
}
