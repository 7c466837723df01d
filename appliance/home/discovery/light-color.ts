// The ways in which a light with topics of its own takes and tells its colour. Channels (red, green, blue, and whites) carry the
// brightness too where there is no topic for that.
import type { EntityState } from '../house.ts';
import { roundHalfEven } from '../template/numbers.ts';
import type { OutgoingMessage } from '../transport.ts';
import { asNumbers, type Channels, fromChannels, type Triple, toRgbw, toRgbww } from './color.ts';
import { type Draft, type Reading, reading, type Writer, writer } from './component.ts';
import type { DiscoveryDocument } from './document.ts';
import { colorAttributes, fromRgb, type LightColor } from './light-request.ts';
import { hsColor, toScale, xyColor } from './light-values.ts';

export interface ColorWriter {
  /** Whether the colour is told by channels, which can be dimmed. */
  readonly dims: boolean;
  /** `level` (0 to 255) dims channels. */
  write(color: LightColor, level: number): OutgoingMessage;
}

/** In the order in which a colour that is asked for loses least. */
const CHANNELS: ReadonlyArray<readonly [kind: string, names: readonly string[], of: (rgb: Triple) => Channels]> = [
  ['rgb', ['red', 'green', 'blue'], (rgb) => rgb],
  ['rgbw', ['red', 'green', 'blue', 'white'], toRgbw],
  ['rgbww', ['red', 'green', 'blue', 'cold_white', 'warm_white'], toRgbww],
];

export function colorWriter(document: DiscoveryDocument): ColorWriter | null {
  for (const [kind, names, of] of CHANNELS) {
    const write = colorTopic(document, kind);
    if (write === null) continue;
    return {
      dims: true,
      write({ rgb }, level) {
        const channels = of(rgb).map((channel) => Math.floor((channel * level) / 255));
        return write(channels.join(','), Object.fromEntries(names.map((name, index) => [name, channels[index] ?? 0])));
      },
    };
  }
  const hs = colorTopic(document, 'hs');
  if (hs !== null) return { dims: false, write: ({ hs: [hue, sat] }) => hs(`${hue},${sat}`, { hue, sat }) };
  const xy = colorTopic(document, 'xy');
  return xy === null ? null : { dims: false, write: ({ xy: [x, y] }) => xy(`${x},${y}`, { x, y }) };
}

function colorTopic(document: DiscoveryDocument, kind: string): Writer | null {
  return writer(document, `${kind}_command_topic`, `${kind}_command_template`);
}

/** Plain white, by the light's own white lamps. */
export function whiteWriter(document: DiscoveryDocument): ((level: number) => OutgoingMessage) | null {
  const write = writer(document, 'white_command_topic', null);
  const scale = document.numberOr('white_scale', 255);
  return write === null ? null : (level) => write(toScale(level, scale));
}

/** Whether its brightness is that of its channels. */
export function isDimmedByColor(document: DiscoveryDocument): boolean {
  const hasTopic = document.has('brightness_command_topic') || document.has('brightness_state_topic');
  return !hasTopic && colorWriter(document)?.dims === true;
}

/** The colour that the light shows, or showed last. */
export function lastColor(state: EntityState | null): LightColor {
  const rgb = asNumbers(state?.attributes.rgb_color, 3);
  return fromRgb(rgb === null ? [255, 255, 255] : (rgb as unknown as Triple));
}

export function tellsColor(document: DiscoveryDocument): boolean {
  return ['rgb', 'rgbw', 'rgbww', 'hs', 'xy'].some((kind) => document.reports(`${kind}_state_topic`));
}

export function colorReadings(document: DiscoveryDocument): Reading[] {
  const isDimmed = isDimmedByColor(document);
  const channels = CHANNELS.flatMap(([kind, names]) =>
    reading(document, `${kind}_state_topic`, [`${kind}_value_template`], (text, draft) => {
      const numbers = asNumbers(text, names.length);
      if (numbers !== null) showChannels(draft, numbers, kind, isDimmed);
    }),
  );
  return [...channels, ...pairReading(document, 'hs', hsColor), ...pairReading(document, 'xy', xyColor)];
}

/** All channels dark says that the light is off, not which colour it has. */
function showChannels(draft: Draft, channels: readonly number[], kind: string, isDimmed: boolean): void {
  const rgb = fromChannels(channels);
  const level = Math.max(...rgb);
  if (!isDimmed) Object.assign(draft.attributes, colorAttributes(fromRgb(rgb), kind));
  if (!isDimmed || level <= 0) return;
  const full = rgb.map((channel) => roundHalfEven((channel / level) * 255, 0)) as unknown as Triple;
  Object.assign(draft.attributes, colorAttributes(fromRgb(full), kind), { brightness: Math.min(255, level) });
}

function pairReading(
  document: DiscoveryDocument,
  kind: 'hs' | 'xy',
  toColor: (numbers: readonly number[]) => LightColor,
): Reading[] {
  return reading(document, `${kind}_state_topic`, [`${kind}_value_template`], (text, draft) => {
    const numbers = asNumbers(text, 2);
    if (numbers !== null) Object.assign(draft.attributes, colorAttributes(toColor(numbers), kind));
  });
}
