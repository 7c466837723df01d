// Counts what the test runner recorded, so that the last line of a run is true whatever was printed above it.
import { relative } from 'node:path';

/**
 * `records` is the text of vitest's JSON report (undefined where there is none), `status` the runner's exit status. A file that
 * failed without any test of it failing (it could not be loaded) is one failure, and so is a runner that failed for another reason.
 * `failures` names each: file, test and the first line of its message. `skipped` are those that this machine could not or should not run.
 */
export function countTests(records, status) {
  if (records === undefined)
    return { passed: 0, failed: 1, skipped: 0, failures: ['the runner ended before it recorded anything'] };
  const { numPassedTests, testResults } = JSON.parse(records);
  const failures = testResults.flatMap(failuresOf);
  if (failures.length === 0 && status !== 0) failures.push(`the runner ended with status ${status}`);
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const skipped = tests.filter(({ status: outcome }) => outcome !== 'passed' && outcome !== 'failed').length;
  return { passed: numPassedTests, failed: failures.length, skipped, failures };
}

function failuresOf({ name, status, message, assertionResults }) {
  const file = relative(process.cwd(), name);
  const failed = assertionResults.filter((test) => test.status === 'failed');
  if (failed.length === 0 && status === 'failed') return [`${file}: ${firstLine(message)}`];
  return failed.map(({ fullName, failureMessages }) => `${file} > ${fullName}: ${firstLine(failureMessages?.[0])}`);
}

function firstLine(text = '') {
  return text.split('\n', 1)[0];
}
