import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { refusedOutcome } from '../../appliance/home/command-runner.ts';
import { asksFirst, asksToOpen } from '../../appliance/skills/guarded.ts';
import { entity } from '../intents/support/demo-house.ts';
import { sentenceFiles } from '../intents/support/fetched.ts';
import { ScriptedHouse } from './support/scripted-house.ts';
import { SpokenHouse } from './support/spoken-house.ts';

let spoken: SpokenHouse;
afterEach(() => spoken.close());

const GRAMMARS = sentenceFiles === null ? (['own'] as const) : (['own', 'fetched'] as const);

describe.each(GRAMMARS)('with the %s sentences, the demo house', (sentences) => {
  beforeEach(async () => {
    spoken = await SpokenHouse.open({ sentences });
  });

  test.each([
    ['turn on the kitchen light', 'demo/kitchen/set {"state":"ON"}', 'light.kitchen', 'on'],
    ['turn off the hallway light', 'demo/hallway/set {"state":"OFF"}', 'light.hallway', 'off'],
    ['close the bedroom blinds', 'demo/bedroom_blinds/set CLOSE', 'cover.bedroom_blinds', 'closed'],
    ['turn off the living room lamp', 'demo/living_room_lamp/set {"state":"OFF"}', 'light.living_room_lamp', 'off'],
  ])('"%s" sends one command, and is done when the device says so', async (text, command, entity, state) => {
    expect(await spoken.ask(text)).toMatchObject({ outcome: 'done', listens: false });
    expect(spoken.sent).toEqual([command]);
    expect(spoken.state(entity)).toBe(state);
  });

  test('sets brightness, positions and temperatures to what was said', async () => {
    await spoken.ask('set the living room lamp to forty percent');
    expect(spoken.attribute('light.living_room_lamp', 'brightness')).toBe(102);
    await spoken.ask('set the bedroom blinds to 30%');
    expect(spoken.attribute('cover.bedroom_blinds', 'current_position')).toBe(30);
    expect(await spoken.ask('set the living room thermostat to 21.5 degrees')).toMatchObject({ outcome: 'done' });
    expect(spoken.attribute('climate.living_room', 'temperature')).toBe(21.5);
  });

  test('a device that does not answer is named, and nothing is called done', async () => {
    spoken.devices?.behave('light.kitchen', { kind: 'silent' });
    const said = await spoken.ask('turn on the kitchen light');
    expect(said).toMatchObject({ outcome: 'notConfirmed', text: 'I sent it, but the Kitchen Light did not answer.' });
    expect(spoken.sent).toHaveLength(1);
  });

  test('a device that is offline is named, and nothing is sent', async () => {
    spoken.devices?.behave('light.kitchen', { kind: 'offline' });
    await spoken.loop.idle();
    const said = await spoken.ask('turn on the kitchen light');
    expect(said).toMatchObject({ outcome: 'failed', text: 'I could not reach the Kitchen Light.' });
    expect(spoken.sent).toEqual([]);
  });

  test('a slow device that answers in time is believed', async () => {
    spoken.devices?.behave('light.kitchen', { kind: 'slow', delayMs: 1500 });
    expect(await spoken.ask('turn on the kitchen light')).toMatchObject({ outcome: 'done' });
  });

  test('of several devices, those that did it and those that did not are both named', async () => {
    spoken.devices?.behave('light.hallway', { kind: 'silent' });
    const said = await spoken.ask('turn off all the lights');
    expect(said.outcome).toBe('notConfirmed');
    expect(said.text).toMatch(/^Turned off the Kitchen Light, .* I sent it, but the Hallway Light did not answer\.$/);
    expect(spoken.state('light.living_room_lamp')).toBe('off');
  });

  test('what is as asked already is said to be so, and nothing is sent', async () => {
    expect(await spoken.ask('turn on the hallway light')).toMatchObject({
      outcome: 'done',
      text: 'The Hallway Light is already on.',
    });
    expect(spoken.sent).toEqual([]);
  });

  test('an area switches what is in it, and what is not there is named by kind and place', async () => {
    expect(await spoken.ask('turn off the hallway lights')).toMatchObject({ outcome: 'done' });
    expect(spoken.sent).toEqual(['demo/hallway/set {"state":"OFF"}']);
    expect(await spoken.ask('turn on the outside lights')).toMatchObject({
      outcome: 'failed',
      text: 'There are no lights outside.',
    });
    expect(await spoken.ask('close the blinds in the kitchen')).toMatchObject({
      outcome: 'failed',
      text: 'There are no blinds in the Kitchen.',
    });
  });

  test('"in here" is where the box stands', async () => {
    expect(await spoken.ask('turn off the lights in here')).toMatchObject({ outcome: 'done' });
    expect(spoken.sent).toEqual(['demo/living_room_lamp/set {"state":"OFF"}']);
  });

  test('a temperature that the thermostat does not reach is refused with its limits', async () => {
    expect(await spoken.ask('set the living room thermostat to 50 degrees')).toMatchObject({
      outcome: 'failed',
      text: 'The Living Room Thermostat only goes from 7 to 30 degrees.',
    });
    expect(spoken.sent).toEqual([]);
  });

  test('what a lamp cannot do is said of it', async () => {
    expect(await spoken.ask('set the kitchen light to blue')).toMatchObject({
      outcome: 'failed',
      text: 'The Kitchen Light cannot do that.',
    });
  });

  test('unlocking asks first, and does it after a yes', async () => {
    expect(await spoken.ask('unlock the front door')).toMatchObject({
      outcome: 'asked',
      listens: true,
      text: 'Do you really want me to unlock the Front Door?',
    });
    expect(spoken.sent).toEqual([]);
    expect(await spoken.ask('yes')).toMatchObject({ outcome: 'done', intent: 'answer', listens: false });
    expect(spoken.state('lock.front_door')).toBe('unlocked');
    expect(await spoken.ask('lock the front door')).toMatchObject({ outcome: 'done', listens: false });
    expect(spoken.state('lock.front_door')).toBe('locked');
  });

  test('a no, or a new command, leaves the door locked', async () => {
    await spoken.ask('unlock the front door');
    expect(await spoken.ask('no')).toMatchObject({ outcome: 'cancelled' });
    await spoken.ask('unlock the front door');
    expect(await spoken.ask('turn on the kitchen light')).toMatchObject({ outcome: 'done' });
    expect(await spoken.ask('yes')).not.toMatchObject({ outcome: 'done' });
    expect(spoken.state('lock.front_door')).toBe('locked');
  });

  test('words that make no sense after a question are asked about once, and an old question is forgotten', async () => {
    await spoken.ask('unlock the front door');
    expect(await spoken.ask('blah blah')).toMatchObject({
      outcome: 'asked',
      listens: true,
      text: 'Please say yes or no.',
    });
    expect(await spoken.ask('blah blah')).toMatchObject({ outcome: 'notUnderstood', listens: false });
    await spoken.ask('unlock the front door');
    spoken.clock.advance(60_000);
    expect((await spoken.ask('yes')).intent).not.toBe('answer');
    expect(spoken.state('lock.front_door')).toBe('locked');
  });

  test('unlocking that the lock does not confirm is not called done', async () => {
    await spoken.ask('unlock the front door');
    spoken.devices?.behave('lock.front_door', { kind: 'silent' });
    expect(await spoken.ask('yes')).toMatchObject({
      outcome: 'notConfirmed',
      text: 'I sent it, but the Front Door did not answer.',
    });
  });

  test.each([
    ['is the hallway light on', /^Yes/],
    ['is the kitchen light on', /^No/],
    ['is the front door locked', /^Yes/],
    ['are the bedroom blinds closed', /^No/],
    ['are any lights on', /^Yes(?=.*Hallway Light).*Living Room Lamp/],
    ['which lights are on', /^(?=.*Hallway Light).*Living Room Lamp/],
    ['which lights are off', /^(?=.*Bedroom Light).*Kitchen Light/],
    ['are all the lights on', /^No(?=.*Bedroom Light).*Kitchen Light/],
    ['what is the outdoor temperature', /12\.5/],
    ['what is the state of the front door', /locked/],
    ['what is the temperature in the living room', /19\.5/],
    ['what time is it', /12:00 PM/],
    ['what is the date today', /January 1st/],
  ])('"%s" is answered, and changes nothing', async (question, answer) => {
    const before = spoken.everything();
    const said = await spoken.ask(question);
    expect(said).toMatchObject({ outcome: 'done', text: expect.stringMatching(answer) });
    expect(spoken.sent).toEqual([]);
    expect(spoken.everything()).toEqual(before);
  });

  test('a device that is away has no state to tell', async () => {
    spoken.devices?.behave('light.kitchen', { kind: 'offline' });
    await spoken.loop.idle();
    expect(await spoken.ask('is the kitchen light on')).toMatchObject({
      outcome: 'failed',
      text: 'I do not know the state of the Kitchen Light.',
    });
    const said = await spoken.ask('are any lights on');
    expect(said.text).toMatch(/^Yes.*I do not know the state of the Kitchen Light\.$/);
  });

  test('every reply is a sentence', async () => {
    for (const text of [
      'turn on the kitchen light',
      'set the kitchen light to 40%',
      'is the kitchen light on',
      'lock the front door',
    ]) {
      expect((await spoken.ask(text)).text).toMatch(/^[A-Z].*\.$/);
    }
  });
});

describe('what lets people in', () => {
  const garage = (more: Record<string, unknown> = {}) => ({
    '~': 'extra/garage',
    name: 'Garage Door',
    unique_id: 'garage',
    command_topic: '~/set',
    state_topic: '~/state',
    ...more,
  });
  const answer = (payload: string): string => (payload === 'OPEN' ? 'open' : 'closed');

  test.each([{ device_class: 'garage' }, {}])(
    'a garage door (%j) is opened after a yes, and closed at once',
    async (more) => {
      spoken = await SpokenHouse.open();
      await spoken.announce('cover', garage(more), answer);
      await spoken.report('extra/garage/state', 'closed');
      expect(await spoken.ask('open the garage door')).toMatchObject({
        outcome: 'asked',
        text: 'Do you really want me to open the Garage Door?',
      });
      expect(spoken.state('cover.garage_door')).toBe('closed');
      expect(await spoken.ask('yes please')).toMatchObject({ outcome: 'done' });
      expect(spoken.state('cover.garage_door')).toBe('open');
      expect(await spoken.ask('close the garage door')).toMatchObject({ outcome: 'done', listens: false });
    },
  );

  test.each([
    ['closing', 'stopped'],
    ['opening', 'stopped'],
    ['open', 'open'],
  ])('a garage door that may be open by a hand is asked about ("%s", then "%s")', async (...reports) => {
    spoken = await SpokenHouse.open();
    await spoken.announce('cover', garage({ device_class: 'garage' }), answer);
    for (const word of reports) await spoken.report('extra/garage/state', word);
    const text = 'Do you really want me to open the Garage Door?';
    expect(await spoken.ask('open the garage door')).toMatchObject({ outcome: 'asked', text });
    await spoken.ask('no');
    expect(await spoken.ask('close the garage door')).toMatchObject({ outcome: 'done', listens: false });
    expect(spoken.state('cover.garage_door')).toBe('closed');
  });

  test('how far a garage door is open already says whether opening it is asked about', async () => {
    spoken = await SpokenHouse.open({ sentences: 'own' });
    const positions = { position_topic: '~/position', set_position_topic: '~/position/set' };
    await spoken.announce('cover', garage({ device_class: 'garage', ...positions }), answer);
    await spoken.report('extra/garage/state', 'open');
    const asks = async (intent: string, slots = {}): Promise<boolean> => {
      const { outcome } = await spoken.handle(intent, 'cover', slots, [door()]);
      return outcome === 'asked';
    };
    const door = () => spoken.house.snapshot().entities.find(({ id }) => id === 'cover.garage_door')!;
    await spoken.report('extra/garage/position', '20');
    expect(await asks('HassTurnOn')).toBe(true);
    expect(await asks('HassSetPosition', { position: 50 })).toBe(true);
    await spoken.report('extra/garage/position', '100');
    expect(asksFirst(door(), 'on', spoken.house)).toBe(false);
    expect(asksToOpen(door(), 50, spoken.house)).toBe(false);
  });

  test.each([
    ['lock', { code_format: '^\\d{4}$' }, 'LOCKED', 'HassTurnOff'],
    ['lock', { code_format: '^\\d{4}$' }, 'UNLOCKED', 'HassTurnOn'],
    ['alarm_control_panel', { code: '1234' }, 'armed_away', 'LinnetDisarm'],
    ['alarm_control_panel', { code: 'REMOTE_CODE' }, 'disarmed', 'LinnetArm'],
  ])('an %s that wants a code (%j, %s) is neither asked about nor told (%s)', async (domain, wants, state, intent) => {
    spoken = await SpokenHouse.open();
    const sent: string[] = [];
    const topics = { command_topic: '~/set', state_topic: '~/state' };
    await spoken.announce(domain, { '~': 'extra/thing', name: 'Thing', ...topics, ...wants }, (said) => {
      sent.push(said);
      return 'UNLOCKED';
    });
    await spoken.report('extra/thing/state', state);
    const targets = spoken.house.snapshot().entities.filter(({ name }) => name === 'Thing');
    const { text, outcome, question } = await spoken.handle(intent, domain, { name: 'Thing' }, targets);
    expect([text, outcome]).toEqual(['The Thing wants a code, and I take none by voice.', 'failed']);
    expect([question, sent]).toEqual([undefined, []]);
  });

  test('unlocking what wants a code is refused at once, in words', async () => {
    spoken = await SpokenHouse.open();
    const lock = { command_topic: '~/set', state_topic: '~/state', code_format: '^\\d{4}$' };
    await spoken.announce('lock', { '~': 'extra/shed', name: 'Shed Door', ...lock }, () => 'UNLOCKED');
    await spoken.report('extra/shed/state', 'LOCKED');
    const text = 'The Shed Door wants a code, and I take none by voice.';
    expect(await spoken.ask('unlock the shed door')).toMatchObject({ outcome: 'failed', text, listens: false });
  });

  test('what Home Assistant refuses for want of a code is said to want one', async () => {
    const lock = { entity: entity('lock.back_door', 'Back Door', null), state: 'unlocked' };
    const house = new ScriptedHouse([lock]);
    house.execute = (command) => Promise.resolve(refusedOutcome(command.entity, 'no code', 'code'));
    spoken = await SpokenHouse.open({ house });
    const text = 'The Back Door wants a code, and I take none by voice.';
    expect(await spoken.ask('lock the back door')).toMatchObject({ outcome: 'failed', text });
  });

  test('slats that are all there is of a cover are opened and closed', async () => {
    spoken = await SpokenHouse.open();
    const sent: string[] = [];
    const slats = { tilt_command_topic: '~/set', tilt_status_topic: '~/state', device_class: 'blind' };
    await spoken.announce('cover', { '~': 'extra/slats', name: 'Study Slats', ...slats }, (said) => {
      sent.push(said);
      return said;
    });
    expect(await spoken.ask('open the study slats')).toMatchObject({
      outcome: 'done',
      text: 'Opened the Study Slats.',
    });
    expect(await spoken.ask('close the study slats')).toMatchObject({ outcome: 'done' });
    expect(sent).toEqual(['100', '0']);
  });

  test('of several things, the harmless ones are done at once', async () => {
    spoken = await SpokenHouse.open();
    await spoken.announce('cover', garage({ device_class: 'garage' }), answer);
    await spoken.report('extra/garage/state', 'closed');
    await spoken.ask('close the bedroom blinds');
    const reply = await spoken.handle('HassTurnOn', 'cover');
    expect(reply).toMatchObject({
      outcome: 'asked',
      text: 'Opened the Bedroom Blinds. Do you really want me to open the Garage Door?',
    });
    expect([spoken.state('cover.bedroom_blinds'), spoken.state('cover.garage_door')]).toEqual(['open', 'closed']);
    if (reply.question?.kind !== 'yesNo') throw new Error('it should have asked');
    expect(await reply.question.answered(true, spoken.context())).toMatchObject({ outcome: 'done' });
    expect(spoken.state('cover.garage_door')).toBe('open');
  });

  test.each([
    ['alarm_control_panel', { command_topic: '~/set', state_topic: '~/state' }, 'armed_away', 'HassTurnOff', 'DISARM'],
    ['cover', { command_topic: '~/set', state_topic: '~/state', device_class: 'gate' }, 'closed', 'HassToggle', 'OPEN'],
  ])('asks first where it is an %s', async (domain, topics, state, intent, payload) => {
    spoken = await SpokenHouse.open();
    const sent: string[] = [];
    await spoken.announce(domain, { '~': 'extra/thing', name: 'Thing', unique_id: 'thing', ...topics }, (said) => {
      sent.push(said);
      return said === 'DISARM' ? 'disarmed' : 'open';
    });
    await spoken.report('extra/thing/state', state);
    const targets = spoken.house.snapshot().entities.filter(({ name }) => name === 'Thing');
    const reply = await spoken.handle(intent, domain, { name: 'Thing' }, targets);
    expect(reply.outcome).toBe('asked');
    expect(sent).toEqual([]);
    if (reply.question?.kind !== 'yesNo') throw new Error('it should have asked');
    expect(await reply.question.answered(true, spoken.context())).toMatchObject({ outcome: 'done' });
    expect(sent).toEqual([payload]);
  });

  test('a position that opens the gate asks, one that closes it does not', async () => {
    spoken = await SpokenHouse.open();
    const topics = { command_topic: '~/set', set_position_topic: '~/set', position_topic: '~/state' };
    const gate = { '~': 'extra/garage', name: 'Gate', unique_id: 'gate', device_class: 'gate', ...topics };
    await spoken.announce('cover', gate, (position) => position);
    const gates = spoken.house.snapshot().entities.filter(({ deviceClass }) => deviceClass === 'gate');
    await spoken.report('extra/garage/state', '0');
    expect(await spoken.handle('HassSetPosition', 'cover', { position: 50 }, gates)).toMatchObject({
      outcome: 'asked',
    });
    expect(await spoken.handle('HassSetPosition', 'cover', { position: 0 }, gates)).toMatchObject({ outcome: 'done' });
  });
});
