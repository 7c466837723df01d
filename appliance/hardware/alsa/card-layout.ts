// Which channels a card has: asked of the card itself, since firmware with other channels exists for most USB arrays. ALSA's "plug"
// refuses no number of channels, but makes the ones that are asked for out of those that there are.
import type { ChannelLayout } from '../ports.ts';
import { askHardware, type Range } from './hardware-parameters.ts';

/** `expected` as it is on the device `hw`, the card without any conversion. Rejects with `microphone.unavailable`. */
export async function askLayout(hw: string, expected: ChannelLayout, signal: AbortSignal): Promise<ChannelLayout> {
  const { channels } = await askHardware(hw, 'capture', signal);
  return adaptLayout(expected, channels);
}

/** What the card offers decides over what the table says. Exported for the test of the rule. */
export function adaptLayout(layout: ChannelLayout, { least, most }: Range): ChannelLayout {
  if (layout.channels >= least && layout.channels <= most) return layout;
  const count = layout.channels < least ? least : most;
  if (count > layout.channels) return { ...layout, channels: count };
  return { channels: count, speechChannel: Math.min(layout.speechChannel, count - 1), rawChannels: [] };
}
