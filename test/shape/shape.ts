// `npm run shape`: how our files and functions measure against the trees we learn from. Informative, except for the hard limits
// that the linter and the tests hold.
import { readSource, type SourceFile } from './source-tree.ts';

/** Measured on published trees: functions' median and 90th percentile in lines, share over 60 lines, largest file. */
const ANCHORS = [
  ['zwave-js serial', 9, 23, 2.0, 1404],
  ['matter.js nodejs', 5, 19, 0, 331],
  ['zigbee2mqtt lib', 8, 51, 7.0, 2403],
  ['LiveKit agents', 8, 43, 6.0, 5515],
] as const;

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function measure(name: string, files: readonly SourceFile[]): readonly [string, number, number, number, number] {
  const lengths = files.flatMap((file) => file.functions.map((each) => each.lines)).sort((a, b) => a - b);
  const long = (100 * lengths.filter((length) => length > 60).length) / Math.max(1, lengths.length);
  return [
    name,
    percentile(lengths, 0.5),
    percentile(lengths, 0.9),
    Math.round(long * 10) / 10,
    Math.max(...files.map((file) => file.lines)),
  ];
}

const files = readSource('appliance');
const folders = new Map<string, SourceFile[]>();
for (const file of files) {
  const folder = file.path.split('/').slice(0, -1).slice(0, 2).join('/');
  folders.set(folder, [...(folders.get(folder) ?? []), file]);
}
const rows = [
  ...ANCHORS,
  ...[...folders].map(([folder, inside]) => measure(folder, inside)),
  measure('all of appliance/', files),
];
console.log(`${'tree'.padEnd(24)} median    p90   > 60 lines   largest file`);
for (const [name, median, p90, long, largest] of rows) {
  console.log(
    `${name.padEnd(24)} ${String(median).padStart(6)} ${String(p90).padStart(6)} ${`${long} %`.padStart(12)} ${String(largest).padStart(14)}`,
  );
}
const lines = files.reduce((sum, file) => sum + file.lines, 0);
const comments = files.reduce((sum, file) => sum + file.commentLines, 0);
console.log(`\n${files.length} files, ${lines} lines, ${Math.round((100 * comments) / lines)} % of them comments`);
const large = files.filter((file) => file.lines > 300);
if (large.length > 0) console.log(`over 300 lines: ${large.map((file) => `${file.path} (${file.lines})`).join(', ')}`);
