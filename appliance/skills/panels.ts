// Alarm panels: arming is done at once, disarming lets people in and asks first.
import type { Entity } from '../home/house.ts';
import { act, hasFeature } from './acting.ts';
import { nothingMeant } from './answering.ts';
import { asksFirst, withConsent } from './guarded.ts';
import { done, type IntentCall, type Skill, type SkillContext, type SkillReply, textSlot } from './skill.ts';

const PANEL = 'alarm_control_panel';
/** Where no mode is said: the first that the panel has. */
const MODES = ['away', 'home', 'night', 'vacation'];

export const panelsSkill: Skill = {
  intents: ['LinnetArm', 'LinnetDisarm'],
  handle(call, context) {
    const panels = call.targets.filter(({ domain }) => domain === PANEL);
    if (call.response === 'off' && stopsRinging(context)) return Promise.resolve(done(context.say.done()));
    if (panels.length === 0) return Promise.resolve(nothingMeant(call, context, PANEL));
    return call.intent === 'LinnetArm' ? arm(call, panels, context) : disarm(call, panels, context);
  },
};

/** "Turn off the alarm" while one rings is about that one. */
function stopsRinging({ alarms, timers }: SkillContext): boolean {
  return alarms.dismiss() + timers.dismiss() > 0;
}

function arm(call: IntentCall, panels: readonly Entity[], context: SkillContext): Promise<SkillReply> {
  const wanted = textSlot(call, 'arm_mode');
  return order(call, panels, context, (panel) => {
    const mode = wanted ?? MODES.find((one) => hasFeature(panel, `arm_${one}`)) ?? 'away';
    const canDo = panel.features.length === 0 || hasFeature(panel, `arm_${mode}`);
    return canDo ? `alarm_arm_${mode}` : null;
  });
}

function disarm(call: IntentCall, panels: readonly Entity[], context: SkillContext): Promise<SkillReply> {
  return withConsent(
    panels,
    (panel) => asksFirst(panel, 'off', context.house),
    (settled, later) => order(call, settled, later, () => 'alarm_disarm'),
    context,
  );
}

function order(
  call: IntentCall,
  panels: readonly Entity[],
  context: SkillContext,
  serviceFor: (panel: Entity) => string | null,
): Promise<SkillReply> {
  const { say, house } = context;
  const state = ({ id, name }: Entity): { name: string; state: string } => ({
    name,
    state: house.state(id)?.value ?? '',
  });
  const deed = {
    order: (panel: Entity) => {
      const service = serviceFor(panel);
      return service === null ? null : { service };
    },
    words: (all: readonly Entity[]) => all.map((panel) => say.stateIs(state(panel))).join(' '),
    already: (panel: Entity) => say.alreadyIs(state(panel)),
  };
  return act(call, deed, { ...withoutForetelling(context) }, panels);
}

/** What a panel will say of itself ("arming") is known only when it has. */
function withoutForetelling({ foretell: _, ...context }: SkillContext): SkillContext {
  return context;
}
