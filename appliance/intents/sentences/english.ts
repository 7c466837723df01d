// Our own English sentences: what the box understands with nothing fetched, in the format of Home Assistant's. Where that data is
// present too, these add to it.
import type { SentenceFileInput } from '../sentence-file.ts';
import { ENGLISH_ALARM_LISTS, ENGLISH_ALARMS } from './english-alarms.ts';
import { ENGLISH_LIGHTS } from './english-lights.ts';
import { ENGLISH_LISTS } from './english-lists.ts';
import { ENGLISH_QUESTIONS } from './english-questions.ts';
import { ENGLISH_SETTINGS } from './english-settings.ts';
import { ENGLISH_SWITCHING } from './english-switching.ts';
import { ENGLISH_TIMERS } from './english-timers.ts';

export const ENGLISH_SENTENCES: SentenceFileInput = {
  language: 'en',
  skip_words: [
    'please',
    'can you',
    'could you',
    'would you',
    'will you',
    'kindly',
    'for me',
    'just',
    "i'd like you to",
    'i want you to',
    'go ahead and',
    'okay',
    'hey',
    'again',
    'right now',
  ],
  expansion_rules: {
    the: '(the|my|our|this|that)',
    turn: '(turn|switch|put|flip)',
    set: '(set|change|put|turn|bring|adjust|make)',
    open: '(open|raise|lift|pull up|roll up) [up]',
    close: '(close|shut|lower|pull down|roll down) [up]',
    light: '(light|lights|lamp|lamps)',
    all: '(all [of] [<the>]|every|each)',
    in: '(in|at|inside|of|for)',
    few: '(a (bit|little)|slightly)',
    floor: '[(on|in|of) [<the>]] {floor}',
    here: '([in] here|in (this|the) room)',
    whole:
      '([in|of|around|throughout|across] [the] (whole|entire) (house|home|flat|apartment|place)|everywhere|[(in|all over|all around|around|throughout|across)] the (house|home|flat|apartment))',
    percent: '[([ ]%)|( per[ ]cent)]',
    degrees: '[([ ]°)|( degree[s])][[ ]{degree_unit:unit}]',
    // "at seven" is a time of day; "at seven percent" is a level
    level: '(to {percentage:brightness}<percent>|at {percentage:brightness}(([ ]%)|( per[ ]cent)))',
    position_level: '(to {percentage:position}<percent>|at {percentage:position}(([ ]%)|( per[ ]cent)))',
    warmth: '(to {degrees:temperature}<degrees>|at {degrees:temperature}(([ ]°)|( degree[s]))[[ ]{degree_unit:unit}])',
    is: '(is|are)',
    what_is: "(what is|what's|whats|tell me)",
    how_many: 'how many [of <the>]',
  },
  lists: {
    percentage: { range: { from: 0, to: 100, type: 'percentage' } },
    percent_less: { range: { from: 1, to: 100, type: 'percentage', multiplier: -1 } },
    degrees: { range: { from: 5, to: 95, type: 'temperature', fractions: 'tenths' } },
    degree_unit: {
      values: [
        { in: '(c|celsius|centigrade)', out: '°C' },
        { in: '(f|fahrenheit)', out: '°F' },
      ],
    },
    brightness_word: {
      values: [
        { in: '(max|maximum|full|the brightest)', out: 100 },
        { in: '(min|minimum|the dimmest)', out: 1 },
        { in: '(half|halfway)', out: 50 },
      ],
    },
    color: {
      values: ['white', 'red', 'orange', 'yellow', 'green', 'blue', 'purple', 'pink', 'turquoise', 'cyan', 'violet'],
    },
    shade_of_white: {
      values: [
        { in: '(candle light|candlelight)', out: 1900 },
        { in: 'warm [white]', out: 2700 },
        { in: 'neutral [white]', out: 3500 },
        { in: '(cool|cold) [white]', out: 4500 },
        { in: 'day[ ]light', out: 6500 },
      ],
    },
    kelvin: { range: { from: 1500, to: 9000, step: 100 } },
    cover_kind: {
      values: [
        { in: '(blind|blinds)', out: 'blind' },
        { in: '(curtain|curtains|drapes)', out: 'curtain' },
        { in: '(shutter|shutters)', out: 'shutter' },
        { in: '(shade|shades)', out: 'shade' },
        { in: '(awning|awnings)', out: 'awning' },
        { in: '(garage door|garage doors)', out: 'garage' },
        { in: '(window|windows)', out: 'window' },
      ],
    },
    on_off: {
      values: [
        { in: 'on', out: 'on' },
        { in: 'off', out: 'off' },
      ],
    },
    open_closed: {
      values: [
        { in: 'open', out: 'open' },
        { in: '(closed|shut)', out: 'closed' },
      ],
    },
    locked: {
      values: [
        { in: 'locked', out: 'locked' },
        { in: 'unlocked', out: 'unlocked' },
      ],
    },
    number_60: { range: { from: 1, to: 99 } },
    number_1000: { range: { from: 1, to: 999 } },
    tenths_1000: { range: { from: 0, to: 999, fractions: 'tenths' } },
    timer_name: { wildcard: true },
    timer_command: { wildcard: true },
    message: { wildcard: true },
    ...ENGLISH_ALARM_LISTS,
  },
  intents: {
    ...ENGLISH_SWITCHING,
    ...ENGLISH_LIGHTS,
    ...ENGLISH_SETTINGS,
    ...ENGLISH_QUESTIONS,
    ...ENGLISH_TIMERS,
    ...ENGLISH_ALARMS,
    ...ENGLISH_LISTS,
    HassBroadcast: {
      data: [{ sentences: ['(broadcast|announce|tell everyone|tell everybody) [everywhere] [that] {message}'] }],
    },
  },
};
