import { LinnetError } from '../kernel/errors.ts';
import type { LocatedModel } from '../models/store.ts';

/** The path of the model's file `name`. Throws `model.unsupported` where it has none: it is of another kind than its reader. */
export function requireFile(model: LocatedModel, name: string): string {
  const path = model.files[name];
  if (path !== undefined) return path;
  throw new LinnetError(
    'model.unsupported',
    `The model ${model.id} has no file "${name}"; choose a model of the kind this engine reads ("linnet models list").`,
  );
}
