// A light whatever schema it speaks: what it has, what of it shows in its messages, and how it is told.
import type { EntityState } from '../house.ts';
import type { OutgoingMessage } from '../transport.ts';
import { type Component, cannot, type Reading } from './component.ts';
import type { DiscoveryDocument } from './document.ts';
import { lightGoal, type Reported } from './light-goal.ts';
import { type LightRequest, lightRequest } from './light-request.ts';
import { temperatureLimits, withinLimits } from './light-values.ts';

/** null and false: it has none. */
export type LightAbilities = { readonly [ability in keyof typeof ABILITIES]: unknown };

/** What each is called as a feature of the entity, and in a refusal. */
const ABILITIES = {
  brightness: { feature: 'brightness', called: 'brightness' },
  color: { feature: 'color', called: 'colour' },
  colorTemperature: { feature: 'color_temp', called: 'colour temperature' },
  effect: { feature: 'effect', called: 'effects' },
} as const;

export interface LightParts {
  readonly has: LightAbilities;
  readonly reported: Reported;
  /** The device's highest brightness. */
  readonly scale: number;
  readonly readings: readonly Reading[];
  /** `request` asks for nothing that the light lacks. */
  messages(request: LightRequest, state: EntityState | null): readonly OutgoingMessage[];
}

export function lightComponent(document: DiscoveryDocument, parts: LightParts): Component {
  const { has, reported, scale, readings } = parts;
  const effects = document.list('effect_list');
  return {
    domain: 'light',
    assumed: !reported.on,
    features: Object.entries(ABILITIES).flatMap(([ability, { feature }]) =>
      isThere(has[ability as keyof LightAbilities]) ? [feature] : [],
    ),
    fixed: {
      ...(effects === null ? {} : { effect_list: effects }),
      ...(isThere(has.colorTemperature) ? temperatureLimits(document) : {}),
    },
    readings,
    plan(service, data, state) {
      const request = withinLimits(document, lightRequest(service, data, state));
      if (request === null) return cannot(service);
      const lacking = lackingAbility(request, has);
      if (lacking !== null) return { refused: `it has no ${ABILITIES[lacking].called}` };
      return { messages: parts.messages(request, state), ...lightGoal(request, scale, reported) };
    },
  };
}

/** The first thing asked of a light that it does not have. */
function lackingAbility(request: LightRequest, has: LightAbilities): keyof LightAbilities | null {
  const asked = { ...request, colorTemperature: request.kelvin };
  const abilities = Object.keys(ABILITIES) as Array<keyof LightAbilities>;
  return abilities.find((ability) => asked[ability] !== null && !isThere(has[ability])) ?? null;
}

function isThere(ability: unknown): boolean {
  return ability !== null && ability !== false;
}
