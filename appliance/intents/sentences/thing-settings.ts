// What is armed, and what is set to a value: alarm panels, numbers, choices, humidifiers; and water heaters and humidifiers switched on
// and off. The fetched sentences know none of these. THING stands for the thing's name.
import type { SentenceFileInput } from '../sentence-file.ts';
import { named } from './named.ts';

export interface ThingSentences {
  readonly articles: string;
  /** With MODE where a mode may be said; what an alarm panel is called where it is not named. */
  readonly arm: readonly string[];
  readonly disarm: readonly string[];
  readonly panel: string;
  /** Before and behind a mode ("in home mode"), with MODE. */
  readonly inMode: string;
  readonly modes: Readonly<Record<'home' | 'away' | 'night' | 'vacation', string>>;
  /** With VALUE. */
  readonly set: readonly string[];
  readonly unit: string;
  readonly humidity: string;
  readonly percent: string;
  readonly on: readonly string[];
  readonly off: readonly string[];
}

const PANEL = { domain: 'alarm_control_panel' };
const [VALUE, OPTION, PERCENT, MODE] = ['thing_value', 'thing_option', 'thing_percent', 'arm_mode'];

export function thingSettings(words: ThingSentences): Required<Pick<SentenceFileInput, 'lists' | 'intents'>> {
  const thing = named(words.articles);
  const fill = (sentences: readonly string[], what: string, value = ''): string[] =>
    sentences.map((one) => one.replace('THING', what).replace('VALUE', value));
  const modes = Object.entries(words.modes).map(([out, said]) => ({ in: said, out }));
  const arm = words.arm.map((one) => `${one} [${words.inMode.replace('MODE', `{${MODE}:arm_mode}`)}]`);
  const humidity = words.set.map((one) => one.replace('THING', words.humidity));
  const switched = ['water_heater', 'humidifier'];
  return {
    lists: {
      [VALUE]: { range: { from: -500, to: 5000, fractions: 'tenths' } },
      [PERCENT]: { range: { from: 0, to: 100, type: 'percentage' } },
      [OPTION]: { wildcard: true },
      [MODE]: { values: modes },
    },
    intents: {
      LinnetArm: {
        data: [
          { sentences: fill(arm, thing), requires_context: PANEL },
          { sentences: fill(arm, words.panel), slots: PANEL },
        ],
      },
      LinnetDisarm: {
        data: [
          { sentences: fill(words.disarm, thing), requires_context: PANEL },
          { sentences: fill(words.disarm, words.panel), slots: PANEL },
          { sentences: fill(words.off, thing), requires_context: PANEL, response: 'off' },
        ],
      },
      LinnetSetValue: {
        data: [
          {
            sentences: fill(words.set, thing, `{${VALUE}:value}[${words.unit}]`),
            requires_context: { domain: ['number', 'input_number'] },
          },
          {
            sentences: fill(words.set, thing, `{${PERCENT}:value}[${words.percent}]`),
            requires_context: { domain: 'humidifier' },
          },
          { sentences: fill(humidity, '', `{${PERCENT}:value}[${words.percent}]`), slots: { domain: 'humidifier' } },
        ],
      },
      LinnetSetOption: {
        data: [
          {
            sentences: fill(words.set, thing, `{${OPTION}:option}`),
            requires_context: { domain: ['select', 'input_select', 'humidifier', 'climate', 'water_heater', 'fan'] },
          },
        ],
      },
      HassTurnOn: { data: [{ sentences: fill(words.on, thing), requires_context: { domain: switched } }] },
      HassTurnOff: { data: [{ sentences: fill(words.off, thing), requires_context: { domain: switched } }] },
    },
  };
}

export const PERCENT_SIGN = '([ ]%)';

export const THING_SETTINGS: Readonly<Record<string, ThingSentences>> = {
  en: {
    articles: '(the|my|our)',
    arm: ['arm THING', 'turn on THING', 'turn THING on', 'set THING'],
    disarm: ['disarm THING'],
    panel: '(the|my|our) (alarm system|alarm panel|security system|burglar alarm|house alarm|home alarm)',
    inMode: '[(in|to|for)] [the] MODE [mode]',
    modes: { home: '(home|stay)', away: '(away|leaving)', night: 'night', vacation: '(vacation|holiday)' },
    set: ['(set|change|put|turn|adjust) THING to VALUE'],
    unit: `${PERCENT_SIGN}| percent|([ ]°)| degrees| minutes| seconds| hours| watts`,
    humidity: '[the] [target] humidity',
    percent: `${PERCENT_SIGN}| percent`,
    on: ['(turn|switch) on THING', '(turn|switch) THING on'],
    off: ['(turn|switch) off THING', '(turn|switch) THING off'],
  },
  de: {
    articles: '(der|die|das|den)',
    arm: [
      '(schalt|schalte|stell|stelle|mach|mache) THING scharf',
      '(aktivier|aktiviere) THING',
      'THING (scharf schalten|scharfschalten|aktivieren)',
    ],
    disarm: [
      '(schalt|schalte|stell|stelle|mach|mache) THING unscharf',
      '(entschärf|entschärfe|deaktivier|deaktiviere) THING',
      'THING (unscharf schalten|entschärfen|deaktivieren)',
    ],
    panel: '(die|unsere|meine) Alarmanlage',
    inMode: '(im|in den) MODE',
    modes: {
      home: '(Zuhause Modus|Zuhause-Modus|Anwesend Modus)',
      away: '(Abwesend Modus|Abwesend-Modus)',
      night: '(Nachtmodus|Nacht Modus)',
      vacation: '(Urlaubsmodus|Urlaubs Modus)',
    },
    set: ['(stell|stelle|setz|setze|dreh|drehe|schalt|schalte) THING auf VALUE', 'THING auf VALUE (stellen|setzen)'],
    unit: `${PERCENT_SIGN}| Prozent|([ ]°)| Grad| Minuten| Sekunden| Stunden| Watt`,
    humidity: 'die Luftfeuchtigkeit',
    percent: `${PERCENT_SIGN}| Prozent`,
    on: ['(schalt|schalte|mach|mache) THING (ein|an)', 'THING (ein|an)[schalten]'],
    off: ['(schalt|schalte|mach|mache) THING aus', 'THING aus[schalten]'],
  },
  fr: {
    articles: "(le|la|les|l')",
    arm: ['(arme|active|armer|activer) THING', 'mets THING en marche'],
    disarm: ['(désarme|désactive|désarmer|désactiver) THING'],
    panel: "(l'|le )(alarme de la maison|système d'alarme|alarme anti-intrusion)",
    inMode: 'en mode MODE',
    modes: { home: '(présence|maison)', away: 'absence', night: 'nuit', vacation: 'vacances' },
    set: ['(règle|mets|régler|mettre) THING (à|sur) VALUE'],
    unit: `${PERCENT_SIGN}| pour cent|([ ]°)| degrés| minutes| secondes| heures| watts`,
    humidity: "l'humidité",
    percent: `${PERCENT_SIGN}| pour cent`,
    on: ['(allume|active|allumer) THING'],
    off: ['(éteins|désactive|éteindre) THING'],
  },
  es: {
    articles: '(el|la|los|las)',
    arm: ['(arma|activa|conecta) THING'],
    disarm: ['(desarma|desactiva|desconecta) THING'],
    panel: '(la alarma de [la] casa|el sistema de alarma)',
    inMode: 'en modo MODE',
    modes: { home: '(casa|presente)', away: '(ausente|fuera)', night: '(noche|nocturno)', vacation: 'vacaciones' },
    set: ['(pon|ajusta|establece|cambia) THING (a|al|en) VALUE'],
    unit: `${PERCENT_SIGN}| por ciento|([ ]°)| grados| minutos| segundos| horas| vatios`,
    humidity: 'la humedad',
    percent: `${PERCENT_SIGN}| por ciento`,
    on: ['(enciende|activa) THING'],
    off: ['(apaga|desactiva) THING'],
  },
  it: {
    articles: "(il|lo|la|i|gli|le|l')",
    arm: ['(inserisci|attiva|arma) THING'],
    disarm: ['(disinserisci|disattiva|disarma) THING'],
    panel: "(l'allarme di casa|il sistema di allarme|l'antifurto)",
    inMode: 'in (modalità|modo) MODE',
    modes: { home: '(casa|in casa)', away: '(fuori casa|assente)', night: 'notte', vacation: '(vacanza|vacanze)' },
    set: ['(imposta|metti|regola) THING (a|al|su) VALUE'],
    unit: `${PERCENT_SIGN}| per cento| percento|([ ]°)| gradi| minuti| secondi| ore| watt`,
    humidity: "l'umidità",
    percent: `${PERCENT_SIGN}| per cento| percento`,
    on: ['(accendi|attiva) THING'],
    off: ['(spegni|disattiva) THING'],
  },
  nl: {
    articles: '(de|het)',
    arm: ['(schakel|zet) THING (in|aan)', 'activeer THING'],
    disarm: ['schakel THING uit', 'deactiveer THING'],
    panel: '(het alarmsysteem|het huisalarm)',
    inMode: 'in [de] MODE',
    modes: { home: 'thuismodus', away: 'afwezigheidsmodus', night: 'nachtmodus', vacation: 'vakantiemodus' },
    set: ['(zet|stel) THING (op|in op) VALUE'],
    unit: `${PERCENT_SIGN}| procent|([ ]°)| graden| minuten| seconden| uur| watt`,
    humidity: 'de luchtvochtigheid',
    percent: `${PERCENT_SIGN}| procent`,
    on: ['(zet|doe|schakel) THING (aan|in)'],
    off: ['(zet|doe|schakel) THING uit'],
  },
};
