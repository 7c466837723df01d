// Inside the virtual machine: our buttons and our power line on lines that the kernel simulates. A person's finger is the line's pull.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { release } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { gpioNumber } from '../dist/hardware/gpio/gpio-number.js';
import { BUTTON_LABEL, findInputDevice, KeyButton } from '../dist/hardware/gpio/key-button.js';
import { LineButton, openPowerLine } from '../dist/hardware/gpio/onoff.js';
import { systemClock } from '../dist/kernel/clock.js';
import { createButtonReader } from '../dist/presence/button-reader.js';

const [BUTTON, KEY, POWER] = [17, 27, 5];
const LABEL = 'pinctrl-bcm2711';
const LOOK_MS = 20;
const STANDSTILL_MS = 150;
const MOST_ATTEMPTS = 3;
const TOLD_WITHIN_MS = 2000;
const lineFile = (number, name) => `/sys/devices/platform/gpio-sim.0/${process.env.SIM_CHIP}/sim_gpio${number}/${name}`;
const pull = (number, way) => writeFileSync(lineFile(number, 'pull'), `pull-${way}`);
const level = (number) => readFileSync(lineFile(number, 'value'), 'utf8').trim();
const ofChip = (chip, name) => readFileSync(`/sys/class/gpio/${chip}/${name}`, 'utf8').trim();

const isSame = (found, wanted) => JSON.stringify(found) === JSON.stringify(wanted);

let failed = 0;
function check(what, found, wanted) {
  const right = isSame(found, wanted);
  if (!right) failed++;
  console.log(
    `${right ? 'ok    ' : 'FAILED'}  ${what}: ${JSON.stringify(found)}${right ? '' : `, not ${JSON.stringify(wanted)}`}`,
  );
}

console.log(`kernel ${release()}, node ${process.version}`);
const chips = readdirSync('/sys/class/gpio').filter((name) => name.startsWith('gpiochip'));
const labels = chips.map((chip) => ofChip(chip, 'label')).sort();
check('the chips', labels, [LABEL, 'raspberrypi-exp-gpio']);
const base = Number(
  ofChip(
    chips.find((chip) => ofChip(chip, 'label') === LABEL),
    'base',
  ),
);
check('the number of the line, by the label of its chip', gpioNumber(BUTTON), base + BUTTON);

/** Every pattern, by a finger on line `number`, as `button` and the reader of patterns tell it. */
async function tryButton(name, number, button) {
  const press = () => pull(number, 'down');
  const letGo = () => pull(number, 'up');
  const edges = [];
  const gestures = [];
  const reader = createButtonReader({ clock: systemClock }, (gesture) => gestures.push(gesture));
  await button.open((pressed, atMs) => {
    edges.push(pressed);
    reader.edge(pressed, atMs);
  });
  /** Holds it for `ms` from when the press was told, and gives its end time to be told. */
  const pressFor = async (ms) => {
    const before = edges.length;
    press();
    await until(() => edges.length > before);
    await sleep(ms);
    letGo();
    await until(() => edges.length > before + 1);
  };
  /** `hand` is tried anew where the machine stood still meanwhile: what the finger then did is another gesture. */
  const told = async (what, hand, wantedEdges, wantedGestures) => {
    for (let attempt = 1; ; attempt++) {
      const still = watchForStandstill();
      await hand();
      await sleep(500);
      const found = [edges.splice(0), gestures.splice(0)];
      const wanted = [wantedEdges, wantedGestures];
      const stillMs = still();
      if (isSame(found, wanted) || stillMs < STANDSTILL_MS || attempt === MOST_ATTEMPTS)
        return check(`${name}: ${what}`, found, wanted);
      console.log(`again   ${name}: ${what}: ${JSON.stringify(found)}, but the machine stood still for ${stillMs} ms`);
    }
  };
  const bounce = async () => {
    for (let i = 0; i < 5; i++) {
      press();
      letGo();
    }
    await pressFor(100);
  };
  const twice = async () => {
    await pressFor(100);
    await pressFor(100);
  };
  await told('a press', () => pressFor(100), [true, false], ['press']);
  await told('a press that bounces', bounce, [true, false], ['press']);
  await told('two presses', twice, [true, false, true, false], ['double']);
  await told('a long press', () => pressFor(1300), [true, false], ['long']);
  await told(
    'a hold of ten seconds',
    () => pressFor(10_500),
    [true, false],
    ['long', 'setUpWarning', 'setUpAbandoned'],
  );
  await told('a hold of twenty seconds', () => pressFor(20_500), [true, false], ['long', 'setUpWarning', 'setUp']);
  await button.close();
  reader.close();
  press();
  await sleep(200);
  letGo();
  await sleep(100);
  check(`${name}: nothing after it was closed`, [edges, gestures], [[], []]);
}

/** Waits for what the kernel is to tell; where it does not, what was told says so. */
async function until(condition) {
  for (let waited = 0; !condition() && waited < TOLD_WITHIN_MS; waited += 5) await sleep(5);
}

/** The longest time, in ms, for which nothing ran since the call: a virtual machine on a busy host. */
function watchForStandstill() {
  let longest = 0;
  let last = performance.now();
  const look = () => {
    longest = Math.max(longest, performance.now() - last - LOOK_MS);
    last = performance.now();
  };
  const timer = setInterval(look, LOOK_MS);
  return () => {
    look();
    clearInterval(timer);
    return Math.round(longest);
  };
}

for (const number of [BUTTON, KEY]) pull(number, 'up');
execFileSync('/bin/busybox', ['insmod', '/modules/button-device.ko', `line=${gpioNumber(KEY)}`]);
const inputDevice = findInputDevice(BUTTON_LABEL);
check('the input device, by its name', /^\/dev\/input\/event\d+$/.test(inputDevice ?? ''), true);
await Promise.all([
  tryButton('onoff', BUTTON, new LineButton({ number: gpioNumber(BUTTON), activeLow: true }, { clock: systemClock })),
  tryButton('gpio-keys', KEY, new KeyButton(() => inputDevice, { clock: systemClock })),
]);
check('the line of onoff is given back', readdirSync('/sys/class/gpio').includes(`gpio${base + BUTTON}`), false);

const power = openPowerLine(gpioNumber(POWER));
power.set(true);
check('the power of the LEDs, switched on', level(POWER), '1');
power.set(false);
check('the power of the LEDs, switched off', level(POWER), '0');
power.close();
process.exit(failed === 0 ? 0 : 1);
