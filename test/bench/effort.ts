// How often something is measured. A quick run proves that a benchmark works; its numbers are worth little.

/** Set by `npm run bench -- --quick` for the process of each section. */
const QUICK = process.env.LINNET_BENCH_QUICK === '1';

export function effort(full: number, quick: number): number {
  return QUICK ? quick : full;
}
