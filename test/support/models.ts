// The real models, from the shared cache; what is missing is fetched once, for all test files.
import { defaultModelsRoot } from '../../appliance/config/paths.ts';
import { systemClock } from '../../appliance/kernel/clock.ts';
import { findModel } from '../../appliance/models/catalogue.ts';
import { createModelStore } from '../../appliance/models/store.ts';

export const modelsRoot: string = defaultModelsRoot(process.env);

/** Verified absolute paths by file name; for a model with one file a language, those of `languages`: default all of them. */
export async function modelFiles(id: string, languages = findModel(id).languages): Promise<Record<string, string>> {
  const store = createModelStore({ root: modelsRoot, languages }, { clock: systemClock });
  await store.fetch([id]);
  return { ...(await store.locate(id)).files };
}
