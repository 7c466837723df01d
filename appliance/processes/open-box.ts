// A whole box from its configuration: the real children, the broker or the one it runs itself, and the doors.
import { join } from 'node:path';
import type { Config } from '../config/schema.ts';
import { systemClock } from '../kernel/clock.ts';
import type { Log } from '../kernel/log.ts';
import { createModelStore, type ModelStore } from '../models/store.ts';
import type { BoardArgumentInput } from './board-argument.ts';
import { childArguments } from './child-arguments.ts';
import { refuseUnfit } from './config-fit.ts';
import { openHome } from './home.ts';
import { type Hub, startHub } from './hub.ts';
import { sentenceFiles } from './sentence-files.ts';
import { VERSION } from './version.ts';

export interface BoxOptions {
  readonly config: Config;
  readonly dataRoot: string;
  readonly modelsRoot: string;
  /** A fleet of simulated devices on the broker. */
  readonly demoHouse: boolean;
  readonly simulated?: BoardArgumentInput['simulated'];
}

/** The models of such a box: only what is on this machine. */
export function boxModels({ config, modelsRoot }: Pick<BoxOptions, 'config' | 'modelsRoot'>): ModelStore {
  const languages = [config.language.sentences];
  return createModelStore({ root: modelsRoot, offline: true, languages }, { clock: systemClock });
}

/**
 * Resolves also where models are missing or damaged: what needs them is then a problem of the box until they are there. Rejects with
 * `data.locked`, `net.portInUse` or `config.invalid`; then nothing stays open. `store` is `boxModels` of the same options, handed in by
 * whoever checks models too: what was checked is not read again.
 */
export async function openBox(
  options: BoxOptions,
  deps: { readonly log: Log; readonly store?: ModelStore; readonly restart?: (() => void) | undefined },
): Promise<Hub> {
  const { config, dataRoot, demoHouse, simulated } = options;
  for (const { says } of refuseUnfit(config, dataRoot)) deps.log.warn({ says }, 'languages do not fit together');
  const store = deps.store ?? boxModels(options);
  const args = childArguments(
    {
      config,
      build: VERSION,
      cacheDir: join(dataRoot, 'phrases'),
      ...(simulated === undefined ? {} : { simulated }),
    },
    { store },
  );
  return startHub(
    { config, dataRoot, sentences: () => sentenceFiles(config, dataRoot, store) },
    {
      log: deps.log,
      restart: deps.restart,
      childArguments: args,
      openHome: (scope, settings) =>
        openHome({ config, dataRoot, demoHouse, version: VERSION }, { log: deps.log, scope, settings }),
    },
  );
}
