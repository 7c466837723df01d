// Lights that speak JSON on one topic (zigbee2mqtt, ESPHome, Tasmota): {"state": "ON", "brightness": 128, "color": {…}}.
import { z } from 'zod';
import { fromChannels, toRgbw, toRgbww } from './color.ts';
import { type Component, type Draft, message, type Payload, type Reading, setAttribute } from './component.ts';
import type { DiscoveryDocument } from './document.ts';
import { lightComponent } from './light-component.ts';
import { reportedIf } from './light-goal.ts';
import { colorAttributes, fromRgb, type LightColor, type LightRequest } from './light-request.ts';
import { hsColor, kelvinFrom, showBrightness, temperatureValue, toScale, xyColor } from './light-values.ts';

const number = z.number();
const jsonStateSchema = z.object({
  state: z.unknown().optional(),
  brightness: number.nullable().optional().catch(undefined),
  color_mode: z.string().optional().catch(undefined),
  color_temp: number.nullable().optional().catch(undefined),
  color: z
    .object({ r: number, g: number, b: number, h: number, s: number, x: number, y: number, c: number, w: number })
    .partial()
    .optional()
    .catch(undefined),
  effect: z.string().nullable().optional().catch(undefined),
});
type JsonState = z.infer<typeof jsonStateSchema>;

const COLOR_MODES: ReadonlySet<string> = new Set(['rgb', 'rgbw', 'rgbww', 'hs', 'xy']);

interface Capabilities {
  readonly brightness: boolean;
  readonly color: 'rgb' | 'rgbw' | 'rgbww' | 'hs' | 'xy' | null;
  readonly colorTemperature: boolean;
  readonly effect: boolean;
}

/** From `supported_color_modes`, or from the flags that came before it. */
function capabilities(document: DiscoveryDocument): Capabilities {
  const modes = document.list('supported_color_modes') ?? [];
  const dims = modes.some((mode) => mode !== 'onoff');
  return {
    brightness: dims || document.flag('brightness'),
    color: colorSchema(document, modes),
    colorTemperature: modes.includes('color_temp') || document.flag('color_temp'),
    effect: document.flag('effect'),
  };
}

function colorSchema(document: DiscoveryDocument, modes: readonly string[]): Capabilities['color'] {
  if (modes.includes('hs') || document.flag('hs')) return 'hs';
  if (modes.includes('xy') || document.flag('xy')) return 'xy';
  if (modes.includes('rgb') || document.flag('rgb')) return 'rgb';
  if (modes.includes('rgbw')) return 'rgbw';
  return modes.includes('rgbww') ? 'rgbww' : null;
}

export function readJsonLight(document: DiscoveryDocument): Component {
  const topic = document.requiredCommandTopic();
  const has = capabilities(document);
  const scale = document.numberOr('brightness_scale', 255);
  const stateTopic = document.stateTopic('state_topic');
  return lightComponent(document, {
    has,
    reported: reportedIf(document.reports('state_topic')),
    scale,
    readings: stateTopic === null ? [] : [jsonReading(document, stateTopic, scale)],
    messages: (request) => [message(document, topic, JSON.stringify(jsonCommand(document, request, has, scale)))],
  });
}

function jsonCommand(
  document: DiscoveryDocument,
  request: LightRequest,
  has: Capabilities,
  scale: number,
): Record<string, unknown> {
  const transition = request.transition === null ? {} : { transition: request.transition };
  if (!request.on) return { state: document.textOr('payload_off', 'OFF'), ...transition };
  return {
    state: document.textOr('payload_on', 'ON'),
    ...(request.brightness === null ? {} : { brightness: toScale(request.brightness, scale) }),
    ...(request.color === null ? {} : { color: jsonColor(request.color, has.color) }),
    ...(request.kelvin === null ? {} : { color_temp: temperatureValue(document, request.kelvin) }),
    ...(request.effect === null ? {} : { effect: request.effect }),
    ...transition,
  };
}

function jsonColor({ rgb, hs, xy }: LightColor, schema: Capabilities['color']): Record<string, number> {
  if (schema === 'hs') return { h: hs[0], s: hs[1] };
  if (schema === 'xy') return { x: xy[0], y: xy[1] };
  const [r = 0, g = 0, b = 0, ...whites] = schema === 'rgbw' ? toRgbw(rgb) : schema === 'rgbww' ? toRgbww(rgb) : rgb;
  const [first = 0, second = 0] = whites;
  if (schema === 'rgbww') return { r, g, b, c: first, w: second };
  return schema === 'rgbw' ? { r, g, b, w: first } : { r, g, b };
}

function jsonReading(document: DiscoveryDocument, topic: string, scale: number): Reading {
  const on = document.textOr('payload_on', 'ON');
  const off = document.textOr('payload_off', 'OFF');
  return {
    topic,
    apply(payload: Payload, draft: Draft): void {
      const state = jsonStateSchema.safeParse(payload.json);
      if (!state.success) return;
      if (state.data.state === on) draft.value = 'on';
      else if (state.data.state === off) draft.value = 'off';
      else if (state.data.state === null) draft.value = null;
      applyDetails(document, state.data, draft, scale);
    },
  };
}

function applyDetails(document: DiscoveryDocument, state: JsonState, draft: Draft, scale: number): void {
  showBrightness(draft, state.brightness, scale);
  if (state.effect !== undefined) setAttribute(draft, 'effect', state.effect);
  const color = stateColor(state.color);
  const mode = state.color_mode ?? (color === null ? 'color_temp' : 'xy');
  if (color !== null && mode !== 'color_temp') {
    Object.assign(draft.attributes, colorAttributes(color, COLOR_MODES.has(mode) ? mode : 'xy'));
  }
  const kelvin = typeof state.color_temp === 'number' ? kelvinFrom(document, state.color_temp) : null;
  if (kelvin === null || (state.color_mode !== undefined && state.color_mode !== 'color_temp')) return;
  Object.assign(draft.attributes, { color_temp_kelvin: kelvin, color_mode: 'color_temp' });
}

function stateColor(color: JsonState['color']): LightColor | null {
  if (color === undefined) return null;
  const { r, g, b, c = 0, w = 0, h, s, x, y } = color;
  if (r !== undefined && g !== undefined && b !== undefined) return fromRgb(fromChannels([r, g, b, c, w]));
  if (h !== undefined && s !== undefined) return hsColor([h, s]);
  return x !== undefined && y !== undefined ? xyColor([x, y]) : null;
}
