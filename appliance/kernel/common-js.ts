// Most packages are CommonJS. `import` reads the text of such a package with a parser of its own, in WebAssembly, to find what it
// exports; that costs a process memory which it never gives back (measured: 14 MB for those of the hub). `require` does not.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** A CommonJS package among our dependencies, loaded at once. `Exports` is its own type: `typeof import('NAME')`. */
export function requirePackage<Exports>(name: string): Exports {
  return require(name) as Exports;
}
