// Home Assistant's own matcher, hassil 3.12.1, on the same sentences: in a virtual environment of its own, made on first use. Where
// Python, pip or the package cannot be had, there is nothing to compare with.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const VERSION = '3.12.1';
const FOLDER = join(tmpdir(), `linnet-bench-hassil-${VERSION}`);
const PYTHON = join(FOLDER, 'bin', 'python');

const SCRIPT = `
import json, sys, time
from hassil import Intents, recognize_best
from hassil.intents import TextSlotList

job = json.load(open(sys.argv[1], encoding="utf-8"))
intents = Intents.from_dict(json.load(open(job["data"], encoding="utf-8")))
house = job["house"]
names = [(name, name, thing["context"]) for thing in house["entities"] for name in thing["names"]]
lists = {
    "area": TextSlotList.from_tuples([(name, name) for name in house["areas"]], name="area"),
    "floor": TextSlotList.from_tuples([(name, name) for name in house["floors"]], name="floor"),
    "name": TextSlotList.from_tuples(names, name="name"),
}

def match(case):
    context = {"area": case["area"]} if case["area"] else None
    return recognize_best(case["text"], intents, slot_lists=lists, intent_context=context, best_slot_name="name")

found = sum(1 for case in job["cases"] if match(case) is not None)
started = time.process_time()
for _ in range(job["rounds"]):
    for case in job["cases"]:
        match(case)
spent = time.process_time() - started
print(json.dumps({"found": found, "cpuUs": 1e6 * spent / (job["rounds"] * len(job["cases"]))}))
`;

export interface HassilJob {
  /** Path of Home Assistant's file of sentences. */
  readonly data: string;
  readonly house: unknown;
  readonly cases: ReadonlyArray<{ readonly text: string; readonly area: string | null }>;
  readonly rounds: number;
}

/** Processor time of one sentence in microseconds, and how many sentences it understood. */
export interface HassilResult {
  readonly cpuUs: number;
  readonly found: number;
}

/** Rejects where Python or the package cannot be had. */
export async function prepareHassil(): Promise<void> {
  if (!existsSync(PYTHON)) await run('python3', ['-m', 'venv', FOLDER]);
  await run(PYTHON, ['-c', 'import hassil']).catch(() =>
    run(PYTHON, ['-m', 'pip', 'install', '--quiet', `hassil==${VERSION}`], { timeout: 120_000 }),
  );
}

export async function runHassil(job: HassilJob): Promise<HassilResult> {
  const folder = await mkdtemp(join(tmpdir(), 'linnet-hassil-job-'));
  try {
    await writeFile(join(folder, 'job.json'), JSON.stringify(job));
    await writeFile(join(folder, 'job.py'), SCRIPT);
    const { stdout } = await run(PYTHON, [join(folder, 'job.py'), join(folder, 'job.json')]);
    return JSON.parse(stdout) as HassilResult;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
