interface LockedPackage {
  readonly optional?: boolean;
  readonly link?: boolean;
}
export declare function placedPackages(
  root: string,
  lock: { readonly packages: Readonly<Record<string, LockedPackage>> },
): { readonly placed: number; readonly wanted: number };
export declare function tellingProgress<T>(
  step: Promise<T>,
  progress: () => string,
  say: (text: string) => void,
  everyMs?: number,
): Promise<T>;
