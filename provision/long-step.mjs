// Steps of the set-up that take long: other programs run to their end, with a sign of life meanwhile. Plain Node, as set-up.mjs.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const TELL_MS = 10_000;

/** `step` itself, with a line of how long it has taken and of what `progress` says every `everyMs`. */
export function tellingProgress(step, progress, say, everyMs = TELL_MS) {
  const startedAt = performance.now();
  const timer = setInterval(() => {
    say(`  ${Math.round((performance.now() - startedAt) / 1000)} s: ${progress()}.`);
  }, everyMs);
  return step.finally(() => clearInterval(timer));
}

/** Of the packages that the lock asks for on every system, how many npm has put in their place so far. */
export function placedPackages(root, { packages }) {
  const wanted = Object.entries(packages)
    .filter(([path, { optional, link }]) => path !== '' && !link && optional !== true)
    .map(([path]) => path);
  const placed = wanted.filter((path) => existsSync(join(root, path, 'package.json')));
  return { placed: placed.length, wanted: wanted.length };
}

/** Runs a program to its end, handing on signals; resolves with what Node says of it: `{ status, signal }`, one of them null. */
export function runChild(program, args, options) {
  const child = spawn(program, args, options);
  const handOn = (signal) => child.kill(signal);
  // Ctrl-C in a terminal reaches the whole group by itself; here it only must not end the parent before its child.
  const onInterrupt = process.stdin.isTTY ? () => undefined : handOn;
  const handlers = { SIGTERM: handOn, SIGHUP: handOn, SIGINT: onInterrupt };
  for (const [signal, handler] of Object.entries(handlers)) process.on(signal, handler);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (status, signal) => resolve({ status, signal }));
  }).finally(() => {
    for (const [signal, handler] of Object.entries(handlers)) process.off(signal, handler);
  });
}

/** As a shell gives it: 128 + n after signal n. */
export function shellStatus({ status, signal }) {
  return status ?? 128 + signalNumber(signal);
}

function signalNumber(signal) {
  return { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }[signal] ?? 1;
}
