// What the three schemas of lights share: scales and units.
import { roundHalfEven } from '../template/numbers.ts';
import { hsToRgb, kelvinToMireds, miredsToKelvin, type Pair, xyToRgb } from './color.ts';
import type { Draft } from './component.ts';
import type { DiscoveryDocument } from './document.ts';
import { fromRgb, type LightColor, type LightRequest } from './light-request.ts';

export function toScale(brightness: number, scale: number): number {
  return Math.max(1, Math.min(scale, roundHalfEven((brightness / 255) * scale, 0)));
}

/** Zero says that the light is off, not how bright it will be when it is on again. */
export function showBrightness(draft: Draft, value: number | null | undefined, scale: number): void {
  if (typeof value === 'number' && value > 0)
    draft.attributes.brightness = Math.max(1, Math.min(255, roundHalfEven((value / scale) * 255, 0)));
}

export function temperatureValue(document: DiscoveryDocument, kelvin: number): number {
  return document.flag('color_temp_kelvin') ? kelvin : kelvinToMireds(kelvin);
}

export function kelvinFrom(document: DiscoveryDocument, value: number): number | null {
  if (value <= 0) return null;
  return document.flag('color_temp_kelvin') ? value : miredsToKelvin(value);
}

/** The whites that the light says it can show, in kelvin; mireds count the other way round. */
export function temperatureLimits(document: DiscoveryDocument): Readonly<Record<string, number>> {
  const [warmest, coldest] = [document.number('max_mireds'), document.number('min_mireds')];
  const min = warmest !== null && warmest > 0 ? miredsToKelvin(warmest) : document.number('min_kelvin');
  const max = coldest !== null && coldest > 0 ? miredsToKelvin(coldest) : document.number('max_kelvin');
  return {
    ...(min === null ? {} : { min_color_temp_kelvin: min }),
    ...(max === null ? {} : { max_color_temp_kelvin: max }),
  };
}

/** The nearest white that the light can show. */
export function withinLimits(document: DiscoveryDocument, request: LightRequest | null): LightRequest | null {
  if (request === null || request.kelvin === null) return request;
  const limits = temperatureLimits(document);
  const [min = 0, max = Number.POSITIVE_INFINITY] = [limits.min_color_temp_kelvin, limits.max_color_temp_kelvin];
  return { ...request, kelvin: Math.max(min, Math.min(max, request.kelvin)) };
}

export function hsColor(numbers: readonly number[]): LightColor {
  const hs = [numbers[0] ?? 0, numbers[1] ?? 0] as const satisfies Pair;
  return { ...fromRgb(hsToRgb(hs)), hs };
}

export function xyColor(numbers: readonly number[]): LightColor {
  const xy = [numbers[0] ?? 0, numbers[1] ?? 0] as const satisfies Pair;
  return { ...fromRgb(xyToRgb(xy)), xy };
}
