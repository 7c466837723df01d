// Heating as a whole, vacuum cleaners, and what plays: short orders that Home Assistant's sentences lack.
import type { SentenceFileInput } from '../sentence-file.ts';

const HEATING = '(heating|heat)';
const COOLING = '(air conditioning|air conditioner|air con|ac|a c)';
const VACUUM = '(vacuum|vacuum cleaner|robot vacuum|hoover)';
const HALT = '(stop|pause|halt)';
const HOME = '(home|back [home]|to (its|the) (dock|base|charger))';
const here = { area: { slot: true } };
const climate = (onOff: 'on' | 'off', what: string, slots: Record<string, unknown>) => [
  {
    sentences: [`<turn> ${onOff} [<the>] ${what} [<here>]`, `<turn> [<the>] ${what} ${onOff} [<here>]`],
    slots,
    requires_context: here,
  },
  {
    sentences: [
      `<turn> ${onOff} [<the>] ${what} <in> [<the>] {area}`,
      `<turn> [<the>] ${what} ${onOff} <in> [<the>] {area}`,
      `<turn> ${onOff} [<the>] {area} ${what}`,
    ],
    slots,
  },
];
const climates = (onOff: 'on' | 'off') => ({
  data: [
    ...climate(onOff, HEATING, { domain: 'climate' }),
    ...climate(onOff, COOLING, { domain: 'climate', device_class: 'air_conditioner' }),
  ],
});

export const ENGLISH_MACHINES: NonNullable<SentenceFileInput['intents']> = {
  HassTurnOn: climates('on'),
  HassTurnOff: climates('off'),
  HassClimateSetTemperature: {
    data: [
      {
        sentences: [
          `<set> <all> (thermostats|thermostat|heating|heaters|radiators) [<whole>] <warmth>`,
          `<set> [the] temperature <whole> <warmth>`,
        ],
        slots: { domain: 'climate' },
      },
    ],
  },
  HassVacuumStart: {
    data: [
      { sentences: [`(start|run|resume|continue) [<the>] ${VACUUM}`, '(start|resume|continue) (vacuuming|hoovering)'] },
    ],
  },
  HassVacuumReturnToBase: {
    data: [
      { sentences: [`(send|return) ([<the>] ${VACUUM}|it) ${HOME}`, `dock ([<the>] ${VACUUM}|it)`] },
      {
        sentences: [`(send|return) [<the>] {name} ${HOME}`, 'dock [<the>] {name}'],
        requires_context: { domain: 'vacuum' },
      },
    ],
  },
  HassLawnMowerDock: {
    data: [
      {
        sentences: [`(send|return) [<the>] {name} ${HOME}`, 'dock [<the>] {name}'],
        requires_context: { domain: 'lawn_mower' },
      },
    ],
  },
  HassStopMoving: {
    data: [
      { sentences: [`${HALT} [<the>] ${VACUUM}`, `${HALT} (vacuuming|hoovering)`], slots: { domain: 'vacuum' } },
      { sentences: [`${HALT} [<the>] {name}`], requires_context: { domain: ['vacuum', 'lawn_mower'] } },
    ],
  },
  HassMediaPause: { data: [{ sentences: [`${HALT} [<the>] {name}`], requires_context: { domain: 'media_player' } }] },
  HassMediaUnpause: {
    data: [
      { sentences: ['play', '(continue|resume) [the] (music|song|playing|playback)'], requires_context: here },
      { sentences: ['play [back] (on|over) [<the>] {name}'], requires_context: { domain: 'media_player' } },
    ],
  },
  HassSetVolumeRelative: {
    data: [
      {
        sentences: ['[play [it]] [a (bit|little)] louder', 'make it [a (bit|little)] louder'],
        slots: { volume_step: 'up' },
        requires_context: here,
      },
      {
        sentences: ['[play [it]] [a (bit|little)] quieter', 'make it [a (bit|little)] quieter'],
        slots: { volume_step: 'down' },
        requires_context: here,
      },
    ],
  },
  HassSetVolume: {
    data: [{ sentences: ['volume [to|at] {percentage:volume_level}<percent>'], requires_context: here }],
  },
  HassGetWeather: {
    data: [
      {
        sentences: [
          "(what is|what's|whats|how is|how's) the weather [like] [today|now|right now|outside|at the moment] [today|now]",
        ],
      },
    ],
  },
};
