import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type DialogueEffect,
  type DialogueInput,
  type DialogueState,
  INITIAL_DIALOGUE,
  type WakeOrigin,
} from '../../appliance/dialogue/dialogue-state.ts';
import { OUTCOMES } from '../../appliance/dialogue/turn.ts';
import { step } from '../../appliance/dialogue/turn-machine.ts';

const WAKE: WakeOrigin = { kind: 'wake', word: 'okay_nabu', fromSample: 100, atMs: 5, score: 0.9, verifierScore: -2 };
const HYPOTHESES = [{ text: 'turn on the light', score: -1, confidence: -0.1, biased: false }];
const wake: DialogueInput = { kind: 'wake', wake: WAKE };
const heard = (turn: number): DialogueInput => ({ kind: 'heard', turn, hypotheses: HYPOTHESES });
const replied = (turn: number, listenAfter = false, text = 'Done.'): DialogueInput => ({
  kind: 'replied',
  turn,
  text,
  outcome: 'done',
  listenAfter,
});
const played = (turn: number): DialogueInput => ({ kind: 'playbackFinished', turn, cancelled: false });

function run(inputs: readonly DialogueInput[], from: DialogueState = INITIAL_DIALOGUE) {
  let state = from;
  const effects: DialogueEffect[] = [];
  for (const input of inputs) {
    const next = step(state, input);
    state = next.state;
    effects.push(...next.effects);
  }
  return { state, effects, kinds: effects.filter((effect) => effect.kind !== 'deadline').map(named) };
}

const named = (effect: DialogueEffect): string => {
  if (effect.kind === 'chime') return `chime ${effect.chime}`;
  if (effect.kind === 'endTurn') return `end ${effect.turn} ${effect.outcome}`;
  return 'turn' in effect ? `${effect.kind} ${effect.turn}` : effect.kind;
};

describe('a turn', () => {
  test('listens, thinks, speaks and ends', () => {
    const { kinds, state } = run([wake, heard(1), replied(1), { kind: 'playbackStarted', turn: 1 }, played(1)]);
    expect(kinds).toEqual(['beginTurn 1', 'listen 1', 'chime wake', 'understand 1', 'speak 1', 'end 1 done']);
    expect(state.phase.name).toBe('idle');
  });

  test('that asked something listens again without a chime when its question has been heard', () => {
    const { kinds } = run([wake, heard(1), replied(1, true), played(1)]);
    expect(kinds.slice(-3)).toEqual(['end 1 done', 'beginTurn 2', 'listen 2']);
  });

  test('with nothing to say ends with a tone', () => {
    expect(run([wake, heard(1), replied(1, false, '')]).kinds.slice(-2)).toEqual(['chime done', 'end 1 done']);
  });

  test('in which nothing was heard ends with a tone and no act', () => {
    const { kinds } = run([wake, { kind: 'nothingHeard', turn: 1, failed: false }]);
    expect(kinds.slice(-2)).toEqual(['chime cancelled', 'end 1 nothingHeard']);
  });

  test('ignores what belongs to a turn that is over', () => {
    const { kinds } = run([wake, { kind: 'stop' }, heard(1), replied(1), played(1)]);
    expect(kinds.at(-1)).toBe('end 1 cancelled');
  });
});

describe('barge-in', () => {
  test('the wake word while it speaks silences it and begins a new turn; the old one keeps its outcome', () => {
    const { kinds } = run([wake, heard(1), replied(1), { kind: 'playbackStarted', turn: 1 }, wake]);
    expect(kinds.slice(-5)).toEqual(['cancelSpeech 1', 'end 1 done', 'beginTurn 2', 'listen 2', 'chime wake']);
  });

  test('the wake word while it thinks abandons the act', () => {
    expect(run([wake, heard(1), wake]).kinds.slice(3, 6)).toEqual(['understand 1', 'abandon 1', 'end 1 cancelled']);
  });

  test('the wake word said again while it listens begins anew', () => {
    const { kinds } = run([wake, wake]);
    expect(kinds.slice(3)).toEqual(['cancelListening 1', 'end 1 cancelled', 'beginTurn 2', 'listen 2', 'chime wake']);
  });

  test('the stop word ends the turn in every phase', () => {
    for (const inputs of [[wake], [wake, heard(1)], [wake, heard(1), replied(1)]]) {
      const { state, kinds } = run([...inputs, { kind: 'stop' }]);
      expect(state.phase.name).toBe('idle');
      expect(kinds.at(-1)).toBe('end 1 cancelled');
    }
  });
});

describe('faults', () => {
  test('an ear that dies while listening leads to a sentence', () => {
    const { effects } = run([wake, { kind: 'childLost', child: 'ear' }]);
    expect(effects).toContainEqual({ kind: 'speak', turn: 1, what: { failure: 'earLost' } });
  });

  test('a microphone that is lost while listening leads to its own sentence; what was heard is not waited for', () => {
    const { effects, kinds } = run([wake, { kind: 'microphoneLost' }]);
    expect(effects).toContainEqual({ kind: 'speak', turn: 1, what: { failure: 'microphoneLost' } });
    expect(kinds).toContain('cancelListening 1');
  });

  const lost = { kind: 'microphoneLost' } as const;
  const back = { kind: 'microphoneBack' } as const;
  const sentences = (effects: readonly DialogueEffect[]): number[] =>
    effects.flatMap((effect) => (effect.kind === 'speak' && 'failure' in effect.what ? [effect.turn] : []));

  test('a microphone that is lost when all was heard is told of after the reply, in place of a question back', () => {
    for (const inputs of [
      [wake, heard(1), lost, replied(1)],
      [wake, heard(1), replied(1), lost],
      [wake, heard(1), replied(1, true), lost],
    ]) {
      const { kinds, effects, state } = run([...inputs, played(1)]);
      expect(kinds).toContain('end 1 done');
      expect(effects).toContainEqual({ kind: 'speak', turn: 2, what: { failure: 'microphoneLost' } });
      expect(kinds.indexOf('end 1 done')).toBeLessThan(kinds.lastIndexOf('speak 2'));
      expect(state.phase).toMatchObject({ name: 'speaking', turn: 2, listenAfter: false });
    }
    const silent = run([wake, heard(1), lost, replied(1, false, '')]);
    expect(sentences(silent.effects)).toEqual([2]);
  });

  test('a microphone that is back before the reply is over is not told of', () => {
    const { effects, state } = run([wake, heard(1), lost, back, replied(1, true), lost, back, played(1)]);
    expect(sentences(effects)).toEqual([]);
    expect(state.phase).toMatchObject({ name: 'listening', origin: 'followUp' });
  });

  test('a microphone that is lost fifty times in a turn is told of once, and again in the next one', () => {
    const often = Array.from({ length: 50 }, () => [lost, back]).flat();
    const during = run([wake, heard(1), replied(1), ...often, lost, played(1), ...often, lost, played(2)]);
    expect([sentences(during.effects), during.state.phase.name]).toEqual([[2], 'idle']);
    const listening = run([wake, lost, ...often, lost, played(1)]);
    expect([sentences(listening.effects), listening.state.phase.name]).toEqual([[1], 'idle']);
    const twice = run([
      wake,
      heard(1),
      replied(1),
      lost,
      played(1),
      played(2),
      back,
      wake,
      heard(3),
      replied(3),
      lost,
      played(3),
    ]);
    expect(sentences(twice.effects)).toEqual([2, 4]);
  });

  test('a microphone that is lost is not told of to somebody who stopped the box, nor later', () => {
    const { effects, state } = run([
      wake,
      heard(1),
      replied(1),
      lost,
      { kind: 'stop' },
      { kind: 'announce', text: 'Dinner.' },
      played(2),
    ]);
    expect([sentences(effects), state.phase.name]).toEqual([[], 'idle']);
  });

  test('a voice that dies while speaking leads to a tone', () => {
    const { kinds } = run([wake, heard(1), replied(1), { kind: 'childLost', child: 'voice' }]);
    expect(kinds.slice(-2)).toEqual(['chime error', 'end 1 done']);
  });

  test('a voice that fails while speaking is silenced, which leads to a tone', () => {
    const { kinds } = run([wake, heard(1), replied(1), { kind: 'voiceFailed', turn: 1 }]);
    expect(kinds.slice(-3)).toEqual(['cancelSpeech 1', 'chime error', 'end 1 done']);
  });

  test('a voice whose words the board cut off, since it died, leads to a tone and no follow-up', () => {
    const { kinds } = run([wake, heard(1), replied(1, true), { kind: 'playbackFinished', turn: 1, cancelled: true }]);
    expect(kinds.slice(-2)).toEqual(['chime error', 'end 1 done']);
  });

  test('a board that dies while listening or speaking leads to a tone, for when it is back', () => {
    const lost: DialogueInput = { kind: 'childLost', child: 'board' };
    expect(run([wake, lost]).kinds.slice(-2)).toEqual(['chime error', 'end 1 failed']);
    expect(run([wake, heard(1), replied(1), lost]).kinds.slice(-2)).toEqual(['chime error', 'end 1 done']);
  });

  test('a box that ends, ends its turn in every phase, without a sound', () => {
    const closed: DialogueInput = { kind: 'closed' };
    expect(run([wake, closed]).kinds.slice(-2)).toEqual(['cancelListening 1', 'end 1 cancelled']);
    expect(run([wake, heard(1), closed]).kinds.slice(-2)).toEqual(['abandon 1', 'end 1 cancelled']);
    expect(run([wake, heard(1), replied(1), closed]).kinds.slice(-2)).toEqual(['cancelSpeech 1', 'end 1 done']);
  });

  test('an act that takes too long is abandoned and apologised for', () => {
    const { effects } = run([wake, heard(1), { kind: 'deadline', turn: 1, phase: 'thinking' }]);
    expect(effects).toContainEqual({ kind: 'abandon', turn: 1 });
    expect(effects).toContainEqual({ kind: 'speak', turn: 1, what: { failure: 'tooSlow' } });
  });

  test('a deadline of a phase that has passed means nothing', () => {
    expect(run([wake, heard(1), { kind: 'deadline', turn: 1, phase: 'listening' }]).state.phase.name).toBe('thinking');
  });
});

describe('muted and ringing', () => {
  test('muting while listening ends the turn, and wake words are ignored after it', () => {
    const { state, kinds } = run([wake, { kind: 'muted', muted: true }, wake]);
    expect(kinds.slice(-3)).toEqual(['cancelListening 1', 'dropQuestion', 'end 1 cancelled']);
    expect(state).toMatchObject({ muted: true, phase: { name: 'idle' } });
  });

  test('muted, the button still stops a ringing timer', () => {
    const { kinds, state } = run([
      { kind: 'muted', muted: true },
      { kind: 'ringing', ringing: true },
      { kind: 'talk' },
    ]);
    expect(kinds).toEqual(['dismissRinging']);
    expect(state.ringing).toBe(false);
  });
});

/** What a station's hearing and voice are doing, as its effects and the facts about its parts say. */
class Station {
  readonly speakers = new Set<number>();
  readonly listeners = new Set<number>();
  open: number | null = null;

  /** The facts that `input` states. */
  hears(input: DialogueInput): void {
    if (input.kind === 'playbackFinished') this.speakers.delete(input.turn);
    if (input.kind === 'heard' || input.kind === 'nothingHeard') this.listeners.delete(input.turn);
    if (input.kind !== 'childLost') return;
    if (input.child === 'ear') this.listeners.clear();
    else this.speakers.clear(); // nothing sounds without either
  }

  does(effect: DialogueEffect): void {
    if (effect.kind === 'speak') this.speakers.add(effect.turn);
    if (effect.kind === 'cancelSpeech') this.speakers.delete(effect.turn);
    if (effect.kind === 'listen') this.listeners.add(effect.turn);
    if (effect.kind === 'cancelListening') this.listeners.delete(effect.turn);
    if (effect.kind === 'beginTurn') {
      expect(this.open).toBeNull();
      this.open = effect.turn;
    }
    if (effect.kind === 'endTurn') {
      expect(effect.turn).toBe(this.open);
      this.open = null;
    }
    expect(this.speakers.size).toBeLessThanOrEqual(1);
    expect(this.listeners.size).toBeLessThanOrEqual(1);
  }
}

/** Time runs out for whatever the state waits for, until it waits for nothing. */
function letTimeRunOut(from: DialogueState, pending: DialogueEffect | undefined): DialogueState {
  let [state, waiting] = [from, pending];
  for (let limits = 0; state.phase.name !== 'idle'; limits++) {
    expect(waiting).toMatchObject({ kind: 'deadline', turn: state.phase.turn, phase: state.phase.name });
    expect(limits).toBeLessThan(3);
    const { turn, name: phase } = state.phase;
    const next = step(state, { kind: 'deadline', turn, phase });
    expect(next.state.phase.name).not.toBe(phase);
    waiting = next.effects.findLast((effect) => effect.kind === 'deadline');
    state = next.state;
  }
  return state;
}

describe('whatever arrives in whatever order', () => {
  const turn = fc.integer({ min: 1, max: 12 });
  const input: fc.Arbitrary<DialogueInput> = fc.oneof(
    fc.constant(wake),
    fc.constantFrom<DialogueInput>(
      { kind: 'talk' },
      { kind: 'stop' },
      { kind: 'microphoneLost' },
      { kind: 'microphoneBack' },
    ),
    fc.record({
      kind: fc.constant('announce' as const),
      text: fc.constant('Dinner.'),
      listenAfter: fc.boolean(),
    }),
    turn.map(heard),
    fc.record({ kind: fc.constant('nothingHeard' as const), turn, failed: fc.boolean() }),
    fc.record({
      kind: fc.constant('replied' as const),
      turn,
      text: fc.constantFrom('', 'Yes.'),
      outcome: fc.constantFrom(...OUTCOMES),
      listenAfter: fc.boolean(),
    }),
    fc.record({ kind: fc.constant('playbackStarted' as const), turn }),
    fc.record({ kind: fc.constant('playbackFinished' as const), turn, cancelled: fc.boolean() }),
    fc.record({ kind: fc.constant('voiceFailed' as const), turn }),
    fc.record({
      kind: fc.constant('deadline' as const),
      turn,
      phase: fc.constantFrom('listening', 'thinking', 'speaking' as const),
    }),
    fc.record({ kind: fc.constant('childLost' as const), child: fc.constantFrom('ear', 'voice', 'board' as const) }),
    fc.record({ kind: fc.constant('muted' as const), muted: fc.boolean() }),
    fc.record({ kind: fc.constant('ringing' as const), ringing: fc.boolean() }),
    fc.constant<DialogueInput>({ kind: 'closed' }),
  );
  /** For the turn that is going on, half of the time: what comes late for another one changes nothing. */
  const inputs = fc.array(fc.tuple(input, fc.boolean()), { maxLength: 60 });

  function everyStep(
    given: ReadonlyArray<readonly [DialogueInput, boolean]>,
    check: (input: DialogueInput, effects: readonly DialogueEffect[], state: DialogueState) => void,
  ): void {
    let state = INITIAL_DIALOGUE;
    for (const [drawn, isCurrent] of given) {
      const { phase } = state;
      const due = isCurrent && 'turn' in drawn && phase.name !== 'idle' ? { ...drawn, turn: phase.turn } : drawn;
      const next = step(state, due);
      state = next.state;
      check(due, next.effects, state);
    }
  }

  const always = (check: (given: ReadonlyArray<readonly [DialogueInput, boolean]>) => void): void =>
    fc.assert(fc.property(inputs, check), { numRuns: 500 });

  test('turns never overlap, every turn begun ends once, and a station has one speaker and one listener at most', () => {
    always((given) => {
      const station = new Station();
      everyStep(given, (due, effects, state) => {
        station.hears(due);
        for (const effect of effects) station.does(effect);
        expect(state.phase.name === 'idle' ? null : state.phase.turn).toBe(station.open);
        if (state.phase.name === 'idle') expect(station.speakers.size + station.listeners.size).toBe(0);
        if (state.phase.name !== 'speaking') expect(station.speakers.size).toBe(0);
      });
    });
  });

  test('it never listens while it is muted', () => {
    always((given) => {
      everyStep(given, (_due, effects, state) => {
        if (!state.muted) return;
        expect(state.phase.name).not.toBe('listening');
        expect(effects.map(({ kind }) => kind)).not.toContain('listen');
      });
    });
  });

  test('every state has a time limit, and each limit leads out of it: in the end to rest', () => {
    always((given) => {
      let pending: DialogueEffect | undefined;
      everyStep(given, (_due, effects, state) => {
        if (effects.some(({ kind }) => kind === 'endTurn')) pending = undefined;
        pending = effects.findLast((effect) => effect.kind === 'deadline') ?? pending;
        letTimeRunOut(state, pending);
      });
    });
  });
});
