// Timers: with a length in hours, minutes and seconds, with a name, and what is asked of them later.
import { SEVERAL, type SentenceFileInput, SHORT_NAME } from '../sentence-file.ts';

type Intents = NonNullable<SentenceFileInput['intents']>;
type Block = Intents[string]['data'][number];

/** Each way to say a length: the words, and slots that words without a number stand for. */
interface Length {
  readonly words: string;
  readonly slots?: Readonly<Record<string, number>>;
}

function lengths(prefix: '' | 'start_'): Length[] {
  const hours = `{number_60:${prefix}hours}( |-)hour[s]`;
  const minutes = `{number_1000:${prefix}minutes}( |-)minute[s]`;
  const seconds = `{number_1000:${prefix}seconds}( |-)second[s]`;
  const anHour = { [`${prefix}hours`]: 1 };
  const halfHour = { [`${prefix}minutes`]: 30 };
  return [
    { words: hours },
    { words: minutes },
    { words: seconds },
    { words: `{tenths_1000:${prefix}hours}( |-)hour[s]` },
    { words: `{tenths_1000:${prefix}minutes}( |-)minute[s]` },
    { words: `${hours}[ and] ${minutes}` },
    { words: `${minutes}[ and] ${seconds}` },
    { words: `${hours}[ and] ${minutes}[ and] ${seconds}` },
    { words: `(a|an|one)( |-)hour`, slots: anHour },
    { words: `(a|an|one)( |-)hour and ${minutes}`, slots: anHour },
    { words: `(an|one) hour and a half`, slots: { ...anHour, ...halfHour } },
    { words: `{number_60:${prefix}hours}( |-)and( |-)a( |-)half( |-)hour[s]`, slots: halfHour },
    { words: `{number_60:${prefix}hours} hour[s] and a half`, slots: halfHour },
    { words: `[a] half [an|a]( |-)hour`, slots: halfHour },
    { words: `(a|one)( |-)minute`, slots: { [`${prefix}minutes`]: 1 } },
    { words: `[a] quarter [of] an hour`, slots: { [`${prefix}minutes`]: 15 } },
    { words: `(a|one) minute and a half`, slots: { [`${prefix}minutes`]: 1, [`${prefix}seconds`]: 30 } },
    { words: `{number_60:${prefix}minutes}( |-)and( |-)a( |-)half( |-)minute[s]`, slots: { [`${prefix}seconds`]: 30 } },
    { words: `half a minute`, slots: { [`${prefix}seconds`]: 30 } },
  ];
}

/** One block for each way to say the length; `sentences` hold "LENGTH" where it goes. */
function withLengths(sentences: readonly string[], prefix: '' | 'start_' = ''): Block[] {
  return lengths(prefix).map(({ words, slots }) => ({
    sentences: sentences.map((sentence) => sentence.replace('LENGTH', words)),
    slots: { ...slots },
  }));
}

/** A name with no word before it must be surely one. */
const SHORT = { [SHORT_NAME]: true };

const THE_TIMER = '[<the>] timer';

/** "Set two timers for …" is one of several, and no command with a single length. */
function oneOfSeveral(sentences: readonly string[]): Block[] {
  return withLengths(sentences).map((block) => ({ ...block, response: SEVERAL }));
}

export const ENGLISH_TIMERS: Intents = {
  HassStartTimer: {
    data: [
      ...oneOfSeveral(['(set|start|create|make|begin|add) [me] [two|2|three|3|four|4] timers [for|of] LENGTH']),
      ...withLengths([
        '{timer_command:conversation_command} (in|after) LENGTH',
        'in LENGTH {timer_command:conversation_command}',
      ]).map((block) => ({
        ...block,
        response: 'command',
      })),
      ...withLengths([
        '(set|start|create|make|begin|give me|add) [me] [a|the|another] timer [for|of] [about|around] LENGTH',
        '(set|start|create|make|begin|give me|add) [me] [a|an|another] LENGTH timer',
        '[a|an] LENGTH timer',
        'timer [for|of] LENGTH',
        '(set|start|create|make|begin|add) [me] (another [one]|one [more]|a second [one]) (for|of) LENGTH',
        '(count down|countdown) [for|from] LENGTH',
      ]),
      ...withLengths([
        '(set|start|create|make|begin|add) [me] [a|an|the|another] {timer_name:name} timer (for|of) LENGTH',
        '(set|start|create|make|begin|add) [me] [a|an|another] LENGTH timer (for|called|named) [<the>] {timer_name:name}',
        '(set|start|create|make|begin|add) [me] [a|an|another] timer (for|of) LENGTH (called|named) {timer_name:name}',
        '(set|start|create|make|begin|add) [me] [a|an|another] LENGTH {timer_name:name} timer',
      ]),
      ...withLengths([
        '(set|start|create|make|begin|add) [me] [a|an|another] {timer_name:name} timer LENGTH',
        '(set|start|create|make|begin|add) [me] [a|an|another] timer (for|called|named) [<the>] {timer_name:name} [for] LENGTH',
        '[a|an] {timer_name:name} timer [for|of] LENGTH',
        '[a|an] LENGTH {timer_name:name} timer',
      ]).map((block) => ({ ...block, metadata: SHORT })),
      { sentences: ['(set|start|create|make|begin|add) [me] (a|an|another) [new] timer'] }, // how long is asked
      {
        sentences: ['(set|start|create|make|begin|add) [me] (a|an|another) {timer_name:name} timer'],
        metadata: SHORT,
      },
    ],
  },
  HassCancelTimer: {
    data: [
      { sentences: [`(cancel|stop|end|delete|remove|clear|turn off) ${THE_TIMER}`] },
      {
        sentences: [
          '(cancel|stop|end|delete|remove|clear|turn off) [<the>] {timer_name:name} timer',
          '(cancel|stop|end|delete|remove|clear) [<the>] timer (for|called|named) [<the>] {timer_name:name}',
        ],
      },
      ...withLengths(
        [
          '(cancel|stop|end|delete|remove|clear) [<the>] LENGTH timer',
          '(cancel|stop|end|delete|remove|clear) [<the>] timer for LENGTH',
        ],
        'start_',
      ),
    ],
  },
  HassCancelAllTimers: {
    data: [
      {
        sentences: [
          '(cancel|stop|end|delete|remove|clear) (<all>|both) [<the>] timers',
          '(cancel|stop|end|delete|remove|clear) [<the>] timers',
        ],
      },
    ],
  },
  HassTimerStatus: {
    data: [
      {
        sentences: [
          'how many timers (are (there|running|set|going|on)|do i have) [running|set|going]',
          'are there any timers [running|set]',
          '(what|which) timers (do i have|are (there|running|set))',
          '(list|show|tell me|show me|read) [<the>] timers',
        ],
        response: 'count',
      },
      {
        sentences: [
          `how (much time|long) [(is|do i have|does it have)] [left|remaining] (on|for|of) ${THE_TIMER}[s]`,
          'how (much time|long) is left',
          `how long [is] left [on] ${THE_TIMER}`,
          `how long (until|till|before) ${THE_TIMER} (ends|rings|goes off|is done|is up)`,
          `how (is|are) ${THE_TIMER}[s] doing`,
          `(what is|what's) the status of ${THE_TIMER}[s]`,
          '[what is the] timer[s] status',
          'time (left|remaining)',
          'when (will|does|is) [<the>] timer (ring|end|go off|done|finish)',
        ],
      },
      {
        sentences: [
          'how (much time|long|much longer) [(is|do i have)] [left|remaining] (on|for|of) [<the>] {timer_name:name} timer',
          "(what is|what's) the status of [<the>] {timer_name:name} timer",
          'how long (until|till|before) [<the>] {timer_name:name} timer (ends|rings|goes off|is done|is up)',
        ],
      },
      ...withLengths(['how (much time|long) [is] [left|remaining] (on|for|of) [<the>] LENGTH timer'], 'start_'),
    ],
  },
  HassIncreaseTimer: {
    data: [
      ...withLengths([
        `(add|put) [another] LENGTH [more] (to|on|onto) ${THE_TIMER}`,
        `(increase|extend|lengthen) ${THE_TIMER} by LENGTH`,
        'add [another] LENGTH [more]',
      ]),
      ...withLengths([
        '(add|put) [another] LENGTH [more] (to|on|onto) [<the>] {timer_name:name} timer',
        '(increase|extend|lengthen) [<the>] {timer_name:name} timer by LENGTH',
      ]),
    ],
  },
  HassDecreaseTimer: {
    data: [
      ...withLengths([
        `(take|remove|subtract) LENGTH (off|from|off of) ${THE_TIMER}`,
        `(decrease|shorten|reduce) ${THE_TIMER} by LENGTH`,
      ]),
      ...withLengths([
        '(take|remove|subtract) LENGTH (off|from|off of) [<the>] {timer_name:name} timer',
        '(decrease|shorten|reduce) [<the>] {timer_name:name} timer by LENGTH',
      ]),
    ],
  },
  HassPauseTimer: {
    data: [
      { sentences: [`(pause|hold|freeze) ${THE_TIMER}`] },
      { sentences: ['(pause|hold|freeze) [<the>] {timer_name:name} timer'] },
    ],
  },
  HassUnpauseTimer: {
    data: [
      { sentences: [`(resume|continue|unpause|restart) ${THE_TIMER}`] },
      { sentences: ['(resume|continue|unpause|restart) [<the>] {timer_name:name} timer'] },
    ],
  },
};
