// Whether a light has become what was asked of it, as far as it tells; what it does not tell is taken for true.
import type { EntityState } from '../house.ts';
import { asNumbers, kelvinToMireds } from './color.ts';
import type { Assumption, Goal } from './component.ts';
import { colorAttributes, type LightColor, type LightRequest } from './light-request.ts';

/** What of a light its messages tell. */
export interface Reported {
  readonly on: boolean;
  readonly brightness: boolean;
  readonly color: boolean;
  readonly kelvin: boolean;
  readonly effect: boolean;
}

export function reportedIf(reports: boolean): Reported {
  return { on: reports, brightness: reports, color: reports, kelvin: reports, effect: reports };
}

/** How near is the same. */
interface Nearness {
  brightness(now: number, wanted: number): boolean;
  kelvin(now: number, wanted: number): boolean;
  /** Degrees of hue, percent of saturation. */
  readonly hue: number;
}

/** What comes back may be rounded to the device's own steps; colours are told in many ways. */
function afterCommand(scale: number): Nearness {
  const tolerance = Math.max(2, 255 / scale);
  return {
    brightness: (now, wanted) => Math.abs(now - wanted) <= tolerance,
    kelvin: (now, wanted) => Math.abs(now - wanted) <= 150,
    hue: 8,
  };
}

/** So near that the same would be sent. */
function beforeCommand(scale: number): Nearness {
  const step = (brightness: number): number => Math.round((brightness / 255) * scale);
  return {
    brightness: (now, wanted) => step(now) === step(wanted),
    kelvin: (now, wanted) => kelvinToMireds(now) === kelvinToMireds(wanted),
    hue: 0.5,
  };
}

/** `scale` is the device's highest brightness: one of its steps more or less is the same brightness. */
export function lightGoal(request: LightRequest, scale: number, reported: Reported = reportedIf(true)): Goal {
  const assumes = assumption(request, reported);
  if (!reported.on) return { reached: null, assumes };
  const told = toldPart(request, reported);
  const [after, before] = [afterCommand(scale), beforeCommand(scale)];
  return {
    assumes,
    patience: 1 + (request.transition ?? 0) / 2, // some tell the end of a fade only
    reached: (state) => hasReached(told, state, after),
    already: (state) => assumes.attributes === undefined && hasReached(told, state, before),
    // Lamps tell colours in their own way and fade; that it is on and has answered is what can be asked of it.
    answered: (state) =>
      told.color !== null && told.on && state.value === 'on' && hasBrightness(told.brightness, state, after),
  };
}

/** What of `request` shows in the light's own reports. */
function toldPart(request: LightRequest, reported: Reported): LightRequest {
  return {
    ...request,
    brightness: reported.brightness ? request.brightness : null,
    color: reported.color ? request.color : null,
    kelvin: reported.kelvin ? request.kelvin : null,
    effect: reported.effect ? request.effect : null,
  };
}

function assumption({ on, brightness, color, kelvin, effect }: LightRequest, reported: Reported): Assumption {
  const attributes = {
    ...(brightness === null || reported.brightness ? {} : { brightness }),
    ...(color === null || reported.color ? {} : colorAttributes(color, 'rgb')),
    ...(kelvin === null || reported.kelvin ? {} : { color_temp_kelvin: kelvin, color_mode: 'color_temp' }),
    ...(effect === null || reported.effect ? {} : { effect }),
  };
  return {
    ...(reported.on ? {} : { value: on ? 'on' : 'off' }),
    ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
  };
}

function hasReached(request: LightRequest, state: EntityState, near: Nearness): boolean {
  if (!request.on) return state.value === 'off';
  if (state.value !== 'on' || !hasBrightness(request.brightness, state, near)) return false;
  if (request.effect !== null && state.attributes.effect !== request.effect) return false;
  return hasKelvin(request.kelvin, state, near) && hasColor(request.color, state, near);
}

function hasBrightness(brightness: number | null, state: EntityState, near: Nearness): boolean {
  const now = state.attributes.brightness;
  return brightness === null || (typeof now === 'number' && near.brightness(now, brightness));
}

function hasKelvin(kelvin: number | null, state: EntityState, near: Nearness): boolean {
  const now = state.attributes.color_temp_kelvin;
  return kelvin === null || (typeof now === 'number' && near.kelvin(now, kelvin));
}

function hasColor(color: LightColor | null, state: EntityState, near: Nearness): boolean {
  if (color === null) return true;
  const now = asNumbers(state.attributes.hs_color, 2);
  if (now === null || state.attributes.color_mode === 'color_temp') return false;
  const difference = Math.abs((((now[0] ?? 0) - color.hs[0] + 540) % 360) - 180);
  const isNear = Math.abs((now[1] ?? 0) - color.hs[1]) <= near.hue;
  return isNear && (difference <= near.hue || color.hs[1] < near.hue);
}
