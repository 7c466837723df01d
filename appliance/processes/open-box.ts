// A whole box from its configuration: the real children, the broker or the one it runs itself, and the doors.
import { join } from 'node:path';
import type { Config } from '../config/schema.ts';
import { systemClock } from '../kernel/clock.ts';
import type { Log } from '../kernel/log.ts';
import { languageMisfits, refuseMisfits } from '../models/language-fit.ts';
import { createModelStore } from '../models/store.ts';
import type { BoardArgumentInput } from './board-argument.ts';
import { childArguments, languageChoice } from './child-arguments.ts';
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

/** Rejects with `data.locked`, `model.missing`, `model.corrupt`, `net.portInUse` or `config.invalid`; then nothing stays open. */
export async function openBox(
  options: BoxOptions,
  deps: { readonly log: Log; readonly restart?: (() => void) | undefined },
): Promise<Hub> {
  const { config, dataRoot, modelsRoot, demoHouse, simulated } = options;
  const languages = [config.language.sentences];
  for (const { says } of refuseMisfits(languageMisfits(languageChoice(config))))
    deps.log.warn({ says }, 'languages do not fit together');
  const store = createModelStore({ root: modelsRoot, offline: true, languages }, { clock: systemClock });
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
