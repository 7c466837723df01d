// Machines that drive about by themselves: vacuum cleaners and lawn mowers.
import type { Entity, House } from '../home/house.ts';
import { act, namesOf, type Order } from './acting.ts';
import { nothingMeant } from './answering.ts';
import { asked, type IntentCall, type Skill, type SkillContext, type SkillReply, textSlot } from './skill.ts';

interface Work {
  readonly domain: 'vacuum' | 'lawn_mower';
  /** null where the words lack something, or the house does not know the place. */
  readonly order: (call: IntentCall, house: House) => Order | null;
}

const WORK: Readonly<Record<string, Work>> = {
  HassVacuumStart: { domain: 'vacuum', order: () => ({ service: 'start' }) },
  HassVacuumReturnToBase: { domain: 'vacuum', order: () => ({ service: 'return_to_base' }) },
  HassVacuumCleanArea: { domain: 'vacuum', order: cleanArea },
  HassLawnMowerStartMowing: { domain: 'lawn_mower', order: () => ({ service: 'start_mowing' }) },
  HassLawnMowerDock: { domain: 'lawn_mower', order: () => ({ service: 'dock' }) },
};

export const cleaningSkill: Skill = {
  intents: Object.keys(WORK),
  handle(call, context) {
    const work = WORK[call.intent];
    const machines = work === undefined ? [] : machinesFor(call, work, context.house);
    if (work === undefined || machines.length === 0)
      return Promise.resolve(nothingMeant({ ...call, slots: named(call) }, context, work?.domain ?? 'vacuum'));
    const isChosen = machines.length === 1 || textSlot(call, 'name') !== null;
    return isChosen ? run(call, work, machines, context) : Promise.resolve(askWhich(call, work, machines, context));
  },
};

/** Where it should clean is not where it stands, so any of the house will do. */
function machinesFor(call: IntentCall, { domain }: Work, house: House): readonly Entity[] {
  const meant = call.targets.filter((entity) => entity.domain === domain);
  if (meant.length > 0 || textSlot(call, 'name') !== null) return meant;
  return house.snapshot().entities.filter((entity) => entity.domain === domain);
}

function named(call: IntentCall): Record<string, unknown> {
  const name = textSlot(call, 'name');
  return name === null ? {} : { name };
}

function run(call: IntentCall, work: Work, machines: readonly Entity[], context: SkillContext): Promise<SkillReply> {
  const deed = {
    order: () => work.order(call, context.house),
    words: ([first]: readonly Entity[]) =>
      context.say.stateIs({ name: first?.name ?? '', state: context.house.state(first?.id ?? '')?.value ?? '' }),
  };
  return act(call, deed, context, machines);
}

function askWhich(call: IntentCall, work: Work, machines: readonly Entity[], context: SkillContext): SkillReply {
  const choices = namesOf(machines);
  return asked(context.say.whichOne({ names: choices }), {
    kind: 'which',
    choices,
    chosen: (choice, later) =>
      run(
        call,
        work,
        machines.filter(({ name }) => name === choice),
        later,
      ),
  });
}

function cleanArea(call: IntentCall, house: House): Order | null {
  const area = house.snapshot().areas.find(({ name }) => name === textSlot(call, 'area'));
  return area === undefined ? null : { service: 'clean_area', data: { cleaning_area_id: [area.id] } };
}
