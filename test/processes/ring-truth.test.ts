// The ring never claims what the box cannot honour, whatever happens in whatever order: from what the box tells of itself to the
// LEDs, over a microphone that takes its time to open and to close.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DialogueState } from '../../appliance/dialogue/dialogue-state.ts';
import { type FrameSink, type Microphone, ONE_CHANNEL } from '../../appliance/hardware/ports.ts';
import { createSimulatedBoard, type SimulatedBoard } from '../../appliance/hardware/simulated/board.ts';
import { type Clock, ManualClock, sleep } from '../../appliance/kernel/clock.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { type BoardRunner, createBoardRunner } from '../../appliance/processes/board-runner.ts';
import type { Showing } from '../../appliance/processes/showing.ts';
import { IDLE, listeningFrom, ScriptedBox } from './scripted-box.ts';

const OPENING_MS = 300;
const CLOSING_MS = 100;

/** A device as slow as a real one, and as honest about when it can hear. */
class SlowMicrophone implements Microphone {
  readonly sampleRate = 16_000;
  readonly layout = ONE_CHANNEL;
  /** From the beginning of its opening to the end of its closing: somebody might be heard. */
  held = false;
  /** It delivers. */
  opened = false;
  plugged = true;
  readonly #clock: Clock;
  #breakOff = new AbortController();
  #onLost: (error: Error) => void = () => {};

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async open(_sink: FrameSink, onLost: (error: Error) => void): Promise<void> {
    this.#breakOff = new AbortController();
    this.held = true;
    this.#onLost = onLost;
    await sleep(this.#clock, OPENING_MS, this.#breakOff.signal);
    if (!this.plugged) {
      this.held = false;
      throw new Error('microphone.unavailable');
    }
    this.opened = true;
  }

  async close(): Promise<void> {
    this.#breakOff.abort(new Error('microphone.unavailable'));
    if (!this.held) return;
    this.opened = false;
    await sleep(this.#clock, CLOSING_MS);
    this.held = false;
  }

  setPlugged(plugged: boolean): void {
    this.plugged = plugged;
    if (plugged || !this.opened) return;
    this.opened = false;
    this.held = false;
    this.#onLost(new Error('microphone.lost'));
  }
}

const RED = '90,0,0';

class Stage {
  readonly clock = new ManualClock();
  readonly microphone = new SlowMicrophone(this.clock);
  readonly box = new ScriptedBox();
  readonly board: SimulatedBoard;
  readonly runner: BoardRunner;
  readonly showing: Showing;
  readonly lies: string[] = [];
  muted = true;
  switched = false;

  constructor() {
    const deps = { clock: this.clock, sources: [], draw: () => this.look() };
    this.board = createSimulatedBoard({ muteSwitch: true }, deps);
    const board = { ...this.board, microphone: this.microphone };
    this.runner = createBoardRunner({}, { board, clock: this.clock, log: silentLog, onFrame: () => {} }, () => {});
    this.showing = this.box.show(this.clock, (scene) => this.runner.command({ kind: 'scene', scene }));
  }

  get dark(): boolean {
    return this.board.ring!.pixels.every((value) => value === 0);
  }

  get red(): boolean {
    return [0, 3, 6, 9].every((at) => this.#leds()[at] === RED);
  }

  /** Whether it shows the cyan of "I hear you", which no other scene here has. */
  get claimsToHear(): boolean {
    return this.board.ring!.pixels.some((g, at, all) => at % 3 === 1 && g > 3 && all[at - 1] === 0 && all[at + 1]! > g);
  }

  look(): void {
    const { opened, held } = this.microphone;
    if (this.claimsToHear && !opened) this.lies.push(`hears at ${this.clock.monotonic()}`);
    if (this.red && held) this.lies.push(`muted at ${this.clock.monotonic()}`);
  }

  set(truth: Partial<ScriptedBox['truth']>): void {
    Object.assign(this.box.truth, truth);
    this.showing.refresh();
  }

  mute(muted: boolean): void {
    this.muted = muted;
    this.runner.command({ kind: 'mute', muted });
    this.set({ muted: muted || this.switched });
  }

  /** A person's press turns the one bit of the circuit: there is nothing to press where it stands so already. */
  switch(on: boolean): void {
    if (this.board.muteSwitch!.lit === on) return;
    this.switched = on;
    this.board.muteSwitch!.set(on);
    this.set({ muted: on || this.muted });
  }

  async pass(ms: number): Promise<void> {
    for (let at = 0; at < ms; at += 20) {
      this.clock.advance(20);
      await new Promise(setImmediate);
      this.look();
    }
  }

  /** Scenes blink: whether a LED is lit at some moment of these. */
  async litWithin(ms: number): Promise<boolean> {
    for (let at = 0; at < ms; at += 20) {
      await this.pass(20);
      if (!this.dark) return true;
    }
    return false;
  }

  async end(): Promise<void> {
    this.showing.close();
    const closing = this.runner.close();
    await this.pass(1000);
    await closing;
  }

  #leds(): string[] {
    const { pixels } = this.board.ring!;
    return Array.from({ length: 12 }, (_, led) => pixels.subarray(3 * led, 3 * led + 3).join());
  }
}

type Act = (stage: Stage) => unknown;

const phases: ReadonlyArray<DialogueState['phase']> = [
  IDLE,
  listeningFrom('wake'),
  listeningFrom('button'),
  listeningFrom('followUp'),
  { name: 'thinking', turn: 1 },
  { name: 'speaking', turn: 1, outcome: 'done', unspoken: 'done', listenAfter: false },
];
const both = (act: (on: boolean) => Act): ReadonlyArray<Act> => [act(true), act(false)];
const acts: ReadonlyArray<Act> = [
  ...both((on) => (stage) => stage.mute(on)),
  ...both((on) => (stage) => stage.switch(on)),
  ...both((on) => (stage) => stage.microphone.setPlugged(on)),
  ...both((on) => (stage) => stage.set({ starting: on })),
  ...both((on) => (stage) => stage.set({ offline: on })),
  ...both((on) => (stage) => stage.set({ settingUp: on })),
  ...both((on) => (stage) => stage.set({ problems: on ? ['It is away.'] : [] })),
  ...both((on) => (stage) => stage.set({ ringLight: { on, brightness: 100 } })),
  ...both((on) => (stage) => stage.runner.command({ kind: 'alarm', ringing: on })),
  ...both((on) => (stage) => stage.runner.showPower(on)),
  (stage) => stage.box.sound('error'),
  ...phases.map((phase) => (stage: Stage) => stage.set({ phase })),
  ...[20, 100, 350, 2500].map((ms) => (stage: Stage) => stage.pass(ms)),
];

describe('the ring, whatever happens', () => {
  it('never claims to hear while the device is closed, and is red exactly while that is on purpose', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(acts.length - 1), { maxLength: 40 }), async (chosen) => {
        const stage = new Stage();
        await stage.runner.start();
        for (const at of chosen) await acts[at]!(stage);
        await stage.pass(4000); // whatever is under way is over
        const { microphone, red, lies } = stage;
        expect(lies).toEqual([]);
        expect(red).toBe(stage.muted || stage.switched);
        expect(microphone.opened).toBe(!red && microphone.plugged);
        await stage.end();
      }),
      // Muted as it begins to listen; and that taken back while the device closes.
      { numRuns: 60, examples: [[[1, 29, 0, 22]], [[1, 29, 0, 27, 1, 22]]] },
    );
  }, 60_000);

  it.each<[string, Act]>([
    ['it starts', (stage) => stage.set({ starting: true })],
    ['there is no network', (stage) => stage.set({ offline: true })],
    ['it is being set up', (stage) => stage.set({ settingUp: true })],
    ['a part of it is away', (stage) => stage.set({ problems: ['It is away.'] })],
    ['a timer runs', (stage) => stage.set({ timers: [{ state: 'running', remainingMs: 1, totalMs: 2 }] })],
    ['it lights the room', (stage) => stage.set({ ringLight: { on: true, brightness: 100 } })],
    ['it rings', (stage) => stage.set({ ringing: true })],
    ['it listens', (stage) => stage.set({ phase: listeningFrom('button') })],
    ['it thinks', (stage) => stage.set({ phase: { name: 'thinking', turn: 1 } })],
  ])('shows that %s for as long as that is so, and no more once the hub is silent', async (_name, begin) => {
    const stage = new Stage();
    await stage.runner.start();
    stage.mute(false);
    begin(stage);
    await stage.pass(500); // its microphone is open
    for (let seconds = 0; seconds < 6; seconds++) {
      await stage.pass(1000);
      expect(await stage.litWithin(3000)).toBe(true);
    }
    stage.showing.close();
    await stage.pass(6000);
    expect(stage.dark).toBe(true);
    await stage.end();
  });

  it.each<[string, (on: boolean) => Act]>([
    ['the supply is too weak', (on) => (stage) => stage.runner.showPower(on)],
    ['the microphone is away', (on) => (stage) => stage.microphone.setPlugged(!on)],
    ['an alarm sounds', (on) => (stage) => stage.runner.command({ kind: 'alarm', ringing: on })],
  ])('shows that %s, which the board knows by itself, for as long as that is so', async (_name, act) => {
    const stage = new Stage();
    await stage.runner.start();
    stage.mute(false);
    await stage.pass(500);
    act(true)(stage);
    await stage.pass(12_000);
    expect(await stage.litWithin(3000)).toBe(true);
    act(false)(stage);
    await stage.pass(6000);
    expect(stage.dark).toBe(true);
    await stage.end();
  });

  it('shows that it hears when it does, so that the claim is worth something', async () => {
    const stage = new Stage();
    await stage.runner.start();
    expect(stage.red).toBe(true);
    stage.set({ phase: listeningFrom('wake') });
    await stage.pass(100);
    expect(stage.claimsToHear).toBe(false);
    stage.mute(false);
    await stage.pass(500);
    expect([stage.claimsToHear, stage.red]).toEqual([true, false]);
  });
});
