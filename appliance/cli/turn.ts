// linnet turn FILE…: a whole turn from a recording, each on a fresh demo house.
import type { Command } from 'commander';
import type { Stage } from '../dialogue/turn.ts';
import type { EntityChange } from '../home/house-diff.ts';
import { ManualClock, systemClock } from '../kernel/clock.ts';
import { openOfflineEngines } from '../processes/offline-engines.ts';
import { type OfflineTurn, playOfflineTurn } from '../processes/offline-turn.ts';
import { sentencesAlone } from './alone.ts';
import { configOf } from './configured.ts';
import type { BoxContext } from './context.ts';
import { eachSoundFile, openStore, SOUND_FILES } from './sound-files.ts';
import { turnText } from './turns.ts';

interface TurnResult {
  readonly file: string;
  readonly woke: boolean;
  readonly transcript: string | null;
  readonly confidence: number | null;
  readonly intent: string | null;
  readonly slots: Readonly<Record<string, unknown>>;
  readonly changes: Readonly<Record<string, EntityChange>>;
  readonly reply: string | null;
  readonly outcome: string | null;
  readonly timeline: readonly Stage[];
}

export function registerTurnCommand(program: Command, context: BoxContext): void {
  program
    .command('turn')
    .argument('<file...>', SOUND_FILES)
    .description('a whole turn from each recording, on a fresh demo house: heard, understood, acted and answered')
    .option(
      '--json',
      'one object a line: {file, woke, transcript, confidence, intent, slots, changes, reply, outcome, timeline}',
    )
    .action((files: string[], options: { json?: boolean }) => turn(context, files, options.json === true));
}

async function turn(context: BoxContext, files: readonly string[], json: boolean): Promise<void> {
  const config = configOf(context);
  const sentences = await sentencesAlone(context, config);
  const clock = new ManualClock(systemClock.wall());
  const engines = await openOfflineEngines(config, { store: openStore(context), log: context.log, clock });
  try {
    await eachSoundFile(context, files, async ({ path, samples }) => {
      const played = await playOfflineTurn(config, samples, { engines, clock, log: context.log, sentences });
      context.write(json ? JSON.stringify(resultOf(path, played)) : describe(path, played));
    });
  } finally {
    await engines.close();
  }
}

function resultOf(file: string, { woke, turn: played, changes }: OfflineTurn): TurnResult {
  return {
    file,
    woke,
    transcript: played?.transcript ?? null,
    confidence: played?.confidence ?? null,
    intent: played?.intent ?? null,
    slots: played?.slots ?? {},
    changes,
    reply: played?.reply ?? null,
    outcome: played?.outcome ?? null,
    timeline: played?.stages ?? [],
  };
}

function describe(file: string, { woke, turn: played, changes }: OfflineTurn): string {
  if (!woke || played === null) return `${file}: did not wake`;
  // How long it took here is no time of a running box: its clock goes with the recording.
  const text = turnText({ ...played, endpointToSoundMs: null });
  return `${file}\n${text}\n  act    ${JSON.stringify(changes)}\n  times are those of the recording`;
}
