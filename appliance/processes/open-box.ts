// A whole box from its configuration: the real children, the broker or the one it runs itself, and the doors.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config/schema.ts';
import { systemClock } from '../kernel/clock.ts';
import type { Log } from '../kernel/log.ts';
import { modelPreset } from '../models/presets.ts';
import { createModelStore, type ModelStore } from '../models/store.ts';
import type { BoardArgumentInput } from './board-argument.ts';
import { childArguments } from './child-arguments.ts';
import { openHome } from './home.ts';
import { type Hub, startHub } from './hub.ts';
import type { SentenceFiles } from './understanding.ts';
import { VERSION } from './version.ts';

export interface BoxOptions {
  readonly config: Config;
  readonly dataRoot: string;
  readonly modelsRoot: string;
  /** A fleet of simulated devices on the broker. */
  readonly demoHouse: boolean;
  readonly simulated?: BoardArgumentInput['simulated'];
}

/** Rejects with `data.locked`, `model.missing`, `model.corrupt`, `net.portInUse` or `config.invalid`; then nothing stays open. */
export async function openBox(
  options: BoxOptions,
  deps: { readonly log: Log; readonly restart?: (() => void) | undefined },
): Promise<Hub> {
  const { config, dataRoot, modelsRoot, demoHouse, simulated } = options;
  const store = createModelStore({ root: modelsRoot, offline: true }, { clock: systemClock });
  let sensitivity = (): number => config.wake.sensitivity;
  const args = await childArguments(
    {
      config,
      build: VERSION,
      cacheDir: join(dataRoot, 'phrases'),
      sensitivity: () => sensitivity(),
      ...(simulated === undefined ? {} : { simulated }),
    },
    { store },
  );
  const sentences = await sentenceFiles(config, dataRoot, store);
  const hub = await startHub(
    { config, dataRoot, sentences },
    {
      log: deps.log,
      restart: deps.restart,
      childArguments: args,
      openHome: (scope, settings) =>
        openHome({ config, dataRoot, demoHouse, version: VERSION }, { log: deps.log, scope, settings }),
    },
  );
  sensitivity = () => hub.box.read().wakeSensitivity;
  return hub;
}

/** The user's own sentences in the data folder, then the fetched set where it is there. */
async function sentenceFiles(config: Config, dataRoot: string, store: ModelStore): Promise<SentenceFiles> {
  const language = config.language.sentences;
  const own = join(dataRoot, 'sentences', `${language}.json`);
  const fetched = await store.locate(modelPreset(config.models.preset).sentences).catch(() => null); // the box's own sentences do without
  const files = [
    ...(existsSync(own) ? [own] : []),
    ...Object.values(fetched?.files ?? {}).filter((file) => file.endsWith(`${language}.json`)),
  ];
  return { files, cache: join(dataRoot, 'sentences', 'compiled') };
}
