// Runs a pure state machine: `step` decides, `perform` acts. Inputs that effects cause are queued, so a step never runs inside
// another one.

export interface Step<State, Effect> {
  readonly state: State;
  readonly effects: readonly Effect[];
}

export class Machine<State, Input, Effect> {
  #state: State;
  #running = false;
  readonly #inputs: Input[] = [];
  readonly #step: (state: State, input: Input) => Step<State, Effect>;
  readonly #perform: (effect: Effect) => void;

  constructor(
    initial: State,
    step: (state: State, input: Input) => Step<State, Effect>,
    perform: (effect: Effect) => void,
  ) {
    this.#state = initial;
    this.#step = step;
    this.#perform = perform;
  }

  get state(): State {
    return this.#state;
  }

  /** Whether effects are being performed: what is accepted meanwhile is taken after them. */
  get running(): boolean {
    return this.#running;
  }

  /** Takes every queued input in order. `perform` must not throw: a failure is an input of its own. */
  accept(input: Input): void {
    this.#inputs.push(input);
    if (this.#running) return;
    this.#running = true;
    try {
      for (let next = this.#inputs.shift(); next !== undefined; next = this.#inputs.shift()) this.#take(next);
    } finally {
      this.#running = false;
    }
  }

  #take(input: Input): void {
    const { state, effects } = this.#step(this.#state, input);
    this.#state = state;
    for (const effect of effects) this.#perform(effect);
  }
}
