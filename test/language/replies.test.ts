import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../appliance/kernel/errors.ts';
import { fixedReplies, REPLY_LANGUAGES, type Replies, replies } from '../../appliance/language/replies.ts';
import { SHORT_LANGUAGES, shortReplies } from '../../appliance/language/replies-short.ts';
import { stateWords } from '../../appliance/language/state-words.ts';

const evening = { date: new Date('2026-11-21T19:45:00Z'), timeZone: 'UTC' };
const english = replies('en-US');

const now = new Date('2026-11-21T19:45:00Z');
const morning = { date: new Date('2026-11-22T07:30:00Z'), timeZone: 'UTC', now, repeats: null, name: null };

function houseSentences(say: Replies): string[] {
  return [
    ...['light', 'switch', 'weather', 'no_such_kind', null].flatMap((kind) => [
      say.noneThere({ kind, area: null }),
      say.noneThere({ kind, area: 'Kitchen' }),
    ]),
    say.outOfRange({ name: 'Thermostat', min: 7, max: 30, unit: '°C' }),
    say.targetIs({ name: 'Thermostat', degrees: 20, unit: '°C' }),
    ...[say.sent({ names: ['Lamp'] }), say.sent({ names: ['Lamp', 'Fan'] }), say.askDisarm({ name: 'Alarm' })],
    ...[say.wantsCode({ names: ['Lock'] }), say.wantsCode({ names: ['Lock', 'Alarm'] })],
    say.listHolds({ name: 'Groceries', items: [] }),
    say.listHolds({ name: 'Groceries', items: ['milk', 'eggs'] }),
    say.notOnList({ name: 'Groceries', item: 'milk' }),
    ...[
      say.nothingFound({ query: 'jazz' }),
      say.nothingPlays(),
      say.broadcastSent(),
      say.noOtherBox(),
      say.timerRange(),
    ],
    ...[
      say.plannedNeedsYou({ command: 'x' }),
      say.plannedMissed({ command: 'x' }),
      say.planned({ duration: 'x' }),
      say.plannedWillAsk({ duration: 'x' }),
    ],
    ...[say.hello(), say.alwaysListening(), say.whereDataGoes(), say.whatICanDo(), say.whoMadeMe()],
    ...[['Lamp'], ['Lamp', 'Fan'], []].flatMap((names) => [
      say.anyAre({ names, state: 'on' }),
      say.allAre({ others: names, state: 'on' }),
      say.howMany({ count: names.length, state: 'on' }),
    ]),
    ...['home', 'not_home', 'Work'].map((place) => say.whereIs({ name: 'Ada', place })),
  ];
}

function alarmSentences(say: Replies): string[] {
  const days = (...list: number[]) => ({ ...morning, repeats: { kind: 'days' as const, days: list } });
  const named = { ...morning, name: 'gym' };
  const several = [named, days(0, 1, 2, 3, 4), days(5, 6), days(0, 1, 2, 3, 4, 5, 6), days(2)];
  return [
    ...several.map((one) => say.alarmSet(one)),
    ...[[], [named], several].flatMap((all) => [say.alarmsAre(all), say.remindersAre(all)]),
    ...[1, 2].flatMap((count) => [say.alarmCancelled({ count }), say.reminderCancelled({ count })]),
    ...[say.noAlarms(), say.unknownAlarm(), say.whenAlarm(), say.nothingRings(), say.noReminders(), say.whatReminder()],
    ...[say.whichAlarm({ names: ['a', 'b'] }), say.snoozed({ seconds: 540 }), say.missedAlarm(morning)],
    ...[say.reminderSet(named), say.reminder({ name: 'gym' }), say.missedReminder(named)],
    say.alarmSet({ ...morning, repeats: { kind: 'other' } }),
    say.alarmSet({ ...morning, date: new Date('2026-12-24T07:30:00Z') }),
  ];
}

/** Every sentence with ordinary arguments: what each language must be able to say. */
function everySentence(say: Replies): string[] {
  const one = { names: ['Lamp'] };
  const many = { names: ['Lamp', 'Fan', 'Door'] };
  const named = { name: 'Lamp' };
  const state = { name: 'Lamp', state: 'on' };
  const timer = { name: 'pasta', seconds: 90 };
  return [
    ...[say.notUnderstood(), say.nothingHeard(), say.howLong(), say.confirmYesNo(), say.done(), say.cancelled()],
    ...[say.neverMind(), say.muted(), say.unmuted(), say.noTimers(), say.timeIs(evening), say.dateIs(evening)],
    ...[one, many].flatMap((what) => [say.deviceDidNotAnswer(what), say.deviceUnavailable(what), say.whichOne(what)]),
    ...[one, many].flatMap((what) => [say.turnedOn(what), say.turnedOff(what), say.opened(what), say.closed(what)]),
    ...[one, many].flatMap((what) => [say.stopped(what), say.locked(what), say.unlocked(what), say.whichTimer(what)]),
    ...[say.unknownDevice(named), say.notPossible(named), say.askUnlock(named), say.askOpen(named)],
    ...[say.stateUnknown(named), say.unknownTimer(named), say.alreadyIs(state), say.stateIs(state)],
    ...[say.yesNo({ ...state, yes: true }), say.yesNo({ ...state, yes: false })],
    ...[say.thoseAre({ names: [], state: 'on' }), say.thoseAre({ names: ['Lamp', 'Fan'], state: 'off' })],
    ...[say.brightnessSet({ ...named, percent: 40 }), say.positionSet({ ...named, percent: 40 })],
    ...[say.colorSet({ ...named, color: 'red' }), say.volumeSet({ percent: 30 })],
    say.temperatureSet({ ...named, degrees: 20.5, unit: '°C' }),
    say.temperatureIs({ ...named, value: 1, unit: '°C' }),
    say.valueIs({ ...named, value: 12.345, unit: 'lux' }),
    ...[say.timerSet(timer), say.timerPaused(timer), say.timerResumed(timer), say.timerLeft([])],
    ...[say.timerLeft([timer]), say.timerLeft([timer, { name: null, seconds: 4000 }])],
    ...[say.timerCancelled(timer), say.timerCancelled({ name: null, count: 2 })],
    ...[say.timerRinging({ name: null }), say.timerRinging({ name: 'pasta' })],
    say.missedTimer({ name: null, lateSeconds: 3600 }),
    say.missedTimer({ name: 'pasta', lateSeconds: 60 }),
    ...houseSentences(say),
    ...alarmSentences(say),
  ];
}

describe('the box’s own sentences', () => {
  it.each(REPLY_LANGUAGES)('are whole sentences in %s, with every argument filled in', (language) => {
    for (const sentence of everySentence(replies(language))) {
      expect(sentence).toMatch(/^[¿\p{Lu}\d].*[.?]$/u);
      expect(sentence).not.toMatch(/undefined|\bnull\b|NaN|\[object|[{}]| {2}/);
    }
  });

  it.each(REPLY_LANGUAGES)('differ from English in %s, unless it is English', (language) => {
    const ours = everySentence(replies(language));
    const same = everySentence(english).filter((sentence, index) => sentence === ours[index]);
    expect(same.length).toBe(language === 'en' ? ours.length : 0);
  });

  it.each(REPLY_LANGUAGES)('say something for every error code in %s', (language) => {
    const say = replies(language);
    for (const code of Object.keys(ERROR_CODES)) expect(say.failed({ code })).toMatch(/\.$|\?$/);
    expect(say.failed({ code: 'mqtt.unreachable' })).not.toBe(say.failed({ code: 'no.suchCode' }));
  });

  it.each(SHORT_LANGUAGES)('are whole and in %s where that language brings them', (language) => {
    const short = shortReplies(language)!;
    const [own, english] = [replies(language), replies('en')].map((say) => [
      ...alarmSentences(say),
      ...[say.nothingHeard(), say.howLong(), say.done(), say.confirmYesNo(), say.timerRange(), say.neverMind()],
      ...[say.deviceDidNotAnswer({ names: ['A', 'B'] }), say.deviceUnavailable({ names: ['A'] }), say.cancelled()],
      ...[say.whichOne({ names: ['A', 'B'] }), say.whichTimer({ names: ['A', 'B'] })],
      ...[say.askUnlock({ name: 'A' }), say.askOpen({ name: 'A' })],
      ...[say.timerRinging({ name: null }), say.timerRinging({ name: 'x' })],
      say.missedTimer({ name: null, lateSeconds: 3600 }),
      ...[
        say.noOtherBox(),
        say.broadcastSent(),
        say.nothingPlays(),
        say.nothingFound({ query: 'x' }),
        say.planned({ duration: '5' }),
        say.plannedWillAsk({ duration: '5' }),
        say.welcome(),
      ],
      ...[say.plannedNeedsYou({ command: 'x' }), say.plannedMissed({ command: 'x' }), say.askDisarm({ name: 'A' })],
      say.wantsCode({ names: ['A'] }),
      ...[say.sent({ names: ['A'] }), say.outOfRange({ name: 'A', min: 7, max: 30.5, unit: '°C' })],
    ]);
    expect(own!.length).toBeGreaterThan(Object.keys(short).length);
    for (const sentence of own!) {
      expect(sentence).toMatch(/^[\p{Lu}\d].*[.?]$/u);
      expect(sentence).not.toMatch(/undefined|\bnull\b|NaN|\[object|[{}]| {2}/);
    }
    expect(own!.filter((sentence) => english!.includes(sentence))).toEqual([]);
  });

  it('come in English for a language that has none, and for something that is no language', () => {
    expect(replies('fi').done()).toBe('Done.');
    expect(replies('not a locale!').done()).toBe('Done.');
    expect(replies('de_AT').done()).toBe('Erledigt.');
  });

  it('say what the box can do when nothing was understood', () => {
    expect(english.notUnderstood()).toMatch(/lights.*timers/);
  });
});

describe('English sentences', () => {
  const rows: ReadonlyArray<readonly [string, string]> = [
    [english.deviceUnavailable({ names: ['living room lamp'] }), 'I could not reach the living room lamp.'],
    [
      english.whichOne({ names: ['kitchen light', 'bedroom light'] }),
      'Which one: the kitchen light or the bedroom light?',
    ],
    [english.whichOne({ names: ['A', 'B', 'C'] }), 'Which one: the A, the B, or the C?'],
    [english.turnedOn({ names: ['Kitchen Light'] }), 'Turned on the Kitchen Light.'],
    [english.turnedOn({ names: ['my lamp', "Anna's fan"] }), "Turned on my lamp and Anna's fan."],
    [
      english.turnedOff({ names: ['A', 'B'], area: 'Kitchen', domain: 'light' }),
      'Turned off the lights in the Kitchen.',
    ],
    [english.turnedOff({ names: ['A', 'B', 'C', 'D'] }), 'Turned off 4 devices.'],
    [english.turnedOff({ names: ['A', 'B', 'C', 'D'], domain: 'light' }), 'Turned off 4 lights.'],
    [english.turnedOff({ names: ['A', 'B'], area: 'Kitchen' }), 'Turned off 2 devices in the Kitchen.'],
    [english.stateIs({ name: 'Bedroom Blinds', state: 'closed' }), 'The Bedroom Blinds are closed.'],
    [english.stateIs({ name: 'Front Door', state: 'locked' }), 'The Front Door is locked.'],
    [english.stateIs({ name: 'Gas', state: 'off' }), 'The Gas is off.'],
    [english.yesNo({ name: 'Lamp', state: 'off', yes: false }), 'No, the Lamp is off.'],
    [english.thoseAre({ names: ['Lamp', 'Fan'], state: 'on' }), 'The Lamp and the Fan are on.'],
    [
      english.temperatureIs({ name: 'Outdoor Temperature', value: 12.5, unit: '°C' }),
      'The Outdoor Temperature is 12.5 degrees.',
    ],
    [english.valueIs({ name: 'Humidity', value: 45, unit: '%' }), 'The Humidity is 45 percent.'],
    [english.timerSet({ name: null, seconds: 10 }), 'Timer set for 10 seconds.'],
    [english.timerSet({ name: 'pasta', seconds: 90 }), 'Pasta timer set for 1 minute and 30 seconds.'],
    [english.timerLeft([{ name: null, seconds: 60 }]), 'There is 1 minute left.'],
    [english.timerLeft([{ name: 'egg', seconds: 125 }]), '2 minutes and 5 seconds left on the egg timer.'],
    [english.timerLeft([{ name: null, seconds: 3725 }]), 'There is 1 hour and 2 minutes left.'],
    [english.timerRinging({ name: 'egg' }), 'Your egg timer is done.'],
    [english.timeIs(evening), 'It is 7:45 PM.'],
    [replies('en-GB').timeIs(evening), 'It is 19:45.'],
    [english.dateIs(evening), 'It is Saturday, November 21st.'],
    [replies('en-GB').dateIs(evening), 'It is Saturday, the 21st of November.'],
    [english.alarmSet(morning), 'Alarm set for tomorrow at 7:30 AM.'],
    [english.alarmSet({ ...morning, date: evening.date, now: evening.date }), 'Alarm set for 7:45 PM.'],
    [
      english.alarmSet({ ...morning, name: 'gym', repeats: { kind: 'days', days: [0, 3] } }),
      'Gym alarm set for every Monday and Thursday at 7:30 AM.',
    ],
    [english.alarmsAre([{ ...morning, date: new Date('2026-11-24T06:00Z') }]), 'The next alarm is Tuesday at 6:00 AM.'],
    [
      english.reminderSet({ ...morning, name: 'call mum', date: new Date('2026-11-21T20:15Z') }),
      'I will remind you at 8:15 PM: call mum.',
    ],
    [english.noneThere({ kind: 'light', area: 'Outside' }), 'There are no lights outside.'],
    [english.anyAre({ names: [], state: 'on' }), 'No, none are on.'],
    [english.allAre({ others: ['Lamp'], state: 'locked' }), 'No, the Lamp is not locked.'],
    [replies('de').alarmSet(morning), 'Wecker gestellt: morgen um 7:30 Uhr.'],
    [replies('de').timeIs(evening), 'Es ist 19:45 Uhr.'],
    [replies('de').dateIs(evening), 'Heute ist Samstag, der 21. November.'],
    [replies('fr').dateIs({ ...evening, date: new Date('2026-05-01T12:00Z') }), 'Nous sommes le vendredi 1er mai.'],
    [replies('es').timeIs({ ...evening, date: new Date('2026-05-01T01:05Z') }), 'Es la 1:05.'],
  ];
  it.each(rows)('%s', (said, expected) => expect(said).toBe(expected));

  it('give the hour of the zone asked for', () => {
    expect(english.timeIs({ date: evening.date, timeZone: 'Asia/Tokyo' })).toBe('It is 4:45 AM.');
    expect(english.dateIs({ date: evening.date, timeZone: 'Asia/Tokyo' })).toBe('It is Sunday, November 22nd.');
  });
});

describe('the sentences kept ready', () => {
  it.each(REPLY_LANGUAGES)('are distinct, hold no name, and begin with the honest one in %s', (language) => {
    const ready = fixedReplies(language);
    expect(ready[0]).toBe(replies(language).notUnderstood());
    expect(new Set(ready).size).toBe(ready.length);
  });
});

describe('words for states', () => {
  it.each(['de', 'fr', 'es', 'it', 'nl', 'pt', 'sv', 'da', 'cs'])('%s has one for all that others have', (language) => {
    expect(Object.keys(stateWords(language)).sort()).toEqual(Object.keys(stateWords('de')).sort());
  });

  it.each(REPLY_LANGUAGES)('%s has words for what would be read out as it is written', (language) => {
    const written = [
      ...['armed_away', 'armed_home', 'armed_night', 'armed_vacation', 'armed_custom_bypass', 'arming', 'triggered'],
      ...['heat_cool', 'fan_only', 'not_home', 'not_wet', 'battery_low', 'up_to_date', 'jammed', 'unavailable'],
    ];
    for (const state of written) expect(stateWords(language)[state], state).toMatch(/\p{L}{3}/u);
    expect(Object.values(stateWords(language)).join()).not.toContain('_');
  });

  it.each(REPLY_LANGUAGES)('%s tells no choice or mode of a thing as the state of a sensor', (language) => {
    const { dry, low, not_wet: notWet, current } = stateWords(language);
    expect(dry).not.toBe(notWet);
    expect([low, current]).toEqual([undefined, undefined]);
  });

  it('Polish and Russian leave to their sentences what ends as the name of the thing does', () => {
    const left = Object.keys(stateWords('de')).filter((state) => stateWords('pl')[state] === undefined);
    expect(left).toEqual(['on', 'off', 'open', 'closed']);
    expect(Object.keys(stateWords('ru'))).toEqual(Object.keys(stateWords('pl')));
  });
});
