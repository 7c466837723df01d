// A ring as one line of text, for terminals and for records.

const SHADES = ['·', '░', '▒', '▓', '█'] as const;

/** One character for each LED: coloured dots where `colour` (24-bit ANSI), shades where not. */
export function renderRingText(pixels: Uint8Array, colour: boolean): string {
  let text = '';
  for (let at = 0; at + 2 < pixels.length; at += 3) {
    const [r, g, b] = [pixels[at] as number, pixels[at + 1] as number, pixels[at + 2] as number];
    text += colour ? dot(r, g, b) : shade(Math.max(r, g, b));
  }
  return colour ? `${text}\u001b[39m` : text;
}

function dot(r: number, g: number, b: number): string {
  if (Math.max(r, g, b) === 0) return '\u001b[38;2;90;90;90m·';
  // Screens show dark colours darker than LEDs are: lifted so that a dim ring can be seen.
  const lift = (value: number): number => Math.round(255 * (value / 255) ** 0.6);
  return `\u001b[38;2;${lift(r)};${lift(g)};${lift(b)}m●`;
}

function shade(value: number): string {
  return SHADES[value === 0 ? 0 : Math.min(4, 1 + Math.floor(value / 64))] as string;
}
