// A box that does what doors ask of it and remembers it, and a loop without sockets to ask over.
import type { AskReply, BoxActions, BoxSignal, BoxState, BoxStateSource } from '../../../appliance/api/actions.ts';
import { type BoxMqtt, type BoxMqttOptions, boxWill, publishBox } from '../../../appliance/api/mqtt/box-mqtt.ts';
import type { Turn } from '../../../appliance/dialogue/turn.ts';
import type { TurnWords } from '../../../appliance/dialogue/turn-recorder.ts';
import { LocalLoop } from '../../../appliance/home/local-loop.ts';
import type { HomeTransport } from '../../../appliance/home/transport.ts';
import { ManualClock } from '../../../appliance/kernel/clock.ts';
import { type Log, silentLog } from '../../../appliance/kernel/log.ts';

export const TURN: Turn = {
  id: 't1',
  station: 'linnet',
  actor: 'station:linnet',
  language: 'en',
  startedAt: Date.UTC(2026, 0, 1, 12),
  origin: 'wake',
  wakeWord: 'okay_nabu',
  wakeScore: 0.98765,
  verifierScore: null,
  transcript: 'turn on the kitchen light',
  confidence: -0.1,
  engine: 'moonshine',
  intent: 'HassTurnOn',
  slots: { name: 'kitchen light' },
  reply: 'Turned on the kitchen light.',
  outcome: 'done',
  stages: [],
  endpointToSoundMs: 312.4,
  cut: null,
  tokens: null,
};

export class FakeBox implements BoxStateSource {
  readonly calls: unknown[][] = [];
  readonly actions: BoxActions;
  state: BoxState = {
    phase: 'idle',
    muted: false,
    ringing: false,
    assistantVolume: 60,
    mediaVolume: 40,
    wakeSensitivity: 50,
    timers: [],
    lastTurn: null,
    problems: [],
  };
  askReply: () => Promise<AskReply> = () =>
    Promise.resolve({ text: 'It is on.', outcome: 'done', intent: 'HassGetState', slots: {} });
  words: TurnWords | null = null;
  onSignal?: NonNullable<BoxStateSource['onSignal']>;
  readonly #changes = new Set<() => void>();
  readonly #turns = new Set<(turn: Turn) => void>();
  readonly #signals = new Set<(signal: BoxSignal) => void>();

  /** What becomes of what it is to say. */
  saying: () => Promise<void> = () => Promise.resolve();

  constructor() {
    const call =
      (name: string) =>
      (...args: unknown[]) => {
        this.calls.push([name, ...args]);
      };
    const later =
      (name: string) =>
      (...args: unknown[]) => {
        this.calls.push([name, ...args]);
        return Promise.resolve();
      };
    this.actions = {
      announce: (text) => this.#spoken(['announce', text]),
      ask: (text, actor) => {
        this.calls.push(['ask', text, actor.kind]);
        return this.askReply();
      },
      talk: call('talk'),
      stop: call('stop'),
      setMuted: later('setMuted'),
      setVolume: later('setVolume'),
      setWakeSensitivity: later('setWakeSensitivity'),
      startTimer: ({ name, seconds }) => {
        this.calls.push(['startTimer', name, seconds]);
        return {
          id: 7,
          name,
          station: 'linnet',
          state: 'running',
          totalMs: seconds * 1000,
          remainingMs: seconds * 1000,
        };
      },
      cancelTimer: call('cancelTimer'),
      pauseTimer: call('pauseTimer'),
      resumeTimer: call('resumeTimer'),
      extendTimer: call('extendTimer'),
      listHouse: () => ({ areas: [], things: [] }),
    };
  }

  /** Gives the box everything that not every box has. */
  withEverything(): this {
    Object.assign(this.actions, {
      announceAs: (announcement: unknown) => this.#spoken(['announceAs', announcement]),
      startConversation: (text: unknown) => this.#spoken(['startConversation', text]),
      setRingLight: (light: unknown) => {
        this.calls.push(['setRingLight', light]);
        return Promise.resolve();
      },
      restart: () => void this.calls.push(['restart']),
      editHouse: (edit: unknown) => {
        this.calls.push(['editHouse', edit]);
        return Promise.resolve();
      },
    });
    this.onSignal = (listener) => {
      this.#signals.add(listener);
      return () => this.#signals.delete(listener);
    };
    this.state = {
      ...this.state,
      ringLight: { on: false, brightness: 128 },
      nextAlarm: null,
      update: { installed: '0.1.0', latest: null, url: null },
    };
    return this;
  }

  #spoken(call: unknown[]): Promise<void> {
    this.calls.push(call);
    return this.saying();
  }

  read(): BoxState {
    return this.state;
  }

  onChange(listener: () => void): () => void {
    this.#changes.add(listener);
    return () => this.#changes.delete(listener);
  }

  onTurn(listener: (turn: Turn) => void): () => void {
    this.#turns.add(listener);
    return () => this.#turns.delete(listener);
  }

  readWords(): TurnWords | null {
    return this.words;
  }

  become(change: Partial<BoxState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.#changes) listener();
  }

  endTurn(turn: Turn): void {
    this.state = { ...this.state, lastTurn: turn };
    this.words = { heard: turn.transcript, said: turn.reply };
    for (const listener of this.#turns) listener(turn);
  }

  signal(signal: BoxSignal): void {
    for (const listener of this.#signals) listener(signal);
  }
}

export const ADDRESS = { base: 'linnet', id: 'kitchen-box' };

export interface Published {
  readonly topic: string;
  readonly text: string;
}

export interface Setting {
  readonly loop: LocalLoop;
  readonly clock: ManualClock;
  readonly box: FakeBox;
  readonly mqtt: BoxMqtt;
  readonly transport: HomeTransport;
  /** Somebody else on the broker. */
  readonly other: HomeTransport;
  /** Everything that was published since the start, in order. */
  readonly seen: Published[];
  /** The last payload of a topic of the box. */
  last(name: string): string | undefined;
  /** Sends a command and resolves with its answer. */
  command(name: string, payload: string): Promise<Record<string, unknown>>;
}

export const OPTIONS: BoxMqttOptions = {
  address: ADDRESS,
  name: 'Kitchen Box',
  area: 'Kitchen',
  version: '0.1.0',
  configurationUrl: null,
  discoveryPrefix: 'homeassistant',
  publishWords: false,
  homeAssistantVersion: null,
};

export async function open(
  options: Partial<BoxMqttOptions> = {},
  box = new FakeBox(),
  loop = new LocalLoop({ log: silentLog }),
  log: Log = silentLog,
): Promise<Setting> {
  const clock = new ManualClock();
  const seen: Published[] = [];
  const other = loop.connect();
  other.subscribe('#', ({ topic, payload, retained }) => {
    if (!retained) seen.push({ topic, text: payload.toString() });
  });
  await loop.idle();
  const transport = loop.connect({ will: boxWill(ADDRESS) });
  const mqtt = publishBox({ ...OPTIONS, ...options }, { transport, clock, log, actions: box.actions, source: box });
  await loop.idle();
  const last = (name: string): string | undefined =>
    seen.findLast(({ topic }) => topic === `linnet/kitchen-box/${name}`)?.text;
  return {
    loop,
    clock,
    box,
    mqtt,
    transport,
    other,
    seen,
    last,
    command: async (name, payload) => {
      const before = seen.length;
      other.publish({ topic: `linnet/kitchen-box/command/${name}`, payload });
      await loop.idle();
      const answers = seen.slice(before).filter(({ topic }) => topic === 'linnet/kitchen-box/result');
      return JSON.parse(answers[0]?.text ?? 'null') as Record<string, unknown>;
    },
  };
}

/** Lets the time pass in which changes are gathered. */
export async function told(setting: Setting): Promise<void> {
  setting.clock.advance(20);
  await setting.loop.idle();
}

/** Lets the time pass in which what the broker keeps is read. */
export async function announced(setting: Setting): Promise<void> {
  setting.clock.advance(5000);
  await setting.loop.idle();
}
