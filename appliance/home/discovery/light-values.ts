// What the three schemas of lights share: scales, units, and what a light lacks.
import { hsToRgb, kelvinToMireds, miredsToKelvin, type Pair, xyToRgb } from './color.ts';
import type { DiscoveryDocument } from './document.ts';
import { fromRgb, type LightColor, type LightRequest } from './light-request.ts';

/** The first thing asked of a light that it does not have. */
export function lackingFeature(
  request: LightRequest,
  has: { readonly [feature in 'brightness' | 'color' | 'colorTemperature' | 'effect']: unknown },
): string | null {
  const isMissing = (capability: unknown): boolean => capability === null || capability === false;
  if (request.brightness !== null && isMissing(has.brightness)) return 'brightness';
  if (request.color !== null && isMissing(has.color)) return 'colour';
  if (request.kelvin !== null && isMissing(has.colorTemperature)) return 'colour temperature';
  return request.effect !== null && isMissing(has.effect) ? 'effects' : null;
}

export function toScale(brightness: number, scale: number): number {
  return Math.max(1, Math.round((brightness / 255) * scale));
}

export function fromScale(value: number, scale: number): number {
  return Math.round(Math.max(0, Math.min(255, (value / scale) * 255)));
}

export function temperatureValue(document: DiscoveryDocument, kelvin: number): number {
  return document.flag('color_temp_kelvin') ? kelvin : kelvinToMireds(kelvin);
}

export function kelvinFrom(document: DiscoveryDocument, value: number): number | null {
  if (value <= 0) return null;
  return document.flag('color_temp_kelvin') ? value : miredsToKelvin(value);
}

export function hsColor(numbers: readonly number[]): LightColor {
  const hs = [numbers[0] ?? 0, numbers[1] ?? 0] as const satisfies Pair;
  return { ...fromRgb(hsToRgb(hs)), hs };
}

export function xyColor(numbers: readonly number[]): LightColor {
  const xy = [numbers[0] ?? 0, numbers[1] ?? 0] as const satisfies Pair;
  return { ...fromRgb(xyToRgb(xy)), xy };
}
