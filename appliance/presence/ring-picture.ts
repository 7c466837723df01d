// A ring as a picture: SVG, for the documentation. A few moments of a scene side by side, as the LEDs show them.

const LED = 9;
const GAP = 16;

/** `frames` hold r, g, b of each LED; `labels` stand below. */
export function renderRingPicture(frames: readonly Uint8Array[], labels: readonly string[]): string {
  const count = (frames[0]?.length ?? 0) / 3;
  const radius = count < ROUND ? 0 : 34;
  const width = radius === 0 ? count * 3 * LED : 2 * radius + 3 * LED;
  const height = radius === 0 ? 4 * LED : width;
  const cells = frames.map((pixels, i) => {
    const x = GAP + i * (width + GAP);
    const label = `<text x="${width / 2}" y="${height + 14}" text-anchor="middle">${escapeText(labels[i] ?? '')}</text>`;
    return `<g transform="translate(${x} ${GAP})">${ledsOf(pixels, width, height, radius)}${label}</g>`;
  });
  const totalWidth = GAP + frames.length * (width + GAP);
  const totalHeight = height + 2 * GAP + 14;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${totalWidth}" height="${totalHeight}" font-family="sans-serif" font-size="10" fill="#999">`,
    `<rect width="100%" height="100%" fill="#16181c"/>`,
    ...cells,
    '</svg>\n',
  ].join('\n');
}

/** Fewer LEDs lie in a row. */
const ROUND = 6;

function ledsOf(pixels: Uint8Array, width: number, height: number, radius: number): string {
  const count = pixels.length / 3;
  let circles = '';
  for (let led = 0; led < count; led++) {
    const angle = (2 * Math.PI * led) / count;
    const x = radius === 0 ? (led + 0.5) * 3 * LED : width / 2 + radius * Math.sin(angle);
    const y = radius === 0 ? height / 2 : height / 2 - radius * Math.cos(angle);
    circles += `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${LED}" fill="${colour(pixels, led)}"/>`;
  }
  return circles;
}

/** What is as dark as the plastic is plastic; a dim LED is lifted, since screens show less of the dark than LEDs do. */
function colour(pixels: Uint8Array, led: number): string {
  const rgb = [...pixels.subarray(3 * led, 3 * led + 3)].map((value) => Math.round(255 * (value / 255) ** 0.6));
  return Math.max(...rgb) < PLASTIC ? '#2c2f36' : `rgb(${rgb.join(' ')})`;
}

const PLASTIC = 0x2c;

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
