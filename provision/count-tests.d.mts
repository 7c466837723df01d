export declare function countTests(
  records: string | undefined,
  status: number,
): { readonly passed: number; readonly failed: number; readonly skipped: number; readonly failures: readonly string[] };
