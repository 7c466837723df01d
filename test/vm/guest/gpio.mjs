// Inside the virtual machine: our button and our power line on lines that the kernel simulates. A person's finger is the line's pull.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { release } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { gpioNumber } from '../dist/hardware/gpio/gpio-number.js';
import { LineButton, openPowerLine } from '../dist/hardware/gpio/onoff.js';
import { systemClock } from '../dist/kernel/clock.js';
import { createButtonReader } from '../dist/presence/button-reader.js';

const BUTTON = 17;
const POWER = 5;
const device = '/sys/devices/platform/gpio-sim.0';
const chip = readdirSync(device).find((name) => /^gpiochip\d+$/.test(name));
const line = (number) => `${device}/${chip}/sim_gpio${number}`;
const press = () => writeFileSync(`${line(BUTTON)}/pull`, 'pull-down');
const letGo = () => writeFileSync(`${line(BUTTON)}/pull`, 'pull-up');
const level = (number) => readFileSync(`${line(number)}/value`, 'utf8').trim();

let failed = 0;
function check(what, found, wanted) {
  const right = JSON.stringify(found) === JSON.stringify(wanted);
  if (!right) failed++;
  console.log(
    `${right ? 'ok    ' : 'FAILED'}  ${what}: ${JSON.stringify(found)}${right ? '' : `, not ${JSON.stringify(wanted)}`}`,
  );
}

console.log(`kernel ${release()}, node ${process.version}`);
const base = Number(
  readFileSync(
    `/sys/class/gpio/${readdirSync('/sys/class/gpio').find((name) => name.startsWith('gpiochip'))}/base`,
    'utf8',
  ),
);
check('the number of the line, by the label of its chip', gpioNumber(BUTTON), base + BUTTON);

letGo();
const edges = [];
const gestures = [];
const reader = createButtonReader({ clock: systemClock }, (gesture) => gestures.push(gesture));
const button = new LineButton({ number: gpioNumber(BUTTON), activeLow: true }, { clock: systemClock });
await button.open((pressed, atMs) => {
  edges.push(pressed);
  reader.edge(pressed, atMs);
});
const pressFor = async (ms) => {
  press();
  await sleep(ms);
  letGo();
  await sleep(100);
};
await pressFor(100);
await sleep(400);
check('a press', [edges.splice(0), gestures.splice(0)], [[true, false], ['press']]);
for (let i = 0; i < 5; i++) {
  press();
  letGo();
}
await pressFor(100);
await sleep(400);
check('a press that bounces', [edges.splice(0), gestures.splice(0)], [[true, false], ['press']]);
await pressFor(100);
await pressFor(100);
await sleep(400);
check('two presses', [edges.splice(0), gestures.splice(0)], [[true, false, true, false], ['double']]);
await pressFor(1300);
check('a long press', [edges.splice(0), gestures.splice(0)], [[true, false], ['long']]);
await button.close();
reader.close();
press();
await sleep(200);
check('nothing after it was closed', [edges, gestures], [[], []]);
check('its line is given back', readdirSync('/sys/class/gpio').includes(`gpio${base + BUTTON}`), false);

const power = openPowerLine(gpioNumber(POWER));
power.set(true);
check('the power of the LEDs, switched on', level(POWER), '1');
power.set(false);
check('the power of the LEDs, switched off', level(POWER), '0');
power.close();
process.exit(failed === 0 ? 0 : 1);
