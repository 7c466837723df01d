import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BOX_COMMANDS } from '../../../appliance/api/mqtt/commands.ts';
import { LocalLoop } from '../../../appliance/home/local-loop.ts';
import { LinnetError } from '../../../appliance/kernel/errors.ts';
import { createLog, silentLog } from '../../../appliance/kernel/log.ts';
import { FakeBox, open } from './support.ts';

describe('a command over MQTT', () => {
  it.each([
    ['say', 'Dinner is ready', ['announce', 'Dinner is ready']],
    ['say', '{"text": "Dinner is ready"}', ['announce', 'Dinner is ready']],
    ['start_listening', '', ['talk']],
    ['cancel', 'PRESS', ['stop']],
    ['mute', 'ON', ['setMuted', true]],
    ['mute', '{"muted": false}', ['setMuted', false]],
    ['set_volume', '30', ['setVolume', 'assistant', 30]],
    ['set_volume', '{"plane": "media", "percent": 30}', ['setVolume', 'media', 30]],
    ['set_media_volume', '12.0', ['setVolume', 'media', 12]],
    ['set_wake_sensitivity', '{"percent": 70}', ['setWakeSensitivity', 70]],
    ['timer_start', '{"seconds": 300, "name": "tea"}', ['startTimer', 'tea', 300]],
    ['timer_start', '60', ['startTimer', null, 60]],
    ['timer_cancel', '{"timer": 7}', ['cancelTimer', 7]],
    ['timer_pause', '7', ['pauseTimer', 7]],
    ['timer_resume', '{"timer": 7}', ['resumeTimer', 7]],
    ['timer_extend', '{"timer": 7, "seconds": -30}', ['extendTimer', 7, -30]],
  ])('%s %s is done and answered', async (name, payload, call) => {
    const { command, box } = await open();
    expect(await command(name, payload)).toMatchObject({ command: name, ok: true });
    expect(box.calls).toEqual([call]);
  });

  it('is answered with the id it had', async () => {
    const { command } = await open();
    expect(await command('ask', '{"id": "a-17", "text": "is the light on?"}')).toEqual({
      id: 'a-17',
      command: 'ask',
      ok: true,
      reply: { text: 'It is on.', outcome: 'done', intent: 'HassGetState' },
    });
    expect(await command('timer_start', '{"id": 4, "seconds": 10}')).toEqual({
      id: 4,
      command: 'timer_start',
      ok: true,
      timer: 7,
    });
  });

  it('acts as nobody in particular', async () => {
    const { command, box } = await open();
    await command('ask', 'is the light on?');
    expect(box.calls).toEqual([['ask', 'is the light on?', 'automation']]);
  });

  it.each([
    ['say', ''],
    ['say', '   '],
    ['say', '{"text": 5}'],
    ['say', 'x'.repeat(3000)],
    ['say', '{"id": 1, "text": "half of an obj'],
    ['ask', '{"text": "is the light on?"} {}'],
    ['cancel', '{'],
    ['mute', 'perhaps'],
    ['set_volume', ''],
    ['set_volume', '33.3'],
    ['set_volume', '130'],
    ['set_volume', 'loud'],
    ['set_volume', '{"plane": "everything", "percent": 10}'],
    ['timer_start', '-5'],
    ['timer_start', '{"seconds": 1e12}'],
    ['timer_cancel', 'all'],
    ['timer_extend', '7'],
    ['announce', 'this box has no announceAs'],
    ['restart', 'PRESS'],
    ['edit_house', '{"edit": "addArea", "name": "Attic"}'],
  ])('%s %s is refused with a reason, and nothing happens', async (name, payload) => {
    const { command, box } = await open();
    const answer = await command(name, payload);
    expect(answer).toMatchObject({ ok: false, code: 'input.invalid' });
    expect(box.calls).toEqual([]);
  });

  it('that was meant as JSON and is none is told so, and not read out', async () => {
    const { command } = await open();
    expect(await command('say', '{"id": 1, "text": "half of an obj')).toMatchObject({
      message: expect.stringContaining('this is no JSON: '),
    });
  });

  it('is refused unread when it is larger than 8 KB', async () => {
    const { command, box } = await open();
    expect(await command('say', 'x'.repeat(9000))).toMatchObject({ ok: false, code: 'input.tooLarge' });
    expect(box.calls).toEqual([]);
  });

  it('is refused when it is retained, since it would be done again at every start', async () => {
    const setting = await open();
    setting.other.publish({ topic: 'linnet/kitchen-box/command/say', payload: 'hello', retain: true });
    await setting.loop.idle();
    setting.box.calls.length = 0;
    const later = await open({}, setting.box, setting.loop);
    expect(later.box.calls).toEqual([]);
    expect(JSON.parse(later.last('result') ?? '')).toMatchObject({ ok: false, command: 'say' });
  });

  it('does what only some boxes can, where this one can', async () => {
    const { command, box } = await open({}, new FakeBox().withEverything());
    await command('announce', '{"text": "Supper", "chime": false, "volume": 30}');
    await command('start_conversation', 'Shall I close the blinds?');
    await command('ring', '{"state": "ON", "brightness": 10}');
    await command('edit_house', '{"id": 5, "edit": "alias", "of": "light.lamp", "aliases": ["glow"]}');
    await command('restart', 'PRESS');
    expect(box.calls).toEqual([
      ['announceAs', { text: 'Supper', chime: false, volume: 30 }],
      ['startConversation', 'Shall I close the blinds?'],
      ['setRingLight', { on: true, brightness: 10 }],
      ['editHouse', { edit: 'alias', of: 'light.lamp', aliases: ['glow'] }],
      ['restart'],
    ]);
    expect(await command('edit_house', '{"edit": "burn", "of": "light.lamp"}')).toMatchObject({ ok: false });
  });

  it('tells what the action threw', async () => {
    const box = new FakeBox();
    box.askReply = () => Promise.reject(new LinnetError('operation.timeout', 'The model took too long.'));
    const { command } = await open({}, box);
    expect(await command('ask', '{"id": 1, "text": "why?"}')).toEqual({
      id: 1,
      command: 'ask',
      ok: false,
      code: 'operation.timeout',
      message: 'The model took too long. [operation.timeout]',
    });
  });

  it('waits for no more than eight at once', async () => {
    const box = new FakeBox();
    box.askReply = () => new Promise(() => {});
    const { command } = await open({}, box);
    for (let number = 0; number < 8; number++) expect(await command('ask', 'why?')).toBeNull();
    expect(await command('ask', 'why?')).toMatchObject({ ok: false, code: 'queue.full' });
  });

  it.each([
    ['say', 'Supper'],
    ['announce', '{"text": "Supper"}'],
    ['start_conversation', 'Shall I close the blinds?'],
  ])('%s is answered when it was said, and not before', async (name, payload) => {
    const box = new FakeBox().withEverything();
    let said = (): void => {};
    box.saying = () =>
      new Promise((resolve) => {
        said = resolve;
      });
    const setting = await open({}, box);
    expect(await setting.command(name, payload)).toBeNull();
    said();
    await setting.loop.idle();
    expect(JSON.parse(setting.last('result') ?? '')).toMatchObject({ command: name, ok: true });
  });

  it('announce is answered when it waits to be said where that was asked for', async () => {
    const box = new FakeBox().withEverything();
    box.saying = () => new Promise(() => {});
    const { command } = await open({}, box);
    expect(await command('announce', '{"text": "Supper", "answer": "taken"}')).toMatchObject({ ok: true });
  });

  it('say is not done where it was not said', async () => {
    const box = new FakeBox();
    box.saying = () => Promise.reject(new LinnetError('operation.cancelled', 'It was stopped.'));
    const { command } = await open({}, box);
    expect(await command('say', 'Supper')).toMatchObject({ ok: false, code: 'operation.cancelled' });
  });

  it('is done however much waits to be said', async () => {
    const box = new FakeBox();
    box.saying = () => new Promise(() => {});
    const { command } = await open({}, box);
    for (let number = 0; number < 9; number++) expect(await command('say', 'Supper')).toBeNull();
    expect(await command('mute', 'ON')).toMatchObject({ ok: true });
  });

  it('is refused when its bytes are no text', async () => {
    const setting = await open();
    for (const bytes of [[0xff, 0xfe], [0xc3], [0xed, 0xa0, 0x80]]) {
      const before = setting.seen.length;
      setting.other.publish({ topic: 'linnet/kitchen-box/command/say', payload: Buffer.from(bytes) });
      await setting.loop.idle();
      expect(JSON.parse(setting.seen[before + 1]?.text ?? '')).toMatchObject({ ok: false, code: 'input.invalid' });
    }
    expect(setting.box.calls).toEqual([]);
  });

  it.each([
    ['deep', `${'{"text":'.repeat(900)}1${'}'.repeat(900)}`],
    ['wide', `{${Array.from({ length: 900 }, (_, n) => `"k${n}":1`).join()},"text":5}`],
    ['long', `{"id":"${'x'.repeat(4000)}","text":""}`],
  ])('is answered, however %s it is', async (_name, payload) => {
    const { command, box } = await open();
    expect(await command('say', payload)).toMatchObject({ id: null, ok: false, code: 'input.invalid' });
    expect(box.calls).toEqual([]);
  });

  it('is told in the log once in ten seconds when refused, however many come', async () => {
    const lines: Array<Record<string, unknown>> = [];
    const log = createLog({ level: 'info', private: false }, { write: (line) => void lines.push(JSON.parse(line)) });
    const { command, clock } = await open({}, new FakeBox(), new LocalLoop({ log: silentLog }), log);
    for (let number = 0; number < 50; number++) await command('mute', 'perhaps');
    clock.advance(10_000);
    await command('mute', 'perhaps');
    expect(lines.filter(({ msg }) => msg === 'a command over MQTT was refused')).toMatchObject([
      { refused: 1, command: 'mute', code: 'input.invalid' },
      { refused: 50 },
    ]);
  });

  it('never breaks the box, whatever the payload is', async () => {
    const setting = await open({}, new FakeBox().withEverything());
    const payload = fc.oneof(
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
      fc.json({ maxDepth: 4 }).map((text) => Buffer.from(text)),
      fc
        .dictionary(
          fc.constantFrom(
            'id',
            'text',
            'percent',
            'plane',
            'muted',
            'seconds',
            'timer',
            'state',
            '__proto__',
            'constructor',
          ),
          fc.jsonValue({ maxDepth: 2 }),
        )
        .map((value) => Buffer.from(JSON.stringify(value))),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...BOX_COMMANDS.map(({ name }) => name)), payload, async (name, bytes) => {
        const before = setting.seen.length;
        setting.other.publish({ topic: `linnet/kitchen-box/command/${name}`, payload: bytes });
        await setting.loop.idle();
        const answers = setting.seen.slice(before).filter(({ topic }) => topic.endsWith('/result'));
        expect(answers).toHaveLength(1);
      }),
      { numRuns: 400 },
    );
  });
});
