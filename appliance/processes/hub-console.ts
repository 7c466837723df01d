// What the page shows, gathered from the box, the house, the board's ring and the record.
import type { ConsoleMessage, ConsoleSource, HouseRow } from '../api/http/console-source.ts';
import type { TurnStore } from '../dialogue/turn-store.ts';
import type { House } from '../home/house.ts';
import type { Clock, Timer } from '../kernel/clock.ts';
import type { Box } from './box.ts';

const TURNS_SHOWN = 30;
const ALARMS_SHOWN = 20;
/** A large house reports many states a second, and each telling holds them all. */
const HOUSE_SETTLE_MS = 100;

export class HubConsole implements ConsoleSource {
  readonly #box: Box;
  readonly #house: House;
  readonly #turns: TurnStore;
  readonly #clock: Clock;
  readonly #ear: { readonly listening: boolean };
  readonly #listeners = new Set<(message: ConsoleMessage) => void>();
  #pixels: readonly number[] = [];
  #houseSettles: Timer | null = null;

  /** `keepTranscripts`: what is being said, while it is said; the page otherwise shows what the record holds. */
  constructor(
    options: { readonly keepTranscripts: boolean },
    deps: {
      readonly box: Box;
      readonly house: House;
      readonly turns: TurnStore;
      readonly clock: Clock;
      readonly ear: { readonly listening: boolean };
    },
  ) {
    this.#box = deps.box;
    this.#house = deps.house;
    this.#turns = deps.turns;
    this.#clock = deps.clock;
    this.#ear = deps.ear;
    deps.box.onChange(() => this.tellBox());
    deps.box.onTurn((turn) => this.#tell({ kind: 'turn', turn }));
    if (options.keepTranscripts)
      deps.box.conversation.on('partialHeard', (text) => this.#tell({ kind: 'hearing', text }), 'console');
    deps.house.on('changed', () => this.#tellHouse(), 'console');
    deps.house.on('stateChanged', () => this.#tellHouse(), 'console');
  }

  get ring(): readonly number[] {
    return this.#pixels;
  }

  /** Also where nothing changed but whether it hears. */
  tellBox(): void {
    this.#tell(this.#boxMessage());
  }

  setRing(pixels: readonly number[]): void {
    this.#pixels = pixels;
    this.#tell({ kind: 'ring', pixels });
  }

  current(): readonly ConsoleMessage[] {
    return [
      this.#boxMessage(),
      { kind: 'ring', pixels: this.#pixels },
      this.#houseMessage(),
      ...this.#turns.last(TURNS_SHOWN).map((turn) => ({ kind: 'turn' as const, turn })),
    ];
  }

  subscribe(onMessage: (message: ConsoleMessage) => void): () => void {
    this.#listeners.add(onMessage);
    return () => this.#listeners.delete(onMessage);
  }

  #boxMessage(): ConsoleMessage {
    const toCome = this.#box.bells.alarms.list().filter(({ state }) => state !== 'ringing');
    const alarms = toCome.slice(0, ALARMS_SHOWN).map(({ kind, name, dueAt }) => ({ kind, name, dueAt }));
    return { kind: 'box', box: this.#box.read(), hears: this.#ear.listening, alarms };
  }

  /** Soon, once for all that changes until then; not at all where nobody looks. */
  #tellHouse(): void {
    if (this.#listeners.size === 0) return;
    this.#houseSettles ??= this.#clock.after(HOUSE_SETTLE_MS, () => {
      this.#houseSettles = null;
      this.#tell(this.#houseMessage());
    });
  }

  #houseMessage(): ConsoleMessage {
    const { areas, entities } = this.#house.snapshot();
    const names = new Map(areas.map((area) => [area.id, area.name]));
    const rows: HouseRow[] = entities.map(({ id, name, area, unit }) => {
      const state = this.#house.state(id);
      const attributes = { ...state?.attributes, ...(unit === null ? {} : { unit_of_measurement: unit }) };
      return {
        id,
        name,
        area: area === null ? null : (names.get(area) ?? null),
        state: state?.value ?? null,
        attributes,
      };
    });
    return { kind: 'house', entities: rows };
  }

  #tell(message: ConsoleMessage): void {
    for (const listener of this.#listeners) listener(message);
  }
}
