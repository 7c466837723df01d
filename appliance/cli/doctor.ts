// linnet doctor: what works here, what does not, and what to do about it.
import { accessSync, constants, statfsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { callDoor, isDoorOpen } from '../api/door/door-client.ts';
import { DOOR_SOCKET } from '../api/door/door-protocol.ts';
import { readConfig } from '../config/load.ts';
import type { Config } from '../config/schema.ts';
import { proposalText } from '../home/proposals.ts';
import { systemClock } from '../kernel/clock.ts';
import { toError } from '../kernel/errors.ts';
import { modelsInUse } from '../models/presets.ts';
import { createModelStore, type ModelStore } from '../models/store.ts';
import { earModelChoice, realBoardOptions, voiceModelChoice } from '../processes/child-arguments.ts';
import { lookAround } from '../processes/looking-around.ts';
import { makeFolder } from '../storage/data-root.ts';
import type { BoxContext } from './context.ts';
import { tryBroker } from './doctor/broker-check.ts';
import { hardwareFindings } from './doctor/hardware-check.ts';
import { tryHomeAssistant } from './doctor/home-assistant-check.ts';
import { languageFindings } from './doctor/language-check.ts';

export interface Finding {
  readonly check: string;
  readonly state: 'ok' | 'warning' | 'failed';
  readonly says: string;
  /** What to do about it. */
  readonly hint: string | null;
}

interface DoctorFlags {
  readonly json?: boolean;
  readonly fixHints?: boolean;
}

const MIN_FREE_MB = 200;
/** Somebody waits for the doctor. */
const LOOK_MS = 2000;

export function registerDoctorCommand(program: Command, context: BoxContext): void {
  program
    .command('doctor')
    .description('what works here and what does not')
    .option('--fix-hints', 'with what to do about it')
    .option('--json', 'one object a line: {check, state, says, hint}')
    .action((flags: DoctorFlags) => doctor(context, flags));
}

async function doctor(context: BoxContext, flags: DoctorFlags): Promise<void> {
  const { config, problems } = readConfig(context.layers());
  const languages = [config.language.sentences];
  const store = createModelStore({ root: context.modelsRoot, offline: true, languages }, { clock: systemClock });
  const findings: Finding[] = [
    nodeVersion(),
    ...problems.map((problem) =>
      finding('configuration', problem.severity === 'error' ? 'failed' : 'warning', `${problem.path}: ${problem.text}`),
    ),
    diskSpace(context.dataRoot()),
    ...(await modelFindings(config, store)),
    ...(await languageFindings(config, context.dataRoot())),
    await stopWord(store),
    await broker(config, context),
    { check: 'Home Assistant', ...(await tryHomeAssistant(config)) },
    ...(await proposed(config, context)),
    await runningBox(context.dataRoot()),
    ...(await hardwareFindings(
      {
        board: config.audio.board,
        inUse: await isBoxHere(context),
        real: realBoardOptions(config),
        echo: config.audio.echo,
      },
      context,
    )),
  ];
  for (const each of findings)
    context.write(flags.json === true ? JSON.stringify(each) : asText(each, flags.fixHints === true));
  if (findings.some(({ state }) => state === 'failed')) context.setExitStatus(1);
}

function asText({ check, state, says, hint }: Finding, hints: boolean): string {
  const mark = { ok: 'ok     ', warning: 'warning', failed: 'FAILED ' }[state];
  return `${mark}  ${check.padEnd(18)} ${says}${hints && hint !== null ? `\n                            ▸ ${hint}` : ''}`;
}

function finding(check: string, state: Finding['state'], says: string, hint: string | null = null): Finding {
  return { check, state, says, hint };
}

function nodeVersion(): Finding {
  const { node, modules } = process.versions;
  return finding('node', 'ok', `${node} (ABI ${modules}) on ${process.platform} ${process.arch}`);
}

function diskSpace(dataRoot: string): Finding {
  try {
    makeFolder(dataRoot);
    accessSync(dataRoot, constants.W_OK);
    const { bavail, bsize } = statfsSync(dataRoot);
    const freeMb = Math.round((bavail * bsize) / 2 ** 20);
    if (freeMb >= MIN_FREE_MB) return finding('data folder', 'ok', `${dataRoot}, ${freeMb} MB free`);
    return finding(
      'data folder',
      'warning',
      `${dataRoot}, only ${freeMb} MB free`,
      'Free some space: timers and the record are kept there.',
    );
  } catch (thrown) {
    return finding(
      'data folder',
      'failed',
      toError(thrown).message,
      'Choose a folder that can be written, with --data.',
    );
  }
}

async function modelFindings(config: Config, store: ModelStore): Promise<readonly Finding[]> {
  const choice = {
    preset: config.models.preset,
    wakeWords: config.wake.words,
    recognizer: earModelChoice(config).recognizer,
    voice: voiceModelChoice(config).voice,
    language: config.language.sentences,
  };
  const wanted = modelsInUse(choice).filter((id) => id !== 'wake-stop');
  return await Promise.all(
    wanted.map(async (id) => {
      const checked = await store.check(id).catch(toError);
      if (checked instanceof Error) return finding('model', 'failed', checked.message, 'linnet models list');
      const { state } = checked;
      if (state === 'ready') return finding('model', 'ok', `${id} is there and right`);
      return finding('model', 'failed', `${id} is ${state}`, `linnet models fetch ${id}`);
    }),
  );
}

async function stopWord(store: ModelStore): Promise<Finding> {
  const hasModel = await store.isPresent('wake-stop');
  const says = hasModel
    ? 'heard by a wake model of its own'
    : 'heard by voice detection and the recogniser; it has no model of its own here';
  return finding(
    'stop word',
    'ok',
    says,
    hasModel ? null : 'linnet models fetch wake-stop (from its publisher) hears it in louder rooms.',
  );
}

async function broker(config: Config, context: BoxContext): Promise<Finding> {
  const { url, embeddedHost, embeddedPort } = config.mqtt;
  if (url === null)
    return finding('broker', 'ok', `none configured: the box runs its own on ${embeddedHost}:${embeddedPort}`);
  const problem = await tryBroker(config, context.log);
  if (problem === null) return finding('broker', 'ok', `${new URL(url).host} answers`);
  return finding(
    'broker',
    'failed',
    problem,
    'Check mqtt.url, mqtt.username and mqtt.password, and that the broker runs.',
  );
}

async function proposed(config: Config, context: BoxContext): Promise<Finding[]> {
  const network = { ...config.network, lookMs: Math.min(config.network.lookMs, LOOK_MS) };
  const proposals = await lookAround({ ...config, network }, { clock: systemClock, log: context.log });
  return proposals.map((proposal) =>
    finding(
      'network',
      'ok',
      proposalText(proposal),
      `linnet.yaml: { ${proposal.setting.replace('.', ': { ')}: "${proposal.value}" } }`,
    ),
  );
}

function isBoxHere(context: BoxContext): Promise<boolean> {
  return isDoorOpen(join(context.dataRoot(), DOOR_SOCKET));
}

const stateSchema = z.object({ phase: z.string(), problems: z.array(z.string()) });

async function runningBox(dataRoot: string): Promise<Finding> {
  const door = join(dataRoot, DOOR_SOCKET);
  if (!(await isDoorOpen(door))) return finding('box', 'warning', 'none runs on this data folder', 'linnet run');
  const { phase, problems } = stateSchema.parse(await callDoor(door, { action: 'state' }));
  return problems.length === 0 ? finding('box', 'ok', `runs, ${phase}`) : finding('box', 'failed', problems.join(' '));
}
