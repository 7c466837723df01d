// The page as a person uses it, in a real browser in front of a running box with the demo's house. Pictures of it are left in the
// temporary folder, for whoever wants to see what changed.
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type RunningBox, startBox } from '../support/running-box.ts';
import { findBrowser } from './find-browser.ts';

const executablePath = findBrowser();
const PICTURES = join(tmpdir(), 'linnet-console');
// The browser talks to the page and to nothing else.
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let box: RunningBox;
let browser: Browser;
let page: Page;
let complaints: string[];

describe.skipIf(executablePath === undefined)('the page', () => {
  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true });
    box = await startBox();
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: QUIET });
  });
  afterAll(async () => {
    await browser?.close();
    await box?.close();
    console.log(`pictures in ${PICTURES}`);
  });
  beforeEach(async () => {
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    complaints = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(box.hub.console!.url);
    await page.getByText('Kitchen Light', { exact: true }).waitFor();
  });
  afterEach(async () => {
    await page.close();
    expect(complaints).toEqual([]);
  });

  const picture = (name: string): Promise<unknown> =>
    page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
  const row = (name: string) => page.getByRole('row').filter({ hasText: name });
  const phase = () => page.locator('#phase');

  test('shows ring, state and every device of the house', async () => {
    expect(await page.title()).toBe('Linnet');
    await page.getByText('Say “Okay Nabu”, press Talk, or type what you want.').waitFor();
    expect(await page.locator('#ring circle').count()).toBe(1 + 12);
    expect(await phase().textContent()).toBe('Ready');
    await row('Living Room Lamp').getByText('on, 60 %').waitFor();
    await row('Outdoor Temperature').getByText('12.5 °C').waitFor();
    await row('Front Door').getByText('locked').waitFor();
    await picture('fresh');
  });

  test('a typed command is answered, done in the house, and recorded with its timeline', async () => {
    await page.getByRole('textbox').fill('turn on the kitchen light');
    await page.getByRole('button', { name: 'Ask' }).click();
    await page
      .locator('#reply')
      .getByText(/^Turned on/)
      .waitFor();
    await row('Kitchen Light').getByText('on, 100 %').waitFor();
    const turn = page.locator('#turns > li').first();
    await turn.getByText('turn on the kitchen light').waitFor();
    expect(await turn.locator('.stages span').count()).toBeGreaterThan(0);
    await picture('typed');
  });

  test('a spoken turn appears as it happens, with the time of each stage', async () => {
    const turn = await box.command('Set the living room lamp to forty percent.');
    expect(turn.outcome).toBe('done');
    const shown = page.locator('#turns > li').first();
    await shown.getByText(turn.transcript!).waitFor();
    await shown
      .locator('.legend')
      .getByText(/speech \d+/)
      .waitFor();
    await row('Living Room Lamp').getByText('on, 40 %').waitFor();
    await picture('spoken');
  });

  test('Talk listens, and stops what is going on', async () => {
    await page.getByRole('button', { name: 'Talk' }).click();
    await phase().getByText('Listening').waitFor();
    await picture('listening');
    await page.getByRole('button', { name: 'Stop' }).click();
    await phase().getByText('Ready').waitFor();
  });

  test('Mute closes the microphone, is seen, and opens it again', async () => {
    const mute = page.getByRole('button', { name: /Mute/ });
    await mute.click();
    await phase().getByText('Muted').waitFor();
    expect(await mute.getAttribute('aria-pressed')).toBe('true');
    expect(box.hub.box.read().muted).toBe(true);
    await picture('muted');
    await mute.click();
    await phase().getByText('Ready').waitFor();
    expect(await mute.getAttribute('aria-pressed')).toBe('false');
  });

  test('a timer counts down while one looks at it', async () => {
    await page.getByRole('textbox').fill('set a pizza timer for ten minutes');
    await page.keyboard.press('Enter');
    const timer = page.locator('#timers').getByText(/pizza/i);
    await timer.waitFor();
    await page.locator('#timers').getByText('9:58').waitFor();
    await picture('timer');
    await page.getByRole('textbox').fill('cancel the pizza timer');
    await page.keyboard.press('Enter');
    await timer.waitFor({ state: 'detached' });
  });

  test('the next alarm is shown, and gone when it was cancelled', async () => {
    const ask = async (text: string): Promise<void> => {
      await page.getByRole('textbox').fill(text);
      await page.getByRole('button', { name: 'Ask' }).click();
    };
    await ask('set an alarm for seven am');
    const alarm = page.locator('#timers').getByText('Alarm');
    await alarm.waitFor();
    await page.locator('#timers').getByText('7:00').waitFor();
    await ask('cancel all alarms');
    await alarm.waitFor({ state: 'detached' });
  });

  test('a reminder is shown with what it is about', async () => {
    await page.getByRole('textbox').fill('remind me in two hours to call mum');
    await page.keyboard.press('Enter');
    await page.locator('#timers').getByText('Reminder: call mum').waitFor();
    await picture('reminder');
    await page.getByRole('textbox').fill('cancel all reminders');
    await page.keyboard.press('Enter');
    await page.locator('#timers').getByText('Reminder').waitFor({ state: 'detached' });
  });

  test('Talk is answered in words where it is muted, and where nothing was heard', async () => {
    await page.getByRole('button', { name: 'Mute' }).click();
    await page.locator('#hint').getByText('The microphone is muted').waitFor();
    await page.getByRole('button', { name: 'Talk' }).click();
    await page.locator('#reply').getByText('The microphone is muted').waitFor();
    await page.getByRole('button', { name: 'Mute' }).click();
    await page.locator('#hint').getByText('Say “Okay Nabu”').waitFor();
    await page.getByRole('button', { name: 'Talk' }).click();
    await phase().getByText('Listening').waitFor();
    expect(await page.locator('#reply').textContent()).toBe('');
    await page
      .locator('#reply')
      .getByText('nothing heard')
      .or(page.locator('#reply').getByText(/not hear/))
      .waitFor();
    await phase().getByText('Ready').waitFor();
  });

  test('turns are told in words of people, and the table says what its columns are', async () => {
    await page.getByRole('textbox').fill('order a pizza');
    await page.keyboard.press('Enter');
    await page.locator('#turns > li').first().getByText('not understood').waitFor();
    expect(await page.locator('main').textContent()).not.toMatch(/Hass[A-Z]|notUnderstood|nothingHeard/);
    await page.getByRole('table', { name: 'House' }).getByRole('columnheader', { name: 'State' }).waitFor();
    await page.getByRole('rowheader', { name: 'Front Door' }).waitFor();
    await page.getByRole('img', { name: /^LED ring: (dark|\d+ of 12 lit)$/ }).waitFor();
  });

  test.each(['light', 'dark'] as const)(
    'what one types into has an edge that is seen, in the %s',
    async (colorScheme) => {
      await page.emulateMedia({ colorScheme });
      const colors = await page.evaluate<[string, string, string, string]>(`(() => {
      const input = getComputedStyle(document.querySelector('input'));
      const placeholder = getComputedStyle(document.querySelector('input'), '::placeholder');
      return [input.borderTopColor, getComputedStyle(document.body).backgroundColor, placeholder.color, input.backgroundColor];
    })()`);
      expect(contrast(colors[0], colors[1])).toBeGreaterThan(3);
      expect(contrast(colors[2], colors[3])).toBeGreaterThan(4.5);
    },
  );

  test('everything can be done with the keyboard alone', async () => {
    await page.keyboard.press('Tab');
    await page.locator('#text:focus').waitFor();
    await page.keyboard.type('what time is it');
    await page.keyboard.press('Enter');
    await page.locator('#reply').getByText(/\d/).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await phase().getByText('Listening').waitFor();
    await page.keyboard.press('Space');
    await phase().getByText('Ready').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await phase().getByText('Muted').waitFor();
    await page.keyboard.press('Enter');
    await phase().getByText('Ready').waitFor();
  });

  test('what cannot be done is said in words', async () => {
    await page.getByRole('textbox').fill('order a pizza');
    await page.keyboard.press('Enter');
    await page
      .locator('#reply')
      .getByText(/sorry|can/i)
      .waitFor();
  });

  test.each([320, 375, 1280])('is never wider than a screen of %i pixels, whatever the words', async (width) => {
    await page.setViewportSize({ width, height: 844 });
    const name = 'x'.repeat(60);
    box.hub.box.startTimer({ name, seconds: 600 });
    box.hub.box.status.setProblem('test', `Expected a file at "/srv/${'a'.repeat(40)}/${'b'.repeat(40)}.onnx".`);
    await page.locator('#timers').getByText(name).waitFor();
    await page.locator('#problems').getByText('onnx').waitFor();
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(width);
    await picture(`long-words-${width}`);
    for (const { id } of box.hub.box.timers.list()) box.hub.box.cancelTimer(id);
    box.hub.box.status.setProblem('test', null);
  });

  test('without an ear it asks for what is typed, and without its box it says so and counts no more', async () => {
    const other = await startBox();
    try {
      await page.goto(other.hub.console!.url);
      await page.locator('#hint').getByText('Say “Okay Nabu”').waitFor();
      other.hub.box.startTimer({ name: 'pizza', seconds: 600 });
      await page.locator('#timers').getByText('9:58').waitFor();
      void other.hub.children.board.send({ kind: 'simulateUnplug', device: 'microphone', forMs: 60_000 });
      await page.locator('#hint').getByText('The box does not hear at the moment').waitFor();
      await picture('deaf');
    } finally {
      await other.close();
    }
    await phase().getByText('The box does not answer: is it running?').waitFor();
    const left = await page.locator('#timers time').textContent();
    expect(await page.getByRole('button', { name: 'Talk' }).isDisabled()).toBe(true);
    await page.getByRole('img', { name: 'LED ring: dark' }).waitFor();
    await page.waitForTimeout(2100); // two seconds in which it would have counted on
    expect(await page.locator('#timers time').textContent()).toBe(left);
    await picture('gone');
    await page.close();
    complaints = []; // the browser told that nobody answers
  });

  test('fits a telephone, and the dark', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(390);
    await picture('narrow');
    await page.emulateMedia({ colorScheme: 'dark' });
    const background = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    expect(Number(/\d+/.exec(background)?.[0])).toBeLessThan(60);
    await picture('narrow-dark');
    await page.setViewportSize({ width: 1280, height: 900 });
    await picture('dark');
  });
});

/** Of two colours as a browser gives them, by WCAG 2.2. */
function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [one, other].map(luminance).sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(color: string): number {
  const [r = 0, g = 0, b = 0] = (color.match(/\d+/g) ?? []).map((part) => {
    const share = Number(part) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
