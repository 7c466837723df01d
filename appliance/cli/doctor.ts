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
import { modelsInUse, STOP_MODEL } from '../models/presets.ts';
import { createModelStore, type ModelStore } from '../models/store.ts';
import { earModelChoice, realBoardOptions, voiceModelChoice } from '../processes/child-arguments.ts';
import { lookAround } from '../processes/looking-around.ts';
import { makeFolder } from '../storage/data-root.ts';
import type { BoxContext } from './context.ts';
import { tryBroker } from './doctor/broker-check.ts';
import { type Finding, failed, finding, ok, warning } from './doctor/finding.ts';
import { hardwareFindings } from './doctor/hardware-check.ts';
import { tryHomeAssistant } from './doctor/home-assistant-check.ts';
import { languageFindings } from './doctor/language-check.ts';
import { recogniserFindings } from './doctor/recogniser-check.ts';
import { wakeFindings } from './doctor/wake-check.ts';

interface DoctorFlags {
  readonly json?: boolean;
  readonly fixHints?: boolean;
  readonly speak?: boolean;
}

const BY_RECOGNISER = 'heard by voice detection and the recogniser';
const MIN_FREE_MB = 200;
/** Somebody waits for the doctor. */
const LOOK_MS = 2000;

export function registerDoctorCommand(program: Command, context: BoxContext): void {
  program
    .command('doctor')
    .description('what works here and what does not')
    .option('--fix-hints', 'with what to do about it')
    .option('--speak', 'asks you to speak, twice: what echo cancelling does to your voice')
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
    ...(await wakeFindings(config, store)),
    ...(await languageFindings(config, context.dataRoot())),
    ...(await recogniserFindings(config, store)),
    await stopWord(config, store),
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
        speak: flags.speak === true,
      },
      { ...context.hardware, log: context.log, writeError: context.writeError },
    )),
  ];
  for (const each of findings)
    context.write(flags.json === true ? JSON.stringify(each) : asText(each, flags.fixHints === true));
  if (findings.some(({ state }) => state === 'failed')) context.setExitStatus(1);
}

function asText({ check, state, says, hint }: Finding, hints: boolean): string {
  const mark = { ok: 'ok     ', warning: 'warning', failed: 'FAILED ', skipped: 'skipped' }[state];
  return `${mark}  ${check.padEnd(18)} ${says}${hints && hint !== null ? `\n                            ▸ ${hint}` : ''}`;
}

function nodeVersion(): Finding {
  const { node, modules } = process.versions;
  return ok('node', `${node} (ABI ${modules}) on ${process.platform} ${process.arch}`);
}

function diskSpace(dataRoot: string): Finding {
  try {
    makeFolder(dataRoot);
    accessSync(dataRoot, constants.W_OK);
    const { bavail, bsize } = statfsSync(dataRoot);
    const freeMb = Math.round((bavail * bsize) / 2 ** 20);
    if (freeMb >= MIN_FREE_MB) return ok('data folder', `${dataRoot}, ${freeMb} MB free`);
    return warning(
      'data folder',
      `${dataRoot}, only ${freeMb} MB free`,
      'Free some space: timers and the record are kept there.',
    );
  } catch (thrown) {
    return failed('data folder', toError(thrown).message, 'Choose a folder that can be written, with --data.');
  }
}

async function modelFindings(config: Config, store: ModelStore): Promise<readonly Finding[]> {
  const choice = {
    preset: config.models.preset,
    wakeWords: config.wake.words,
    wakeEngine: config.wake.engine,
    recognizer: earModelChoice(config).recognizer,
    voice: voiceModelChoice(config).voice,
    language: config.language.sentences,
  };
  const wanted = modelsInUse(choice).filter((id) => id !== STOP_MODEL);
  return await Promise.all(
    wanted.map(async (id) => {
      const checked = await store.check(id).catch(toError);
      if (checked instanceof Error) return failed('model', checked.message, 'linnet models list');
      const { state } = checked;
      if (state === 'ready') return ok('model', `${id} is there and right`);
      return failed('model', `${id} is ${state}`, `linnet models fetch ${id}`);
    }),
  );
}

async function stopWord({ wake }: Config, store: ModelStore): Promise<Finding> {
  const checked = await store.check(STOP_MODEL).catch(toError);
  if (checked instanceof Error)
    return warning('stop word', `${BY_RECOGNISER}: ${checked.message}`, 'linnet models list');
  const { state } = checked;
  const hasModel = state === 'ready' && wake.engine === 'microWakeWord';
  if (hasModel) return ok('stop word', 'heard by a wake model of its own');
  const fetch = `linnet models fetch ${STOP_MODEL}`;
  if (state === 'corrupt')
    return warning('stop word', `${BY_RECOGNISER}: its own model was damaged, and set aside`, fetch);
  if (wake.engine !== 'microWakeWord')
    return ok('stop word', `${BY_RECOGNISER}: with ${wake.engine} it has no model of its own`);
  return finding(
    'stop word',
    'ok',
    `${BY_RECOGNISER}; it has no model of its own here`,
    `${fetch} (from its publisher) hears it in louder rooms.`,
  );
}

async function broker(config: Config, context: BoxContext): Promise<Finding> {
  const { url, embeddedHost, embeddedPort } = config.mqtt;
  if (url === null)
    return ok('broker', `none configured: so configured a box runs its own on ${embeddedHost}:${embeddedPort}`);
  const problem = await tryBroker(config, context.log);
  if (problem === null) return ok('broker', `${new URL(url).host} answers`);
  return failed('broker', problem, 'Check mqtt.url, mqtt.username and mqtt.password, and that the broker runs.');
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
  if (!(await isDoorOpen(door))) return warning('box', 'none runs on this data folder', 'linnet run');
  const { phase, problems } = stateSchema.parse(await callDoor(door, { action: 'state' }));
  return problems.length === 0 ? ok('box', `runs, ${phase}`) : failed('box', problems.join(' '));
}
