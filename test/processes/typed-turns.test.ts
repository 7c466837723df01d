// Typed turns: each ends once and is recorded once, also where acting hangs, fails, or the box ends meanwhile.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Reply, Responder } from '../../appliance/dialogue/responder.ts';
import type { Turn } from '../../appliance/dialogue/turn.ts';
import type { Actor } from '../../appliance/home/house.ts';
import { ManualClock } from '../../appliance/kernel/clock.ts';
import { LinnetError } from '../../appliance/kernel/errors.ts';
import { TypedTurns } from '../../appliance/processes/typed-turns.ts';

const actor: Actor = { kind: 'console', id: 'test', person: null };
const done: Reply = { text: 'Done.', outcome: 'done', listenAfter: false };

let clock: ManualClock;
let turns: Turn[];
let given: { signal: AbortSignal; answer: (reply: Reply) => void; fail: (error: Error) => void }[];
beforeEach(() => {
  clock = new ManualClock();
  turns = [];
  given = [];
});

function make(): TypedTurns {
  const responder: Responder = {
    respond: (_request, signal, listener) => {
      listener.understood({ intent: 'HassTurnOn', slots: { name: 'Lamp' }, transcript: 'turn on the lamp' });
      return new Promise((answer, fail) => given.push({ signal, answer, fail }));
    },
    dismissRinging: () => {},
    dropQuestion: () => {},
  };
  const apologise = (thrown: unknown): Reply => ({
    text: `Sorry: ${(thrown as LinnetError).code}`,
    outcome: 'failed',
    listenAfter: false,
  });
  return new TypedTurns(
    { station: 'linnet', language: 'en', keepWords: true },
    { clock, responder, apologise, onEnded: (turn) => turns.push(turn) },
  );
}

describe('a typed turn', () => {
  it('is answered with what came of it, and recorded before that is told', async () => {
    const answered = make().ask('turn on the lamp', actor);
    given[0]!.answer(done);
    expect(await answered).toEqual({ text: 'Done.', outcome: 'done', intent: 'HassTurnOn', slots: { name: 'Lamp' } });
    expect(turns).toMatchObject([{ origin: 'typed', actor: 'console:test', outcome: 'done', reply: 'Done.' }]);
  });

  it('says that it took too long where acting hangs, aborts that, and ends no second time when it comes back', async () => {
    const answered = make().ask('turn on the lamp', actor);
    clock.advance(14_999);
    expect(turns).toEqual([]);
    clock.advance(1);
    expect(await answered).toMatchObject({ text: 'Sorry: operation.timeout', outcome: 'failed' });
    expect(given[0]!.signal.aborted).toBe(true);
    given[0]!.answer(done);
    await Promise.resolve();
    expect(turns.map(({ outcome }) => outcome)).toEqual(['failed']);
  });

  it('is recorded as cancelled at once when the box ends meanwhile, and its asker is told', async () => {
    const typed = make();
    const answered = [typed.ask('turn on the lamp', actor), typed.ask('and the other', actor)];
    typed.close();
    typed.close();
    expect(turns.map(({ outcome }) => outcome)).toEqual(['cancelled', 'cancelled']);
    for (const { signal, fail } of given) fail(signal.reason as Error);
    expect(await Promise.all(answered)).toMatchObject([{ outcome: 'cancelled' }, { outcome: 'cancelled' }]);
  });

  it('apologises for what fails', async () => {
    const answered = make().ask('turn on the lamp', actor);
    given[0]!.fail(new LinnetError('home.unavailable', 'The lamp is away.'));
    expect(await answered).toMatchObject({ text: 'Sorry: home.unavailable', outcome: 'failed' });
    clock.advance(20_000);
    expect(turns).toHaveLength(1);
  });
});
