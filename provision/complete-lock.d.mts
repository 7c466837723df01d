interface Lock {
  readonly packages: Readonly<Record<string, object>>;
}

export declare function missingOptionals(
  lock: Lock,
): ReadonlyArray<{ readonly wanted: string; readonly version: string; readonly by: string }>;
export declare function completeLock(lock: Lock): Lock;
