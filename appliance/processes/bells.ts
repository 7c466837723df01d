// What the box does of its own accord when a time has come: timers and alarms ring, reminders are spoken, planned commands are done,
// and what was missed while the box was off is told as soon as somebody can hear it. A reminder, and an alarm that was missed, stay in
// their table until they were told.
import type { Conversation } from '../dialogue/conversation.ts';
import type { Reply } from '../dialogue/responder.ts';
import type { Clock } from '../kernel/clock.ts';
import { hasCode, LinnetError, toError } from '../kernel/errors.ts';
import type { Log } from '../kernel/log.ts';
import { type RetryOptions, retry } from '../kernel/retry.ts';
import type { Replies } from '../language/replies.ts';
import type { HouseAlarm } from '../skills/alarm.ts';
import { AlarmKeeper } from '../skills/alarm-keeper.ts';
import type { AlarmStore } from '../skills/alarm-store.ts';
import { alarmWords } from '../skills/alarm-words.ts';
import { type HouseTimer, TimerKeeper } from '../skills/timer-keeper.ts';
import type { TimerStore } from '../skills/timer-store.ts';

export interface BellsDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly timerStore: TimerStore;
  readonly alarmStore: AlarmStore;
  readonly bootId: string | null;
  /** As for `AlarmKeeper`. */
  readonly clockIsRight?: () => boolean | null;
  readonly say: Replies;
}

/** The rest of the box, as far as bells need it. */
export interface Rung {
  readonly conversation: Pick<Conversation, 'setRinging' | 'announce'>;
  /** Understands and does what was planned. */
  readonly perform: (command: string) => Promise<Reply>;
  readonly onChanged: () => void;
}

/**
 * A planned command that is later than this is told instead: the house may have changed its mind meanwhile. After a power cut a minute
 * of it is the wait for the clock to be corrected.
 */
const PLANNED_LATE_MS = 120_000;
/** While too much waits already, or the voice dies of everything: for about a day. What is kept in its table is told after a start too. */
const TELLING: RetryOptions = { attempts: 30, firstMs: 60_000, maxMs: 3_600_000 };

export class Bells {
  readonly timers: TimerKeeper;
  readonly alarms: AlarmKeeper;
  readonly #deps: BellsDeps;
  readonly #closing = new AbortController();
  #rung: Rung | undefined;

  constructor(options: { readonly ringMs: number }, deps: BellsDeps) {
    this.#deps = deps;
    this.timers = new TimerKeeper(options, { ...deps, store: deps.timerStore });
    this.alarms = new AlarmKeeper(options, { ...deps, store: deps.alarmStore });
  }

  /** Call once, before `start`. */
  connect(rung: Rung): void {
    this.#rung = rung;
    const { timers, alarms } = this;
    timers.on('changed', rung.onChanged);
    timers.on('rang', (timer, lateMs) => this.#timerRang(timer, lateMs));
    timers.on('due', ({ command = '' }, lateMs) => this.#due(command, lateMs));
    alarms.on('changed', rung.onChanged);
    alarms.on('rang', (alarm, lateMs) => this.#alarmRang(alarm, lateMs));
    alarms.on('due', ({ name }, lateMs) => this.#due(name ?? '', lateMs));
    alarms.on('reminded', ({ id, name }) => this.#tell(this.#deps.say.reminder({ name }), () => alarms.told(id)));
    alarms.on('missed', (alarm) => this.#tell(this.#missedWords(alarm), () => alarms.told(alarm.id)));
    timers.on('fellSilent', () => this.#showRinging());
    alarms.on('fellSilent', () => this.#showRinging());
  }

  start(): void {
    this.timers.start();
    this.alarms.start();
  }

  /** There is no loudspeaker until `soundBack`; without that call there is one. */
  soundLost(): void {
    this.timers.soundLost();
    this.alarms.soundLost();
  }

  /** What nobody could hear meanwhile is told, as after a start. */
  soundBack(): void {
    this.timers.soundBack();
    this.alarms.soundBack();
  }

  /** What rings and what waits is taken up at the next start. */
  close(): void {
    this.#closing.abort(new LinnetError('operation.cancelled', 'The box ends.'));
    this.timers.close();
    this.alarms.close();
  }

  #timerRang({ name }: HouseTimer, lateMs: number): void {
    this.#showRinging();
    if (lateMs > 0) this.#tell(this.#deps.say.missedTimer({ name, lateSeconds: Math.round(lateMs / 1000) }));
  }

  #alarmRang(alarm: HouseAlarm, lateMs: number): void {
    this.#showRinging();
    if (lateMs > 0) this.#tell(this.#missedWords(alarm));
  }

  #missedWords(alarm: HouseAlarm): string {
    const { say, clock } = this.#deps;
    const words = alarmWords(alarm, clock.wall());
    return alarm.kind === 'alarm' ? say.missedAlarm(words) : say.missedReminder(words);
  }

  #due(command: string, lateMs: number): void {
    if (lateMs > PLANNED_LATE_MS) return this.#tell(this.#deps.say.plannedMissed({ command }));
    this.#perform(command).catch((thrown: unknown) => {
      this.#deps.log.error({ err: toError(thrown) }, 'a planned command failed');
      this.#tell(this.#deps.say.failed({ code: 'unforeseen' }));
    });
  }

  async #perform(command: string): Promise<void> {
    const reply = await this.#rung?.perform(command);
    if (reply === undefined) return;
    // Nobody was spoken to, so nobody would answer.
    const text = reply.outcome === 'asked' ? this.#deps.say.plannedNeedsYou({ command }) : reply.text;
    if (text !== '') this.#tell(text);
  }

  #showRinging(): void {
    this.#rung?.conversation.setRinging(this.timers.ringing || this.alarms.ringing);
  }

  /** `onTold`: it was said, or somebody stopped it. */
  #tell(text: string, onTold: () => void = () => {}): void {
    const { clock, log } = this.#deps;
    const { signal } = this.#closing;
    const say = async (): Promise<void> => this.#rung?.conversation.announce(text);
    retry(TELLING, { clock }, say, signal).then(onTold, (thrown: unknown) => {
      if (signal.aborted) return;
      if (hasCode(thrown, 'operation.cancelled')) return onTold();
      log.warn({ err: toError(thrown) }, 'a reminder or what became of a plan was not told');
    });
  }
}
