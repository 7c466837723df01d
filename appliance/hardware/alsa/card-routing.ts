// The codec on a HAT comes up as its reset left it: inputs muted, microphones and converters connected to nothing (the kernel's
// wm8960.c and tlv320aic3x.c, `reg_defaults`). Whoever has no saved state of ALSA's is deaf and silent until that is switched.
import type { Log } from '../../kernel/log.ts';
import { type RunAmixer, runAmixer, simpleContents, volumesOf } from './amixer.ts';
import { tellingOnce } from './telling-once.ts';

/** What is switched of a codec by whoever opens that side of it: the microphone never touches what is played. */
export interface Routing {
  readonly capture: ControlSettings;
  readonly playback: ControlSettings;
}

export interface ControlSettings {
  /** Simple mixer controls with what `amixer sset` takes for each, in the order in which they are set. */
  readonly paths: ReadonlyArray<readonly [control: string, ...values: string[]]>;
  /** Those that are an owner's to choose: set only where they are as the driver leaves them, in steps of the control. */
  readonly levels: ReadonlyArray<readonly [control: string, untouched: number, value: string]>;
}

const NOTHING: ControlSettings = { paths: [], levels: [] };
export const NO_ROUTING: Routing = { capture: NOTHING, playback: NOTHING };

export interface RoutedCard {
  readonly id: string;
  readonly settings: ControlSettings;
}

/**
 * Sets those controls that the card has, each time it is called: a card that was away has forgotten them. A level that
 * somebody chose stays. Never rejects; what fails in the same way again is told once.
 */
export function cardRouter({
  log,
  run = runAmixer,
}: {
  readonly log: Log;
  readonly run?: RunAmixer | undefined;
}): (card: RoutedCard) => Promise<void> {
  return tellingOnce(
    (card: RoutedCard) => route(card, run),
    (reason, { id }) => log.warn({ card: id, reason }, 'the paths of the codec cannot be switched'),
  );
}

async function route({ id: cardId, settings: { paths, levels } }: RoutedCard, run: RunAmixer): Promise<void> {
  if (paths.length + levels.length === 0) return;
  const present = await simpleContents(cardId, run);
  const set = (control: string, values: readonly string[]) => run(['-q', '-c', cardId, 'sset', control, ...values]);
  for (const [control, ...values] of paths) if (present.has(control)) await set(control, values);
  for (const [control, untouched, value] of levels) {
    const volumes = volumesOf(present.get(control) ?? '');
    if (volumes.length > 0 && volumes.every((volume) => volume === untouched)) await set(control, [value]);
  }
}
