import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { watchOtherBoxes } from '../../../appliance/api/mqtt/other-boxes.ts';
import { LocalLoop } from '../../../appliance/home/local-loop.ts';
import { ManualClock } from '../../../appliance/kernel/clock.ts';
import { LinnetError } from '../../../appliance/kernel/errors.ts';
import { silentLog } from '../../../appliance/kernel/log.ts';
import { FakeBox, open } from './support.ts';

async function house(...ids: string[]) {
  const loop = new LocalLoop({ log: silentLog });
  const clock = new ManualClock();
  const transport = loop.connect();
  const boxes = [];
  for (const id of ids) {
    const address = { base: 'linnet', id };
    boxes.push(await open({ address }, new FakeBox().withEverything(), loop));
  }
  const others = watchOtherBoxes({ base: 'linnet', id: 'here' }, { transport, clock });
  await loop.idle();
  return { loop, clock, transport, boxes, others };
}

describe('the other boxes of the house', () => {
  it('are known while they are there, without this one', async () => {
    const { loop, transport, boxes, others } = await house('kitchen', 'attic', 'here');
    expect(others.ids()).toEqual(['kitchen', 'attic']);
    await boxes[1]?.mqtt.close();
    await loop.idle();
    expect(others.ids()).toEqual(['kitchen']);
    expect(transport.connected).toBe(true);
  });

  it('say what is broadcast, and those that do are counted', async () => {
    const { loop, boxes, others } = await house('kitchen', 'attic');
    if (boxes[1] !== undefined)
      boxes[1].box.actions.announceAs = () => {
        throw new LinnetError('queue.full', 'Too many.');
      };
    const told = others.announce('Supper is ready');
    await loop.idle();
    expect(await told).toBe(1);
    expect(boxes[0]?.box.calls).toEqual([['announceAs', { text: 'Supper is ready', chime: true, volume: null }]]);
  });

  it('answer before they have said it', async () => {
    const { loop, boxes, others } = await house('kitchen');
    if (boxes[0] !== undefined) boxes[0].box.saying = () => new Promise(() => {});
    const told = others.announce('Supper is ready');
    await loop.idle();
    expect(await told).toBe(1);
  });

  it('are waited for no longer than a second and a half', async () => {
    const { loop, clock, transport, others } = await house('kitchen');
    transport.publish({ topic: 'linnet/ghost/availability', payload: 'online', retain: true });
    await loop.idle();
    const told = others.announce('Supper is ready');
    await loop.idle();
    clock.advance(1500);
    expect(await told).toBe(1);
  });

  it('are none where nobody else is there', async () => {
    const { others } = await house();
    expect(await others.announce('Supper is ready')).toBe(0);
  });

  it('cannot break this one, whatever they answer', async () => {
    const { loop, clock, transport, others } = await house('kitchen');
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.uint8Array({ maxLength: 50 }),
          fc.json().map((text) => Buffer.from(text)),
        ),
        async (payload) => {
          const told = others.announce('Supper');
          transport.publish({ topic: 'linnet/kitchen/result', payload });
          transport.publish({ topic: 'linnet/nobody/result', payload: '{"id": "here-0", "ok": true}' });
          await loop.idle();
          clock.advance(1500);
          expect(await told).toBe(1);
        },
      ),
      { numRuns: 50 },
    );
  });
});
