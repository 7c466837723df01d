// A models folder of a test's own, made of links to the real files: what is taken away or replaced there harms nobody.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { modelsRoot } from './models.ts';

export interface ModelCopies {
  readonly root: string;
  path(model: string, file: string): string;
  remove(model: string, file: string): void;
  /** Puts changed bytes in the place of the real ones. */
  change(model: string, file: string, change: (bytes: Buffer) => Uint8Array): void;
  /** Puts the real file back, as a fetch does: whole, in one step. */
  restore(model: string, file: string): void;
}

export function copyModels(root: string): ModelCopies {
  for (const model of readdirSync(modelsRoot)) if (!model.startsWith('.')) link(model, root);
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
    restore: (model, file) => {
      const temporary = `${path(model, file)}.new`;
      symlinkSync(join(modelsRoot, model, file), temporary);
      renameSync(temporary, path(model, file));
    },
  };
}

/** Folders are made, and only files are links: what is removed in a linked folder would be gone for everybody. */
function link(name: string, root: string): void {
  mkdirSync(join(root, name), { recursive: true });
  for (const entry of readdirSync(join(modelsRoot, name), { withFileTypes: true })) {
    const inner = join(name, entry.name);
    if (entry.isDirectory()) link(inner, root);
    else symlinkSync(join(modelsRoot, inner), join(root, inner));
  }
}
