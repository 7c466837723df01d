// Colours from one way of saying them to another: sRGB 0 to 255, hue (degrees) with saturation (percent), CIE 1931 xy.
// The matrices are those of the wide gamut that Philips publishes for its lamps ("RGB to xy color conversion"), which others follow.

export type Triple = readonly [number, number, number];
export type Pair = readonly [number, number];

export function hsToRgb([hue, saturation]: Pair): Triple {
  const chroma = saturation / 100;
  const channel = (offset: number): number => {
    const position = (offset + hue / 60) % 6;
    return Math.round(255 * (1 - chroma * Math.max(0, Math.min(position, 4 - position, 1))));
  };
  return [channel(5), channel(3), channel(1)];
}

export function rgbToHs([red, green, blue]: Triple): Pair {
  const highest = Math.max(red, green, blue);
  const chroma = highest - Math.min(red, green, blue);
  if (chroma === 0) return [0, 0];
  const sector =
    highest === red
      ? ((green - blue) / chroma + 6) % 6
      : highest === green
        ? (blue - red) / chroma + 2
        : (red - green) / chroma + 4;
  return [round(sector * 60, 3), round((chroma / highest) * 100, 3)];
}

function round(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}

export function rgbToXy([red, green, blue]: Triple): Pair {
  const linear = (channel: number): number => {
    const part = channel / 255;
    return part > 0.04045 ? ((part + 0.055) / 1.055) ** 2.4 : part / 12.92;
  };
  const [r, g, b] = [linear(red), linear(green), linear(blue)];
  const x = r * 0.664511 + g * 0.154324 + b * 0.162028;
  const y = r * 0.283881 + g * 0.668433 + b * 0.047685;
  const z = r * 0.000088 + g * 0.07231 + b * 0.986039;
  const sum = x + y + z;
  return sum === 0 ? [0, 0] : [round(x / sum, 4), round(y / sum, 4)];
}

export function xyToRgb([x, y]: Pair): Triple {
  if (y <= 0) return [0, 0, 0];
  const bigX = x / y;
  const bigZ = (1 - x - y) / y;
  const linear = [
    bigX * 1.656492 - 0.354851 - bigZ * 0.255038,
    -bigX * 0.707196 + 1.655397 + bigZ * 0.036152,
    bigX * 0.051713 - 0.121364 + bigZ * 1.01153,
  ].map((channel) => (channel <= 0.0031308 ? 12.92 * channel : 1.055 * channel ** (1 / 2.4) - 0.055));
  const highest = Math.max(...linear, 1e-9);
  const [red = 0, green = 0, blue = 0] = linear.map((channel) => Math.round((Math.max(0, channel) / highest) * 255));
  return [red, green, blue];
}

/** Red, green and blue, and whites after them: one, or a cold and a warm one. */
export type Channels = readonly number[];

/** What the three colours have in common is left to the white lamps; the strongest channel stays as strong as it was. */
export function toRgbw(rgb: Triple): Channels {
  const white = Math.min(...rgb);
  return asStrongAs(rgb, [...rgb.map((channel) => channel - white), white]);
}

export function toRgbww(rgb: Triple): Channels {
  const white = Math.min(...rgb);
  return asStrongAs(rgb, [...rgb.map((channel) => channel - white), white, white]);
}

/** The colour that channels make together. */
export function fromChannels([red = 0, green = 0, blue = 0, ...whites]: Channels): Triple {
  const white = Math.max(0, ...whites);
  const mixed = [red + white, green + white, blue + white];
  const [r = 0, g = 0, b = 0] = asStrongAs([red, green, blue, white], mixed);
  return [r, g, b];
}

function asStrongAs(before: Channels, channels: Channels): Channels {
  const strongest = Math.max(...channels);
  return strongest <= 0 ? channels : channels.map((channel) => Math.round((channel * Math.max(...before)) / strongest));
}

/** Rounded down, as Home Assistant does in both directions (util/color.py). */
export function kelvinToMireds(kelvin: number): number {
  return Math.floor(1_000_000 / kelvin);
}

export function miredsToKelvin(mireds: number): number {
  return Math.floor(1_000_000 / mireds);
}

/** Three numbers in `value` (a list, or text with commas); null where they are not there. */
export function asNumbers(value: unknown, count: number): readonly number[] | null {
  const items = typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value : null;
  if (items === null || items.length < count) return null;
  const numbers = items.slice(0, count).map(Number);
  return numbers.every(Number.isFinite) ? numbers : null;
}
