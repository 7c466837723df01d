// Text and other values ▸ numbers, as Home Assistant's int and float read them.
import { parseNumber } from './text-form.ts';
import { float, isNumber, numberOf, type Value } from './value.ts';

/** A float; null where `value` is none. */
export function toFloat(value: Value): Value | null {
  if (isNumber(value) || typeof value === 'boolean') return float(numberOf(value));
  if (typeof value !== 'string') return null;
  const parsed = parseNumber(value);
  return parsed === null ? null : float(numberOf(parsed));
}

/** A whole number, cut towards zero; null where `value` is none. `base` is for text. */
export function toInteger(value: Value, base: Value): number | null {
  if (typeof value === 'string' && base !== undefined && numberOf(base) !== 10) return inBase(value, numberOf(base));
  const number = toFloat(value);
  if (number === null || !Number.isFinite(numberOf(number))) return null;
  return Math.trunc(numberOf(number)) + 0; // -0.4 cuts to 0, not to -0
}

const PREFIXES: Readonly<Record<number, RegExp>> = { 16: /^0x/i, 8: /^0o/i, 2: /^0b/i };

function inBase(text: string, base: number): number | null {
  if (!Number.isInteger(base) || base < 2 || base > 36) return null;
  const prefix = PREFIXES[base];
  const plain = prefix === undefined ? text.trim() : text.trim().replace(prefix, '');
  const highest = (base - 1).toString(36);
  const digits = base <= 10 ? `0-${highest}` : `0-9a-${highest}`;
  return new RegExp(`^[+-]?[${digits}]+$`, 'i').test(plain) ? Number.parseInt(plain, base) : null;
}

/** `number` with `digits` places; a number exactly between two goes to the even one, as Python rounds. */
export function fixedHalfEven(number: number, digits: number): string {
  const places = Math.max(0, Math.min(60, digits));
  const exact = number.toFixed(places + 40); // toFixed is exact, so a tie shows as a 5 and nothing but zeros behind it
  const rounded = number.toFixed(places);
  if (!/^50*$/.test(exact.slice(-40)) || /[02468]$/.test(rounded)) return rounded;
  return (Number(rounded) - Math.sign(number) * 10 ** -places).toFixed(places);
}

export function roundHalfEven(number: number, digits: number): number {
  return Number.isFinite(number) ? Number(fixedHalfEven(number, digits)) : number;
}
