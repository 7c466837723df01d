// What is said at the end: the reply template of the sentence in the language that was asked in, and the box's own words where there
// is none, or where it does not fit what is true.
import type { ReplyFacts } from '../intents/reply.ts';
import { baseLanguage } from '../language/language-tag.ts';
import { sentenceCase } from '../language/replies-words.ts';
import { failed, type IntentCall, type SkillContext, type SkillReply, textSlot } from './skill.ts';

export interface Answer {
  /** What is true now; the template sees nothing else of it. */
  readonly facts?: ReplyFacts;
  /** Slots that only acting made known. */
  readonly slots?: Readonly<Record<string, unknown>>;
  /** The same in the box's own words. */
  readonly words: () => string;
}

/** Templates that say it wrongly, by intent or by intent and response, in languages whose own words say it right. */
const UNFIT: Readonly<Record<string, readonly string[]>> = {
  de: ['HassTimerStatus'], // "remain on 90 seconds Pizza Timer"
  es: ['HassTimerStatus'],
  pt: ['HassGetCurrentTime'], // "two" at 14:00
  cs: ['HassTimerStatus', 'HassGetState.all'], // no number that ends in 0; "are not" with a singular
  pl: ['HassTurnOn.lights_area', 'HassTurnOff.lights_area'], // the area in lower case, without the case that "in" asks for
  it: ['HassLightSet.color'], // "red"
  // No "no" before what is not; "19.5" in the wrong case; only the last word of a name, with its ending.
  ru: ['HassGetState.all', 'HassClimateGetTemperature', 'HassTurnOn', 'HassTurnOff'],
};

/** The sentence that says `what` of `call`, which has been done or looked up already. */
export function answer(call: IntentCall, what: Answer, context: SkillContext): string {
  return fromTemplate(call, what, context) ?? what.words();
}

/** Whether the box has sentences of its own in the language of the turn; else they come in English. */
export function speaksOwn({ say, language }: Pick<SkillContext, 'say' | 'language'>): boolean {
  return baseLanguage(say.locale) === baseLanguage(language);
}

function fromTemplate(call: IntentCall, { facts = {}, slots }: Answer, context: SkillContext): string | null {
  const { intent, response, targets } = call;
  const unfit = UNFIT[baseLanguage(context.language)] ?? [];
  if (unfit.includes(intent) || unfit.includes(`${intent}.${response}`)) return null;
  const understood = {
    ...({ kind: 'intent', certainty: 'exact', text: '', intent, response } as const),
    slots: { ...call.slots, ...slots },
    entities: targets,
    area: textSlot(call, 'area'),
  };
  const text = context.templates?.render(understood, facts, context.house, context.language) ?? null;
  return text === null || isUnfit(text) ? null : asSentence(text);
}

/** A template that looked up a kind of device which it does not list says "None", or stops before its name; an empty one says nothing. */
function isUnfit(text: string): boolean {
  return text === '' || /(?:^|\s)None(?:\s|[.,]|$)|\sthe$/.test(text);
}

/** Templates are phrases: "turned on the light". */
export function asSentence(text: string): string {
  return sentenceCase(/[.!?…]$/.test(text) ? text : `${text}.`);
}

/** Where nothing in the house fits the words: by name where one was said, else by kind and place. */
export function nothingMeant(call: IntentCall, { say }: SkillContext, usualKind: string | null = null): SkillReply {
  const [wrongKind] = call.targets;
  if (wrongKind !== undefined) return failed(say.notPossible({ name: wrongKind.name }));
  const name = textSlot(call, 'name');
  const place = textSlot(call, 'area') ?? textSlot(call, 'floor');
  if (name !== null) return failed(say.unknownDevice({ name: place === null ? name : `${place} ${name}` }));
  const kind = firstText(call, 'device_class') ?? textSlot(call, 'domain') ?? usualKind;
  return failed(kind === null && place === null ? say.notUnderstood() : say.noneThere({ kind, area: place }));
}

/** Of several classes that may be meant, the first says which they are. */
function firstText(call: IntentCall, slot: string): string | null {
  const value = call.slots[slot];
  const [first] = Array.isArray(value) ? value : [value];
  return typeof first === 'string' && first !== '' ? first : null;
}
