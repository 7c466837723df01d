// The page as a person uses it, in a real browser in front of a running box with the demo's house. Pictures of it are left in the
// temporary folder, for whoever wants to see what changed.
import { existsSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type RunningBox, startBox } from '../support/running-box.ts';

const PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const executablePath = PATHS.find((path) => existsSync(path));
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

if (executablePath === undefined) console.log(`no browser found (${PATHS.join(', ')}): the page is not tested`);

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
    const alarm = page.locator('#timers').getByText('Next alarm');
    await alarm.waitFor();
    await page.locator('#timers').getByText('7:00').waitFor();
    await ask('cancel all alarms');
    await alarm.waitFor({ state: 'detached' });
  });

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
