// Fetches the models that are missing, by the model store that the set-up has built.
import { SetUpError, say } from './set-up.mjs';

/**
 * Fetches what is missing. `choose` gets the catalogue and the presets and gives `{ ids, languages }`. Rejects with a SetUpError
 * where a model cannot be had.
 */
export async function fetchModels(choose) {
  const load = (path) => import(new URL(`../dist/${path}`, import.meta.url).href);
  const [{ createModelStore }, { systemClock }, { defaultModelsRoot }, { showFetchProgress }] = await Promise.all(
    ['models/store.js', 'kernel/clock.js', 'config/paths.js', 'cli/fetch-progress.js'].map(load),
  );
  const { CATALOGUE } = await load('models/catalogue.js');
  const { MODEL_PRESETS, voiceModels } = await load('models/presets.js');
  const { stderr } = process;
  const screen = { columns: stderr.isTTY ? stderr.columns : undefined, write: (text) => stderr.write(text) };
  const progress = showFetchProgress(screen, systemClock);
  try {
    const { ids, languages } = choose({ CATALOGUE, MODEL_PRESETS, voiceModels });
    const store = createModelStore({ root: defaultModelsRoot(process.env), languages }, { clock: systemClock });
    await store.fetch(ids, { onEvent: progress.onEvent });
    progress.stop();
    say(`Everything that is needed is here, after ${(performance.now() / 1000).toFixed(1)} s.`);
  } catch (error) {
    progress.stop();
    throw new SetUpError(error.message);
  } finally {
    progress.stop();
  }
}
