import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LocalLoop } from '../../appliance/home/local-loop.ts';
import { Outbox } from '../../appliance/home/outbox.ts';
import { isTopicFilter, isTopicName, matchesFilter, TopicRouter } from '../../appliance/home/topics.ts';
import { silentLog } from '../../appliance/kernel/log.ts';

describe('a topic filter', () => {
  // The examples of MQTT 3.1.1 §4.7.1 and §4.7.2.
  it.each([
    ['sport/tennis/player1/#', 'sport/tennis/player1', true],
    ['sport/tennis/player1/#', 'sport/tennis/player1/score/wimbledon', true],
    ['sport/#', 'sport', true],
    ['#', 'anything/at/all', true],
    ['sport/tennis/+', 'sport/tennis/player1', true],
    ['sport/tennis/+', 'sport/tennis/player1/ranking', false],
    ['sport/+', 'sport', false],
    ['sport/+', 'sport/', true],
    ['+/+', '/finance', true],
    ['/+', '/finance', true],
    ['+', '/finance', false],
    ['#', '$SYS/monitor', false],
    ['+/monitor', '$SYS/monitor', false],
    ['$SYS/#', '$SYS/monitor', true],
    ['a/b', 'a/B', false],
  ])('%s with %s: %s', (filter, topic, expected) => {
    expect(matchesFilter(filter, topic)).toBe(expected);
  });

  it.each(['sport/tennis#', 'sport/tennis/#/ranking', 'sport+', 'a+/b', '', 'a\u0000b'])('is not %j', (filter) => {
    expect(isTopicFilter(filter)).toBe(false);
  });

  it('without wildcards fits exactly itself', () => {
    const level = fc.string({ unit: fc.constantFrom('a', 'b', ' ', 'é'), minLength: 1, maxLength: 3 });
    const topic = fc.array(level, { minLength: 1, maxLength: 4 }).map((levels) => levels.join('/'));
    fc.assert(
      fc.property(topic, topic, (one, other) => {
        expect(isTopicName(one)).toBe(true);
        expect(matchesFilter(one, other)).toBe(one === other);
      }),
    );
  });
});

describe('a router of topics', () => {
  it('hands a message to each listener once, whatever else they do', () => {
    const router = new TopicRouter(silentLog);
    const got: string[] = [];
    const leave = (): void => {
      got.push('leaver');
      router.remove('a', leave);
    };
    router.add('a', leave);
    router.add('a', () => got.push('exact'));
    router.add('+', () => got.push('wild'));
    for (let turn = 0; turn < 2; turn++) router.dispatch({ topic: 'a', payload: Buffer.alloc(0), retained: false });
    expect(got).toEqual(['leaver', 'exact', 'wild', 'exact', 'wild']);
  });
});

describe('an outbox', () => {
  it('puts back what was not confirmed, before what came later, unless a newer state replaced it', () => {
    const outbox = new Outbox(10);
    outbox.push({ topic: 'later', payload: '3' });
    outbox.push({ topic: 'state', payload: 'new', retain: true });
    outbox.putBack([
      { topic: 'state', payload: 'old', retain: true },
      { topic: 'event', payload: '1' },
    ]);
    const order = [outbox.shift(), outbox.shift(), outbox.shift(), outbox.shift()].map((message) => message?.payload);
    expect(order).toEqual(['1', '3', 'new', undefined]);
  });
});

describe('the loop without sockets', () => {
  it('keeps what is retained, in order, until an empty message clears it', async () => {
    const loop = new LocalLoop({ log: silentLog });
    const one = loop.connect();
    one.publish({ topic: 'a', payload: '1', retain: true });
    one.publish({ topic: 'a', payload: '2', retain: true });
    const got: string[] = [];
    loop.connect().subscribe('a', ({ payload, retained }) => got.push(`${payload} ${retained}`));
    one.publish({ topic: 'a', payload: '3' });
    await loop.idle();
    expect(got).toEqual(['2 true', '3 false']);
    one.publish({ topic: 'a', payload: '', retain: true });
    loop.connect().subscribe('a', ({ payload }) => got.push(`late ${payload}`));
    await loop.idle();
    expect(got.filter((text) => text.startsWith('late'))).toEqual([]);
  });

  it('ends a conversation of two that answer each other for ever', async () => {
    const loop = new LocalLoop({ log: silentLog });
    const [one, two] = [loop.connect(), loop.connect()];
    let turns = 0;
    one.subscribe('ping', () => {
      for (let copy = 0; copy < 2 && turns < 200_000; copy++) two.publish({ topic: 'ping', payload: String(turns++) });
    });
    one.publish({ topic: 'ping', payload: 'start' });
    await loop.idle();
    expect(turns).toBeLessThanOrEqual(200_000);
  });

  it('does nothing any more for a client that left', async () => {
    const loop = new LocalLoop({ log: silentLog });
    const [one, two] = [loop.connect(), loop.connect()];
    const got: string[] = [];
    two.subscribe('a', ({ payload }) => got.push(payload.toString()));
    await loop.idle();
    await two.close();
    await two.close();
    one.publish({ topic: 'a', payload: 'x' });
    await loop.idle();
    expect(got).toEqual([]);
  });
});
