// The hub: owns state and decisions, loads no model and touches no device. It starts the children, opens the doors and holds the
// box between them.
import { DOOR_SOCKET } from '../api/door/door-protocol.ts';
import { openDoor } from '../api/door/door-server.ts';
import { type ConsoleOptions, type ConsoleServer, startConsole } from '../api/http/console-server.ts';
import type { Config } from '../config/schema.ts';
import { createTurnStore, TURN_MIGRATIONS, type TurnStore } from '../dialogue/turn-store.ts';
import type { BoardEvent } from '../hardware/board-channel.ts';
import { isClockSynchronized } from '../hardware/machine-health.ts';
import type { House } from '../home/house.ts';
import { readBootId } from '../kernel/boot.ts';
import { systemClock } from '../kernel/clock.ts';
import { toError } from '../kernel/errors.ts';
import { Emitter } from '../kernel/events.ts';
import type { Log } from '../kernel/log.ts';
import { Scope } from '../kernel/scope.ts';
import { collectGarbage } from '../kernel/small-heap.ts';
import type { ChildState } from '../kernel/supervised-child.ts';
import { createAlarmStore } from '../skills/alarm-store.ts';
import { SKILL_MIGRATIONS } from '../skills/skill-set.ts';
import { createTimerStore } from '../skills/timer-store.ts';
import type { EarEvent } from '../speech/ear-channel.ts';
import type { VoiceEvent } from '../speech/voice-channel.ts';
import { type DataRoot, openDataRoot } from '../storage/data-root.ts';
import { openOrBeginAnew, type Sqlite } from '../storage/database.ts';
import { openSettings, type SettingsFile } from '../storage/settings.ts';
import { Box } from './box.ts';
import { type ChildArguments, type ChildName, type Children, createChildren } from './children.ts';
import type { Home } from './home.ts';
import { HubConsole } from './hub-console.ts';
import { keepLookingAround } from './looking-around.ts';
import { awaitSentences } from './sentence-files.ts';
import { SetUpMode } from './set-up-mode.ts';
import { Switchboard } from './switchboard.ts';
import { openUnderstanding, type SentenceFiles } from './understanding.ts';
import { VERSION } from './version.ts';

export interface HubOptions {
  readonly config: Config;
  readonly dataRoot: string;
  /** Asked again while any are missing. */
  readonly sentences: () => Promise<SentenceFiles>;
}

export interface HubDeps {
  readonly log: Log;
  readonly openHome: (scope: Scope, settings: SettingsFile) => Promise<Home>;
  readonly childArguments: ChildArguments;
  /** Starts the whole box anew; absent where nothing could. */
  readonly restart?: (() => void) | undefined;
}

export interface HubEvents {
  boardEvent: [event: BoardEvent];
  earEvent: [event: EarEvent];
  voiceEvent: [event: VoiceEvent];
  childChanged: [child: ChildName, state: ChildState, reason: string | null];
  /** The microphone is open and wake words are listened for. */
  listening: [];
}

export class Hub {
  readonly box: Box;
  readonly house: House;
  readonly home: Home;
  readonly children: Children;
  readonly turns: TurnStore;
  readonly console: ConsoleServer | null;
  readonly #parts: HubParts;

  constructor(parts: HubParts) {
    this.#parts = parts;
    this.box = parts.box;
    this.home = parts.home;
    this.house = parts.home.house;
    this.children = parts.children;
    this.turns = parts.turns;
    this.console = parts.console;
  }

  /** Whether the microphone is open and wake words are listened for. */
  get listening(): boolean {
    return this.#parts.switchboard.listening;
  }

  /** Whether a reply can be heard now. */
  get sounding(): boolean {
    return this.#parts.switchboard.sounding;
  }

  /** What the ring shows: r, g, b of each LED. */
  get ring(): readonly number[] {
    return this.#parts.shown.ring;
  }

  on<Name extends keyof HubEvents & string>(name: Name, listener: (...args: HubEvents[Name]) => void): () => void {
    return this.#parts.events.on(name, listener, 'hub');
  }

  /** Idempotent; everything is ended within two seconds. */
  close(): Promise<void> {
    return this.#parts.scope.close();
  }
}

interface HubParts {
  readonly scope: Scope;
  readonly events: Emitter<HubEvents>;
  readonly box: Box;
  readonly home: Home;
  readonly children: Children;
  readonly turns: TurnStore;
  readonly console: ConsoleServer | null;
  readonly switchboard: Switchboard;
  readonly shown: HubConsole;
}

const MUTE_UNKNOWN =
  'The settings were damaged. Whether the box was muted is not known, so it is: unmute it by holding its button for a second, on its page or in Home Assistant.';

/** Resolves when the children were started and the doors are open; the ear and the voice say later when they are ready. */
export async function startHub(options: HubOptions, deps: HubDeps): Promise<Hub> {
  const scope = new Scope();
  try {
    const hub = new Hub(await openParts(options, deps, scope));
    collectGarbage(); // while the children load their models
    return hub;
  } catch (thrown) {
    await scope.close().catch((error: unknown) => deps.log.error({ err: toError(error) }, 'closing failed'));
    throw thrown;
  }
}

async function openParts(options: HubOptions, deps: HubDeps, scope: Scope): Promise<HubParts> {
  const { log } = deps;
  const { config, dataRoot } = options;
  const clock = systemClock;
  const root = openDataRoot(dataRoot);
  scope.defer(() => root.close());
  const { database, history, lost } = openDatabases(root, log, scope);
  const turns = createTurnStore(history, { clock, log });
  scope.defer(() => turns.flush());
  let muteProblem: string | null = null;
  const onMuteUnknown = (): void => {
    muteProblem = MUTE_UNKNOWN;
  };
  const settings = await openSettings(root.file('settings.json'), { log, onMuteUnknown });
  const home = await deps.openHome(scope, settings);
  const sentences = await options.sentences();
  const understanding = await openUnderstanding(config, sentences, { house: home.house, log });
  const events = new Emitter<HubEvents>((error, event, owner) =>
    log.error({ err: error, event, owner }, 'listener failed'),
  );
  const switchboard = new Switchboard(events);
  const children = createChildren(deps.childArguments, { clock, log }, switchboard);
  const box = new Box(config, {
    clock,
    log,
    house: home.house,
    editable: home.house,
    ...understanding,
    settings,
    ...{ bootId: readBootId(), clockIsRight: isClockSynchronized },
    version: VERSION,
    restart: deps.restart,
    broadcast: (message) => home.broadcast(message),
    timerStore: createTimerStore(database),
    alarmStore: createAlarmStore(database),
    parts: {
      ear: (command) => children.ear.send(command),
      voice: (command) => children.voice.send(command),
      board: (command) => switchboard.sendToBoard(command),
    },
  });
  box.status.setProblem('database', lost);
  box.status.setProblem('mute', muteProblem);
  const awaited = { language: config.language.sentences, begun: sentences, find: options.sentences };
  const onProblem = (problem: string | null): void => box.status.setProblem('sentences', problem);
  scope.defer(awaitSentences(awaited, understanding, { clock, log, onProblem }));
  home.publishBox(box, scope);
  const shown = new HubConsole(config.privacy, { box, house: home.house, turns, clock, ear: switchboard });
  const setUp = setUpMode(config, { box, switchboard, log });
  scope.defer(() => setUp.close());
  scope.defer(switchboard.connect({ box, children, understanding, turns, setUp, shown, config, log }));
  scope.defer(() => children.close());
  scope.defer(() => box.close());
  const door = await openDoor(root.file(DOOR_SOCKET), doorDeps({ box, children, log }));
  scope.defer(() => door.close());
  const server = config.console.enabled
    ? await startConsole(consoleOptions(config), { actions: box, source: shown, clock, log })
    : null;
  scope.defer(() => server?.close());
  void children.start().then(() => {
    if (!scope.closed) understanding.warmUp(); // nothing else runs meanwhile: only when each child has its process, and loads its models
  });
  box.start();
  scope.defer(keepLookingAround(config, { clock, log }, (proposals) => box.status.setProposals(proposals)));
  return { scope, events, box, home, children, turns, console: server, switchboard, shown };
}

function doorDeps({ box, children, log }: Pick<HubParts, 'box' | 'children'> & { readonly log: Log }) {
  const silence = (): string | null => box.status.problemOf('voice', 'board', 'speaker');
  return { actions: box, state: box, mediaSocket: children.sockets.media, silence, log };
}

function setUpMode(
  config: Config,
  { box, switchboard, log }: { readonly box: Box; readonly switchboard: Switchboard; readonly log: Log },
): SetUpMode {
  return new SetUpMode(
    { program: config.button.setUpProgram },
    {
      ...{ clock: systemClock, log, say: box.say },
      announce: (text) => box.speech.answerButton(text),
      onChanged: () => switchboard.refreshRing(),
    },
  );
}

interface Databases {
  readonly database: Sqlite;
  readonly history: Sqlite;
  /** What to say of a file that was damaged; null where none was. */
  readonly lost: string | null;
}

function openDatabases(root: DataRoot, log: Log, scope: Scope): Databases {
  let lost: string | null = null;
  const onBegunAnew = (setAside: string): void => {
    lost = `Timers, alarms and reminders were lost: their file was damaged, and is "${setAside}" now.`;
  };
  const kept = { path: root.file('linnet.db'), durability: 'full', migrations: SKILL_MIGRATIONS } as const;
  const database = openOrBeginAnew(kept, { log, onBegunAnew });
  scope.defer(() => database.close());
  const record = { path: root.file('history.db'), durability: 'normal', migrations: TURN_MIGRATIONS } as const;
  const history = openOrBeginAnew(record, { log });
  scope.defer(() => history.close());
  return { database, history, lost };
}

/** "okay_nabu" is said "Okay Nabu". */
function consoleOptions({ console: page, wake }: Config): ConsoleOptions {
  const spoken = (word: string): string => word.replace(/_/g, ' ').replace(/\b\w/g, (letter) => letter.toUpperCase());
  return { port: page.port, wakeWords: wake.words.map(spoken) };
}
