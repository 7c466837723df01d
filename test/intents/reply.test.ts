import { describe, expect, it } from 'vitest';
import type { EntityState } from '../../appliance/home/house.ts';
import { Grammar } from '../../appliance/intents/grammar.ts';
import { createReplyRenderer, type ReplyFacts } from '../../appliance/intents/reply.ts';
import { isInState } from '../../appliance/intents/state-words.ts';
import type { UnderstoodIntent } from '../../appliance/intents/understanding.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { entity } from './support/demo-house.ts';
import { program } from './support/sentences.ts';

const lamp = entity('light.lamp', 'Lamp', 'kitchen');
const fan = entity('fan.fan', 'Fan', 'kitchen');
const outside = entity('sensor.outside', 'Outside', null, { unit: '°C' });
const values: Readonly<Record<string, string>> = { 'light.lamp': 'on', 'fan.fan': 'off', 'sensor.outside': '12.5' };
const state = (value: string): EntityState => ({ value, attributes: { level: 7 }, changedAt: 0 });
const house = { state: (id: string) => (values[id] === undefined ? null : state(values[id])) };

function render(template: string, meaning: Partial<UnderstoodIntent>, facts: ReplyFacts = {}): string | null {
  const sentences = program({
    responses: { intents: { Test: { default: template } } },
    intents: { Test: { data: [{ sentences: ['go'] }] } },
  });
  const renderer = createReplyRenderer({ grammars: [new Grammar('en', [sentences])], log: silentLog });
  const whole = {
    kind: 'intent',
    intent: 'Test',
    response: 'default',
    slots: {},
    entities: [],
    area: null,
    text: '',
    certainty: 'exact',
  } as const;
  return renderer.render({ ...whole, ...meaning }, facts, house, 'en-GB');
}

describe('a reply from a template', () => {
  it('says slots, the first state and its unit', () => {
    expect(
      render('{{ slots.name }} is {{ state.state_with_unit }}', { slots: { name: 'Outside' }, entities: [outside] }),
    ).toBe('Outside is 12.5 °C');
  });

  it('says which match what was asked, and which do not', () => {
    const template =
      '{{ query.matched | map(attribute="name") | join(", ") }} / {{ query.unmatched | map(attribute="name") | join(", ") }}';
    expect(render(template, { slots: { state: 'on' }, entities: [lamp, fan] })).toBe('Lamp / Fan');
  });

  it('takes numbers for words, as templates compare them', () => {
    expect(render('{{ slots.hours }} {{ "hour" if slots.hours in ["1"] else "hours" }}', { slots: { hours: 1 } })).toBe(
      '1 hour',
    );
  });

  it('asks for attributes, times, dates and timers', () => {
    expect(render('{{ state_attr(state.entity_id, "level") }}', { entities: [lamp] })).toBe('7');
    expect(render("{{ '{0:02d}'.format(slots.time.minute) }}", {}, { time: { hour: 7, minute: 5 } })).toBe('05');
    expect(render('{{ slots.date.weekday() }}', {}, { date: { year: 2026, month: 3, day: 4, weekday: 2 } })).toBe('2');
    const timers = [{ name: 'pizza', area: null, isActive: true, secondsLeft: 125, startSeconds: 600 }];
    expect(
      render('{{ slots.timers[0].rounded_minutes_left }}:{{ slots.timers[0].rounded_seconds_left }}', {}, { timers }),
    ).toBe('2:5');
  });

  it('is one line', () => {
    expect(render('\n  {% if true %}\n   Yes ,\n   indeed\n  {% endif %}\n', {})).toBe('Yes, indeed');
  });

  it('is nothing where there is no template, or it does not work, or it never ends', () => {
    expect(render('{{ slots.x.y.z }', {})).toBeNull();
    expect(render('{{ state.state | int + nothing() }}', { entities: [lamp] })).toBeNull();
    expect(render('{% for i in range(9999) %}{% for j in range(9999) %}x{% endfor %}{% endfor %}', {})).toBeNull();
    expect(render('x', { intent: 'Other' })).toBeNull();
  });
});

describe('the state that was asked about', () => {
  it('may be said in the words of another kind of thing', () => {
    expect(isInState(entity('cover.a', 'A', null), state('open'), 'on')).toBe(true);
    expect(isInState(entity('lock.a', 'A', null), state('unlocked'), 'locked')).toBe(false);
    expect(isInState(lamp, state('on'), 'on')).toBe(true);
    expect(isInState(lamp, null, 'off')).toBe(false);
  });
});
