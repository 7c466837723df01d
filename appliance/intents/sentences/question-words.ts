// What a language brings to the questions that people ask of a house: the forms, and the words for what stands in them.

export type State =
  | (
      | 'on'
      | 'off'
      | 'open'
      | 'closed'
      | 'raised'
      | 'lowered'
      | 'locked'
      | 'unlocked'
      | 'running'
      | 'not_running'
      | 'playing'
      | 'heating'
    )
  | ('docked' | 'cleaning' | 'mowing' | 'armed' | 'disarmed' | 'triggered' | 'charging' | 'battery_low');
export type Kind =
  | ('light' | 'switch' | 'fan' | 'blind' | 'garage' | 'window' | 'door' | 'lock' | 'valve' | 'heating' | 'cooling')
  | ('player' | 'vacuum' | 'mower' | 'alarm' | 'guard' | 'boiler' | 'humidifier' | 'siren' | 'battery');
export type Peril = 'smoke' | 'gas' | 'carbon_monoxide' | 'leak' | 'motion' | 'problem' | 'update';
export type Detail =
  | ('position' | 'speed' | 'brightness' | 'color' | 'volume' | 'title' | 'mode' | 'preset' | 'fan_mode' | 'target')
  | ('battery' | 'state' | 'where' | 'temperature' | 'end' | 'power');
export type Measure =
  | ('humidity' | 'air' | 'carbon_dioxide' | 'fine_dust' | 'vapours' | 'pressure' | 'power' | 'energy' | 'illuminance')
  | ('wind' | 'rain' | 'noise');

/**
 * In the forms, THING is one or more things, by name or by kind; OF is the same behind "of the"; PLACE is where a place may be said, else behind; MANY is a kind in the plural, COUNT
 * behind a number; STATE is a state. `place` and the like hold {area}.
 */
export interface QuestionWords {
  /** Before a name or a kind; "" for a language without any. */
  readonly articles: string;
  /** "of", joined with its articles. */
  readonly of: string;
  readonly place: string;
  /** Of one thing or of several. */
  readonly is: readonly string[];
  /** Forms for a thing with a name only: those that a kind would make a statement of. */
  readonly isNamed?: readonly string[];
  readonly any: readonly string[];
  readonly which: readonly string[];
  readonly howMany: readonly string[];
  readonly all: readonly string[];
  /** "Is anything on", "what is on", "is everything off"; STATE. */
  readonly anything: Readonly<Record<'any' | 'which' | 'all', readonly string[]>>;
  /** THING is something in the air. */
  readonly thereIs: readonly string[];
  readonly states: Readonly<Partial<Record<State, string>>>;
  /** As THING, MANY, OF and COUNT, with "/" between them; one that is left out is as the one before it, OF as THING. */
  readonly kinds: Readonly<Record<Kind, string>>;
  readonly perils: Readonly<Record<Peril, string>>;
  readonly details: Readonly<Record<Detail, readonly string[]>>;
  /** Whole questions but for the place, which may follow. */
  readonly measures: Readonly<Record<Measure, readonly string[]>>;
  /** A state asked for by its verb, for languages that put it first: THING. */
  readonly doing?: Readonly<Partial<Record<State, readonly string[]>>>;
  /** What the fetched sentences lack: who is at home; whether or where somebody is, with {name}. */
  readonly people?: Readonly<Partial<Record<'who' | 'isHome' | 'where', readonly string[]>>>;
  readonly playing: readonly string[];
  /** What the house keeps no record of; THING. */
  readonly history: readonly string[];
  /** How warm it is there; OUTSIDE. */
  readonly outside: readonly string[];
  readonly outdoors: string;
  readonly weather: readonly string[];
}
