// The natural logarithm in integers, 1/64 nat a unit: the whole part of log2 is the position of the leading bit, the
// fraction comes from a table of what log2 has above a straight line, with linear interpolation between 128 points.

const SEGMENT_BITS = 9; // 16 fraction bits, 128 segments
const LN_2_Q16 = 45426;
const Q16_HALF = 32768;
const Q16_ONE = 65536;
const UNITS_PER_NAT = 64;

/** By segment: log2(1 + i/128) − i/128 in Q16. The reference has two zeros at the end. */
const CURVE = Uint16Array.from({ length: 130 }, (_, i) =>
  i > 127 ? 0 : Math.round(Q16_ONE * (Math.log2(1 + i / 128) - i / 128)),
);

/** 64 · ln(value) for integers from 2 to 2^32 − 1; 0 below. At most 65535. */
export function scaledLogarithm(value: number): number {
  if (value < 2) return 0;
  const whole = 31 - Math.clz32(value);
  const rest = value - 2 ** whole;
  const fraction = whole < 16 ? rest << (16 - whole) : Math.floor(rest / 2 ** (whole - 16));
  const segment = fraction >> SEGMENT_BITS;
  const from = CURVE[segment] as number;
  const step = (CURVE[segment + 1] as number) - from;
  const bend = from + ((step * (fraction - (segment << SEGMENT_BITS))) >> 16);
  const nats = Math.floor((LN_2_Q16 * (whole * Q16_ONE + fraction + bend) + Q16_HALF) / Q16_ONE);
  return Math.min(65535, Math.floor((nats * UNITS_PER_NAT + Q16_HALF) / Q16_ONE));
}
