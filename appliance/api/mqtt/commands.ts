// Commands that come by MQTT: each has a schema, a limit of size, and an answer. A payload is a JSON object, which may carry an
// `id` for the answer, or what Home Assistant's entities send: plain text, a number, ON or OFF.
import { z } from 'zod';
import type { Actor } from '../../home/house.ts';
import type { BoxActions } from '../actions.ts';
import { houseEditSchema } from '../house-editing.ts';

const text = z.string().trim().min(1).max(2000);
/** A number, or text that is one; an empty text is none. */
const numeric = z.union([z.number(), z.string().trim().min(1).transform(Number)]).pipe(z.number());
const timerNumber = numeric.pipe(z.number().int().nonnegative());
const percent = numeric.pipe(z.number().int().min(0).max(100));
const muted = z.union([z.boolean(), z.enum(['ON', 'OFF']).transform((word) => word === 'ON')]);

/** What a command gives back beside "ok". */
export type CommandResult = Readonly<Record<string, unknown>>;

export interface BoxCommand {
  /** The last level of its topic. */
  readonly name: string;
  /** What its payload looks like, for people. */
  readonly payload: string;
  readonly about: string;
  /** The key that a plain payload stands for; null where it takes none. */
  readonly plainKey: string | null;
  /** It waits for its turn to be said, which may take long; how many may wait is the box's own to say. */
  readonly isSpoken?: true;
  /** Whether this box can do it. */
  readonly offered: (actions: BoxActions) => boolean;
  /** Throws what the action throws, and a ZodError for a payload that does not fit. */
  readonly run: (payload: unknown, actions: BoxActions, actor: Actor) => CommandResult | Promise<CommandResult>;
}

const NOTHING: CommandResult = {};
const always = (): boolean => true;

/** Ties a schema to what is done with its output. */
function command<Schema extends z.ZodType>(
  shape: Omit<BoxCommand, 'run' | 'offered'> & { readonly offered?: BoxCommand['offered'] },
  schema: Schema,
  act: (input: z.output<Schema>, actions: BoxActions, actor: Actor) => unknown,
): BoxCommand {
  return {
    offered: always,
    ...shape,
    run: async (payload, actions, actor) =>
      ((await act(schema.parse(payload), actions, actor)) as CommandResult | undefined) ?? NOTHING,
  };
}

const anything = z.unknown();

export const BOX_COMMANDS: readonly BoxCommand[] = [
  command(
    { name: 'say', payload: 'text, or `{"text"}`', about: 'Speaks the text.', plainKey: 'text', isSpoken: true },
    z.object({ text }),
    (input, actions) => actions.announce(input.text),
  ),
  command(
    {
      name: 'ask',
      payload: 'text, or `{"text"}`',
      about: 'Understands and acts as if it had been said; the reply is in the result.',
      plainKey: 'text',
    },
    z.object({ text }),
    async (input, actions, actor) => {
      const { text: said, outcome, intent } = await actions.ask(input.text, actor);
      return { reply: { text: said, outcome, intent } };
    },
  ),
  command(
    {
      name: 'announce',
      payload: 'text, or `{"text", "chime": true or false, "volume": 0 to 100, "answer": "said" or "taken"}`',
      about:
        'Speaks the text after a chime, as loud as asked; answered when it was said, or as soon as it waits to be.',
      plainKey: 'text',
      isSpoken: true,
      offered: (actions) => actions.announceAs !== undefined,
    },
    z.object({
      text,
      chime: z.boolean().default(true),
      volume: percent.nullable().default(null),
      answer: z.enum(['said', 'taken']).default('said'),
    }),
    ({ answer, ...announcement }, actions) => {
      const said = actions.announceAs?.(announcement);
      return answer === 'said' ? said : undefined;
    },
  ),
  command(
    {
      name: 'start_conversation',
      payload: 'text, or `{"text"}`',
      about: 'Speaks the text and listens for the answer.',
      plainKey: 'text',
      isSpoken: true,
      offered: (actions) => actions.startConversation !== undefined,
    },
    z.object({ text }),
    (input, actions) => actions.startConversation?.(input.text),
  ),
  command(
    {
      name: 'start_listening',
      payload: 'anything',
      about: 'As a short press of the button; refused with `microphone.switchedOff` while muted.',
      plainKey: null,
    },
    anything,
    (_input, actions) => actions.talk(),
  ),
  command(
    { name: 'cancel', payload: 'anything', about: 'Stops speech, listening and ringing.', plainKey: null },
    anything,
    (_input, actions) => actions.stop(),
  ),
  command(
    {
      name: 'mute',
      payload: '`ON`, `OFF`, or `{"muted": true or false}`',
      about: 'Closes or opens the microphone.',
      plainKey: 'muted',
    },
    z.object({ muted }),
    (input, actions) => actions.setMuted(input.muted),
  ),
  command(
    {
      name: 'set_volume',
      payload: '`{"plane": "assistant" or "media", "percent": 0 to 100}`; a number is the assistant\'s',
      about: 'Sets a volume.',
      plainKey: 'percent',
    },
    z.object({ plane: z.enum(['assistant', 'media']).default('assistant'), percent }),
    (input, actions) => actions.setVolume(input.plane, input.percent),
  ),
  command(
    {
      name: 'set_media_volume',
      payload: 'a number from 0 to 100',
      about: 'Sets the volume of music.',
      plainKey: 'percent',
    },
    z.object({ percent }),
    (input, actions) => actions.setVolume('media', input.percent),
  ),
  command(
    {
      name: 'set_wake_sensitivity',
      payload: 'a number from 0 to 100, or `{"percent"}`',
      about: "Sets how easily the wake word is heard; 50 is the model's own cut-off.",
      plainKey: 'percent',
    },
    z.object({ percent }),
    (input, actions) => actions.setWakeSensitivity(input.percent),
  ),
  command(
    {
      name: 'timer_start',
      payload: '`{"seconds", "name"}`',
      about: 'Starts a timer; the result tells its number.',
      plainKey: 'seconds',
    },
    z.object({
      seconds: numeric.pipe(z.number().positive().max(604_800)),
      name: z.string().trim().min(1).max(60).nullable().default(null),
    }),
    (input, actions) => ({ timer: actions.startTimer(input).id }),
  ),
  command(
    { name: 'timer_cancel', payload: '`{"timer"}`: its number', about: 'Cancels a timer.', plainKey: 'timer' },
    z.object({ timer: timerNumber }),
    (input, actions) => actions.cancelTimer(input.timer),
  ),
  command(
    { name: 'timer_pause', payload: '`{"timer"}`: its number', about: 'Pauses a timer.', plainKey: 'timer' },
    z.object({ timer: timerNumber }),
    (input, actions) => actions.pauseTimer(input.timer),
  ),
  command(
    { name: 'timer_resume', payload: '`{"timer"}`: its number', about: 'Lets it run again.', plainKey: 'timer' },
    z.object({ timer: timerNumber }),
    (input, actions) => actions.resumeTimer(input.timer),
  ),
  command(
    {
      name: 'timer_extend',
      payload: '`{"timer", "seconds"}`; below zero it is shortened',
      about: 'Makes a timer longer or shorter.',
      plainKey: null,
    },
    z.object({ timer: timerNumber, seconds: numeric.pipe(z.number().min(-604_800).max(604_800)) }),
    (input, actions) => actions.extendTimer(input.timer, input.seconds),
  ),
  command(
    {
      name: 'ring',
      payload: '`{"state": "ON" or "OFF", "brightness": 0 to 255}`',
      about: 'Lights the ring for the room.',
      plainKey: 'state',
      offered: (actions) => actions.setRingLight !== undefined,
    },
    z.object({ state: z.enum(['ON', 'OFF']), brightness: z.number().min(0).max(255).nullable().default(null) }),
    (input, actions) => actions.setRingLight?.({ on: input.state === 'ON', brightness: input.brightness }),
  ),
  command(
    {
      name: 'edit_house',
      payload:
        '`{"edit": "addArea", "name"}`, `{"edit": "removeArea", "area"}`, `{"edit": "alias", "of", "aliases": […]}` or `{"edit": "place", "thing", "area"}`',
      about: 'Changes areas and aliases where their source says nothing. Things and areas go by id or name.',
      plainKey: null,
      offered: (actions) => actions.editHouse !== undefined,
    },
    z
      .looseObject({})
      .transform(({ id: _id, ...edit }) => edit)
      .pipe(houseEditSchema),
    (input, actions) => actions.editHouse?.(input),
  ),
  command(
    {
      name: 'restart',
      payload: 'anything',
      about: 'Ends everything and begins anew, with the configuration read again.',
      plainKey: null,
      offered: (actions) => actions.restart !== undefined,
    },
    anything,
    (_input, actions) => actions.restart?.(),
  ),
];
