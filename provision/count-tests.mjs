// Counts what the test runner recorded, so that the last line of a run is true whatever was printed above it.

/**
 * `records` is the text of vitest's JSON report (undefined where there is none), `status` the runner's exit status. A file that
 * failed without any test of it failing (it could not be loaded) is one failure, and so is a runner that failed for another reason.
 */
export function countTests(records, status) {
  if (records === undefined) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(records);
  const unloaded = testResults.filter(
    ({ status: file, assertionResults }) =>
      file === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  const failed = numFailedTests + unloaded.length;
  return { passed: numPassedTests, failed: failed === 0 && status !== 0 ? 1 : failed };
}
