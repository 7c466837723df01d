// What is asked of a light, whatever schema it speaks.
import type { EntityState } from '../house.ts';
import { roundHalfEven } from '../template/numbers.ts';
import { asNumbers, hsToRgb, miredsToKelvin, type Pair, rgbToHs, rgbToXy, type Triple, xyToRgb } from './color.ts';
import { numberFrom, textFrom } from './component.ts';

export interface LightRequest {
  readonly on: boolean;
  /** 1 to 255. */
  readonly brightness: number | null;
  readonly color: LightColor | null;
  readonly kelvin: number | null;
  readonly effect: string | null;
  /** Seconds. */
  readonly transition: number | null;
}

/** One colour, in every way of saying it. */
export interface LightColor {
  readonly rgb: Triple;
  readonly hs: Pair;
  readonly xy: Pair;
}

/** Reads the data of turn_on; null for a service that no light has. */
export function lightRequest(
  service: string,
  data: Readonly<Record<string, unknown>>,
  state: EntityState | null,
): LightRequest | null {
  const transition = numberFrom(data, 'transition');
  const off: LightRequest = { on: false, brightness: null, color: null, kelvin: null, effect: null, transition };
  if (service === 'turn_off' || (service === 'toggle' && state?.value === 'on')) return off;
  if (service !== 'turn_on' && service !== 'toggle') return null;
  const brightness = brightnessFrom(data, state);
  if (brightness === 0) return off;
  const kelvin =
    numberFrom(data, 'color_temp_kelvin') ?? numberFrom(data, 'kelvin') ?? mireds(numberFrom(data, 'color_temp'));
  return { on: true, brightness, color: colorFrom(data), kelvin, effect: textFrom(data, 'effect'), transition };
}

function mireds(value: number | null): number | null {
  return value === null || value <= 0 ? null : miredsToKelvin(value);
}

/** 0 to 255; null where nothing is said of it. Steps count from what the light shows. Rounded as Home Assistant does (light/__init__.py). */
function brightnessFrom(data: Readonly<Record<string, unknown>>, state: EntityState | null): number | null {
  const now =
    typeof state?.attributes.brightness === 'number' && state.value === 'on' ? state.attributes.brightness : 0;
  const stepPercent = numberFrom(data, 'brightness_step_pct');
  if (stepPercent !== null) return clamp(now + roundHalfEven((stepPercent / 100) * 255, 0));
  const step = numberFrom(data, 'brightness_step');
  if (step !== null) return clamp(now + Math.round(step));
  const percent = numberFrom(data, 'brightness_pct');
  const brightness = percent === null ? numberFrom(data, 'brightness') : (255 * percent) / 100;
  return brightness === null ? null : brightness > 0 ? Math.max(1, clamp(roundHalfEven(brightness, 0))) : 0;
}

function clamp(brightness: number): number {
  return Math.max(0, Math.min(255, brightness));
}

function colorFrom(data: Readonly<Record<string, unknown>>): LightColor | null {
  const rgb = asNumbers(data.rgb_color, 3);
  if (rgb !== null) return fromRgb(rgb as unknown as Triple);
  const hs = asNumbers(data.hs_color, 2);
  if (hs !== null) return { ...fromRgb(hsToRgb(hs as unknown as Pair)), hs: hs as unknown as Pair };
  const xy = asNumbers(data.xy_color, 2);
  return xy === null ? null : { ...fromRgb(xyToRgb(xy as unknown as Pair)), xy: xy as unknown as Pair };
}

export function fromRgb(rgb: Triple): LightColor {
  return { rgb, hs: rgbToHs(rgb), xy: rgbToXy(rgb) };
}

/** Sets the attributes that go together with a colour, however it was told. */
export function colorAttributes(color: LightColor, mode: string): Record<string, unknown> {
  return { color_mode: mode, rgb_color: color.rgb, hs_color: color.hs, xy_color: color.xy };
}
