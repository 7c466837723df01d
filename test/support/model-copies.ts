// A models folder of a test's own, made of links to the real files: what is taken away or replaced there harms nobody.
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { modelsRoot } from './models.ts';

export interface ModelCopies {
  readonly root: string;
  path(model: string, file: string): string;
  remove(model: string, file: string): void;
  /** Puts changed bytes in the place of the real ones. */
  change(model: string, file: string, change: (bytes: Buffer) => Uint8Array): void;
}

export function copyModels(root: string): ModelCopies {
  for (const model of readdirSync(modelsRoot)) {
    if (model.startsWith('.')) continue;
    mkdirSync(join(root, model), { recursive: true });
    for (const file of readdirSync(join(modelsRoot, model)))
      symlinkSync(join(modelsRoot, model, file), join(root, model, file));
  }
  const path = (model: string, file: string): string => join(root, model, file);
  return {
    root,
    path,
    remove: (model, file) => rmSync(path(model, file)),
    change: (model, file, change) => {
      const bytes = change(readFileSync(path(model, file)));
      rmSync(path(model, file));
      writeFileSync(path(model, file), bytes);
    },
  };
}
