import { beforeEach, describe, expect, test } from 'vitest';
import { Conversation, type ConversationOptions } from '../../appliance/dialogue/conversation.ts';
import type { Reply, ReplyListener, Request, Responder } from '../../appliance/dialogue/responder.ts';
import type { Turn } from '../../appliance/dialogue/turn.ts';
import type { BoardCommand } from '../../appliance/hardware/board-channel.ts';
import { ManualClock } from '../../appliance/kernel/clock.ts';
import type { LinnetError } from '../../appliance/kernel/errors.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { replies } from '../../appliance/language/replies.ts';
import type { EarCommand, EarEvent } from '../../appliance/speech/ear-channel.ts';
import type { VoiceCommand } from '../../appliance/speech/voice-channel.ts';

const OPTIONS: ConversationOptions = {
  station: 'linnet',
  language: 'en',
  noSpeechMs: 5000,
  followUpMs: 6000,
  maxSpeechMs: 15_000,
  chimes: true,
  keepWords: true,
};

/** Answers after the test says so, as a house would. */
class ScriptedResponder implements Responder {
  readonly asked: Request[] = [];
  readonly aborted: boolean[] = [];
  foretells: string | null = null;
  dismissed = 0;
  questionsDropped = 0;
  #answer: ((reply: Reply) => void) | undefined;
  #fail: ((error: Error) => void) | undefined;

  respond(request: Request, signal: AbortSignal, listener: ReplyListener): Promise<Reply> {
    this.asked.push(request);
    const index = this.aborted.push(false) - 1;
    listener.understood({
      transcript: request.hypotheses[0]?.text ?? '',
      intent: 'HassTurnOn',
      slots: { name: 'Kitchen Light' },
    });
    signal.addEventListener('abort', () => {
      this.aborted[index] = true;
    });
    if (this.foretells !== null) listener.foretold?.(this.foretells);
    return new Promise((resolve, reject) => {
      this.#answer = resolve;
      this.#fail = reject;
    });
  }

  async reply(text: string, outcome: Reply['outcome'] = 'done', listenAfter = false): Promise<void> {
    this.#answer?.({ text, outcome, listenAfter });
    await settle();
  }

  async fail(error: Error): Promise<void> {
    this.#fail?.(error);
    await settle();
  }

  dropQuestion(): void {
    this.questionsDropped++;
  }
  dismissRinging(): void {
    this.dismissed++;
  }
}

const settle = async (): Promise<void> => {
  for (let i = 0; i < 5; i++) await Promise.resolve();
};

let clock: ManualClock;
let responder: ScriptedResponder;
let ear: EarCommand[];
let voice: VoiceCommand[];
let board: BoardCommand[];
let turns: Turn[];
let reachable: { ear: boolean; voice: boolean };

function make(options: Partial<ConversationOptions> = {}): Conversation {
  const record = <T>(list: T[], command: T, there = true): boolean => {
    if (there) list.push(command);
    return there;
  };
  const conversation = new Conversation(
    { ...OPTIONS, ...options },
    {
      clock,
      log: silentLog,
      responder,
      say: replies('en'),
      hint: (text) => (text === 'turn on the kitchen light' ? 'complete' : 'unknown'),
      parts: {
        ear: (command) => record(ear, command, reachable.ear),
        voice: (command) => record(voice, command, reachable.voice),
        board: (command) => record(board, command),
      },
    },
  );
  conversation.on('turnEnded', (turn) => turns.push(turn));
  conversation.partReady('voice');
  conversation.partReady('board');
  return conversation;
}

const wake = (atMs = 0): EarEvent => ({
  kind: 'wake',
  word: 'okay_nabu',
  outcome: 'detected',
  atSample: 32_000,
  atMs,
  score: 0.97,
  verifierScore: -2.5,
});
const heard = (utterance: number, text = 'turn on the kitchen light'): EarEvent => ({
  kind: 'heard',
  utterance,
  engine: 'moonshine',
  hypotheses: [{ text, score: -1, confidence: -0.12, biased: true }],
  speechStartMs: 200,
  speechEndMs: 1500,
  endpointMs: 1800,
  decodeMs: 90,
  audioMs: 1300,
  endpoint: 'hint',
});
const started = (stream: number, atMs: number) => ({ kind: 'playbackStarted' as const, stream, atMs });
const finished = (stream: number, atMs: number, cancelled = false) => ({
  kind: 'playbackFinished' as const,
  stream,
  clausesPlayed: cancelled ? 1 : 2,
  cancelled,
  cut: cancelled ? { clause: 1, playedMs: 420 } : null,
  atMs,
});

beforeEach(() => {
  clock = new ManualClock();
  responder = new ScriptedResponder();
  [ear, voice, board, turns] = [[], [], [], []];
  reachable = { ear: true, voice: true };
});

async function toSpeaking(conversation: Conversation): Promise<void> {
  conversation.earEvent(wake(100));
  clock.advance(1850);
  conversation.earEvent(heard(1));
  clock.advance(10);
  await responder.reply('Turned on the kitchen light.');
  conversation.voiceEvent({ kind: 'firstAudio', stream: 1, atMs: 1900, cached: false });
  conversation.boardEvent(started(1, 1930));
}

describe('a conversation', () => {
  test('takes a command from the wake word to the last word of the reply, and records where the time went', async () => {
    const conversation = make();
    await toSpeaking(conversation);
    conversation.boardEvent(finished(1, 3000));
    expect(ear[0]).toMatchObject({
      kind: 'listen',
      utterance: 1,
      wake: 'okay_nabu',
      fromSample: 32_000,
      noSpeechMs: 5000,
    });
    expect(voice).toEqual([
      { kind: 'speak', stream: 1, text: 'Turned on the kitchen light.', language: 'en', final: true },
    ]);
    expect(turns).toHaveLength(1);
    expect(turns[0]).toMatchObject({
      origin: 'wake',
      wakeScore: 0.97,
      verifierScore: -2.5,
      transcript: 'turn on the kitchen light',
      confidence: -0.12,
      intent: 'HassTurnOn',
      reply: 'Turned on the kitchen light.',
      outcome: 'done',
      endpointToSoundMs: 130,
      cut: null,
    });
    expect(turns[0]?.stages.map((stage) => [stage.name, stage.durationMs])).toEqual([
      ['wake', 0],
      ['waiting', 200],
      ['speech', 1300],
      ['endpointing', 300],
      ['recognition', 50],
      ['understanding', 0],
      ['acting', 10],
      ['synthesis', 40],
      ['output', 30],
      ['speaking', 1070],
    ]);
  });

  test('has the voice make ready what it will say if the device does it', () => {
    responder.foretells = 'Turned on the kitchen light.';
    const conversation = make();
    conversation.earEvent(wake(100));
    conversation.earEvent(heard(1));
    expect(voice).toEqual([{ kind: 'foretell', text: 'Turned on the kitchen light.', language: 'en' }]);
  });

  test('keeps no words where its owner wants none kept', async () => {
    const conversation = make({ keepWords: false });
    await toSpeaking(conversation);
    conversation.boardEvent(finished(1, 3000));
    expect(turns[0]).toMatchObject({ transcript: null, reply: null, slots: {}, intent: 'HassTurnOn' });
  });

  test('tells the ear what the words so far mean', () => {
    const conversation = make();
    conversation.earEvent(wake());
    conversation.earEvent({ kind: 'partial', utterance: 1, sequence: 3, text: 'turn on the kitchen light' });
    expect(ear.at(-1)).toEqual({ kind: 'hint', utterance: 1, partial: 3, hint: 'complete' });
  });

  test('interrupted while it speaks, is silent at once and records where it was cut', async () => {
    const conversation = make();
    await toSpeaking(conversation);
    conversation.earEvent(wake());
    expect(board).toContainEqual({ kind: 'cancelSpeech', stream: 1 });
    expect(voice).toContainEqual({ kind: 'cancel', stream: 1 });
    expect(turns).toEqual([]);
    conversation.boardEvent(finished(1, 2400, true));
    expect(turns[0]).toMatchObject({ outcome: 'done', cut: { clausesPlayed: 1, playedMs: 420 } });
    expect(conversation.state.phase).toMatchObject({ name: 'listening', turn: 2 });
  });

  test('records an interrupted turn also when the board never says where it was cut', async () => {
    const conversation = make();
    await toSpeaking(conversation);
    conversation.stop();
    clock.advance(1000);
    expect(turns).toMatchObject([{ outcome: 'cancelled', cut: null }]);
  });

  test('stopped instead of answered, drops what it asked; interrupted by its name, does not', async () => {
    const asked = make();
    await toSpeaking(asked);
    asked.earEvent(wake());
    expect(responder.questionsDropped).toBe(0);
    asked.stop();
    expect(responder.questionsDropped).toBe(1);
    asked.stop();
    expect(responder.questionsDropped).toBe(1);
  });

  test('closed while it speaks, or while it waits to hear where it was cut, is recorded and followed by nothing', async () => {
    const speaking = make();
    await toSpeaking(speaking);
    speaking.close();
    expect(turns).toMatchObject([{ outcome: 'done' }]);
    speaking.earEvent(wake());
    speaking.close();
    expect(speaking.state.phase.name).toBe('idle');
    const cut = make();
    await toSpeaking(cut);
    cut.stop();
    expect(turns).toHaveLength(1);
    cut.close();
    expect(turns).toMatchObject([{ outcome: 'done' }, { outcome: 'cancelled' }]);
  });

  test('interrupted while it acts, abandons the act and says nothing of it', async () => {
    const conversation = make();
    conversation.earEvent(wake());
    conversation.earEvent(heard(1));
    conversation.earEvent({ kind: 'stopWord', atMs: 0 });
    expect(responder.aborted).toEqual([true]);
    await responder.reply('Turned on the kitchen light.');
    expect(voice).toEqual([]);
    expect(turns).toMatchObject([{ outcome: 'cancelled' }]);
  });

  test('whose act fails says so and ends', async () => {
    const conversation = make();
    conversation.earEvent(wake());
    conversation.earEvent(heard(1));
    await responder.fail(new Error('disk on fire'));
    expect(voice[0]).toMatchObject({ kind: 'speak', stream: 1 });
    expect(conversation.state.phase).toMatchObject({ name: 'speaking', outcome: 'failed' });
  });

  test('without an ear says that it cannot hear; without a voice sounds a tone', () => {
    reachable.ear = false;
    const deaf = make();
    deaf.talk();
    expect(voice[0]).toMatchObject({ kind: 'speak', stream: 1 });
    reachable = { ear: false, voice: false };
    const mute = make();
    mute.talk();
    expect(board.at(-1)).toEqual({ kind: 'chime', chime: 'error' });
    expect(turns.at(-1)?.outcome).toBe('failed');
  });

  test('whose microphone is lost while it speaks says so after its reply, before what waits to be announced', async () => {
    const conversation = make();
    await toSpeaking(conversation);
    void conversation.announce('Dinner is ready.');
    conversation.microphoneLost();
    conversation.boardEvent(finished(1, 2500));
    expect(voice.at(-1)).toMatchObject({ stream: 2, text: expect.stringMatching(/^My microphone stopped working/) });
    conversation.boardEvent(finished(2, 4000));
    expect(voice.at(-1)).toMatchObject({ stream: 3, text: 'Dinner is ready.' });
    conversation.boardEvent(finished(3, 5000));
    expect(turns.map(({ origin, outcome }) => `${origin} ${outcome}`)).toEqual([
      'wake done',
      'announcement done',
      'announcement done',
    ]);
    conversation.microphoneBack();
    expect(conversation.state.phase.name).toBe('idle');
  });

  test('with a voice that gives no sound within its limit ends with a tone', async () => {
    const conversation = make();
    conversation.earEvent(wake());
    conversation.earEvent(heard(1));
    await responder.reply('Done.');
    clock.advance(8000);
    expect(board.at(-1)).toEqual({ kind: 'chime', chime: 'error' });
    expect(conversation.state.phase.name).toBe('idle');
  });

  test('speaks announcements one after the other, when nothing else goes on', () => {
    const conversation = make();
    conversation.earEvent(wake());
    void conversation.announce('Dinner is ready.');
    void conversation.announce('Really.');
    expect(voice).toEqual([]);
    conversation.stop();
    expect(voice).toMatchObject([{ stream: 2, text: 'Dinner is ready.' }]);
    conversation.boardEvent(started(2, 10));
    conversation.boardEvent(finished(2, 20));
    expect(voice).toMatchObject([{ stream: 2 }, { stream: 3, text: 'Really.' }]);
  });

  test('lets the chime of an announcement sound before its words, at its volume, and begins anew when somebody comes between', () => {
    const conversation = make();
    const volumes: unknown[] = [];
    conversation.on('announcing', ({ volume }) => volumes.push(volume));
    void conversation.announce('Dinner is ready.', { chime: true, volume: 30 });
    expect([board, voice]).toEqual([[{ kind: 'chime', chime: 'announcement' }], []]);
    clock.advance(100);
    conversation.earEvent(wake());
    clock.advance(1000);
    expect(voice).toEqual([]);
    conversation.stop();
    expect(board.at(-1)).toEqual({ kind: 'chime', chime: 'announcement' });
    clock.advance(450);
    expect(voice).toMatchObject([{ text: 'Dinner is ready.' }]);
    expect(volumes).toEqual([30, 30, 30]);
  });

  test('announces without a chime where the owner wants none', () => {
    void make({ chimes: false }).announce('Dinner is ready.', { chime: true });
    expect(board).toEqual([]);
    expect(voice).toMatchObject([{ text: 'Dinner is ready.' }]);
  });

  test('tells that a tone is due, also where the owner wants to hear none', () => {
    const conversation = make({ chimes: false });
    const due: string[] = [];
    conversation.on('toneDue', (tone) => due.push(tone));
    conversation.setMuted(true);
    conversation.talk();
    expect(due).toEqual(['error']);
    expect(board).toEqual([]);
  });

  test('listens for the answer to what it announced where that was asked for', () => {
    const conversation = make();
    void conversation.announce('Shall I close the blinds?', { listenAfter: true });
    conversation.boardEvent(started(1, 10));
    conversation.boardEvent(finished(1, 900));
    expect(ear).toContainEqual(expect.objectContaining({ kind: 'listen', utterance: 2, wake: null }));
  });

  test('announces what waits once voice and board are there, and not before', () => {
    const conversation = make();
    conversation.childLost('board');
    conversation.childLost('voice');
    void conversation.announce('Dinner is ready.');
    conversation.partReady('voice');
    clock.advance(1000);
    expect([voice, turns]).toEqual([[], []]);
    conversation.partReady('board');
    clock.advance(999);
    expect(voice).toEqual([]);
    clock.advance(1);
    expect(voice).toMatchObject([{ text: 'Dinner is ready.' }]);
  });

  test('announces again, once, what the voice died of or while it sounded, and says that the first time failed', () => {
    const conversation = make();
    void conversation.announce('Take the pills.');
    conversation.boardEvent(started(1, 10));
    conversation.childLost('voice');
    conversation.boardEvent(finished(1, 20, true));
    expect(board.at(-1)).toEqual({ kind: 'chime', chime: 'error' });
    expect(voice.filter(({ kind }) => kind === 'speak')).toHaveLength(1);
    void conversation.announce('Really.');
    conversation.partReady('voice');
    clock.advance(1000);
    conversation.childLost('voice');
    conversation.partReady('voice');
    conversation.childLost('voice');
    clock.advance(1000);
    expect(voice.filter(({ kind }) => kind === 'speak')).toHaveLength(2);
    conversation.partReady('voice');
    clock.advance(1000);
    expect(voice.filter(({ kind }) => kind === 'speak')).toMatchObject([
      { text: 'Take the pills.' },
      { text: 'Take the pills.' },
      { text: 'Really.' },
    ]);
    expect(turns.map(({ outcome }) => outcome)).toEqual(['failed', 'failed']);
  });

  test('announces again what failed while it sounded, and not what was begun before its record was told', () => {
    const conversation = make();
    void conversation.announce('Take the pills.');
    void conversation.announce('Really.');
    conversation.boardEvent(started(1, 10));
    conversation.voiceEvent({ kind: 'failed', stream: 1, code: 'voice.failed', message: 'no sound' });
    clock.advance(1000);
    expect(voice.flatMap((command) => (command.kind === 'speak' ? [command.text] : []))).toEqual([
      'Take the pills.',
      'Take the pills.',
    ]);
    conversation.boardEvent(started(2, 2000));
    conversation.boardEvent(finished(2, 3000));
    expect(voice.at(-1)).toMatchObject({ text: 'Really.' });
  });

  test('does not announce again while a voice that failed has not told of the lost board', () => {
    const conversation = make();
    const spoken = (): unknown[] => voice.flatMap((command) => (command.kind === 'speak' ? [command.text] : []));
    void conversation.announce('Take the pills.');
    conversation.voiceEvent({ kind: 'failed', stream: 1, code: 'voice.failed', message: 'the board hung up' });
    conversation.childLost('board');
    clock.advance(5000);
    expect(spoken()).toEqual(['Take the pills.']);
    conversation.partReady('board');
    clock.advance(1000);
    expect(spoken()).toEqual(['Take the pills.', 'Take the pills.']);
    expect(turns.map(({ outcome }) => outcome)).toEqual(['failed']);
  });

  test('does not announce again while a board whose speech broke off has told of it before the loss of the voice is known', () => {
    const conversation = make();
    void conversation.announce('Take the pills.');
    conversation.boardEvent(started(1, 10));
    conversation.boardEvent(finished(1, 20, true));
    expect(voice.filter(({ kind }) => kind === 'speak')).toHaveLength(1);
    conversation.childLost('voice');
    clock.advance(5000);
    expect(voice.filter(({ kind }) => kind === 'speak')).toHaveLength(1);
    conversation.partReady('voice');
    clock.advance(1000);
    expect(voice.filter(({ kind }) => kind === 'speak')).toHaveLength(2);
  });

  test('sounds a tone where something is to be said while the voice is lost', () => {
    const conversation = make();
    conversation.childLost('voice');
    void conversation.announce('Take the pills.');
    expect(board).toEqual([{ kind: 'chime', chime: 'error' }]);
  });

  test('waits for the ear as long as the longest utterance may last', () => {
    const conversation = make({ noSpeechMs: 30_000, maxSpeechMs: 60_000 });
    conversation.earEvent(wake());
    clock.advance(100_000);
    expect(conversation.state.phase.name).toBe('listening');
    clock.advance(5_000);
    expect(turns).toMatchObject([{ outcome: 'failed' }]);
  });

  test('begins no announcement that still waits when it is closed', () => {
    const conversation = make();
    conversation.earEvent(wake());
    void conversation.announce('Dinner is ready.');
    conversation.close();
    expect(voice).toEqual([]);
  });

  describe('tells what became of an announcement', () => {
    /** "waits", "said", or the code that it failed with. */
    const outcomeOf = async (announced: Promise<void>): Promise<string> => {
      const ended = announced.then(
        () => 'said',
        (error: LinnetError) => error.code,
      );
      await settle();
      return Promise.race([ended, Promise.resolve('waits')]);
    };

    test('that was said', async () => {
      const conversation = make();
      const announced = conversation.announce('Dinner is ready.');
      conversation.boardEvent(started(1, 10));
      expect(await outcomeOf(announced)).toBe('waits');
      conversation.boardEvent(finished(1, 900));
      expect(await outcomeOf(announced)).toBe('said');
    });

    test('that somebody spoke over, or stopped', async () => {
      const conversation = make();
      const [first, second] = [conversation.announce('Dinner is ready.'), conversation.announce('Really.')];
      conversation.boardEvent(started(1, 10));
      conversation.earEvent(wake());
      expect(await outcomeOf(first)).toBe('said');
      conversation.stop();
      conversation.stop();
      expect(await outcomeOf(second)).toBe('operation.cancelled');
    });

    test('that somebody spoke before, which begins anew', async () => {
      const conversation = make();
      const announced = conversation.announce('Dinner is ready.');
      conversation.earEvent(wake());
      conversation.stop();
      expect(voice.filter(({ kind }) => kind === 'speak')).toMatchObject([{ stream: 1 }, { stream: 3 }]);
      expect(await outcomeOf(announced)).toBe('waits');
      conversation.boardEvent(finished(3, 900));
      expect(await outcomeOf(announced)).toBe('said');
    });

    test('whose voice died twice', async () => {
      const conversation = make();
      const announced = conversation.announce('Dinner is ready.');
      for (let time = 0; time < 2; time++) {
        expect(await outcomeOf(announced)).toBe('waits');
        conversation.childLost('voice');
        conversation.partReady('voice');
        clock.advance(1000);
      }
      expect(await outcomeOf(announced)).toBe('child.unavailable');
    });

    test('that waits, sounds its chime or is being said when the box ends', async () => {
      const conversation = make();
      const [first, second] = [conversation.announce('Dinner is ready.'), conversation.announce('Really.')];
      const other = make();
      const chiming = other.announce('Supper.', { chime: true });
      conversation.boardEvent(started(1, 10));
      conversation.close();
      other.close();
      expect(await outcomeOf(chiming)).toBe('queue.closed');
      expect([await outcomeOf(first), await outcomeOf(second)]).toEqual(['queue.closed', 'queue.closed']);
    });
  });

  test('refuses announcements when too many wait', () => {
    const conversation = make();
    conversation.earEvent(wake());
    for (let i = 0; i < 20; i++) void conversation.announce(`${i}`);
    expect(() => conversation.announce('one more')).toThrowError(expect.objectContaining({ code: 'queue.full' }));
  });

  test('lets a timer ring when it is idle, holds the tone while somebody talks, and stops it by voice or button', () => {
    const conversation = make();
    conversation.setRinging(true);
    expect([board.at(-1), ear.at(-1)]).toEqual([
      { kind: 'alarm', ringing: true },
      { kind: 'sounding', sounding: true },
    ]);
    conversation.earEvent(wake());
    expect(board).toContainEqual({ kind: 'alarm', ringing: false });
    conversation.earEvent({ kind: 'nothingHeard', utterance: 1, reason: 'noSpeech', atMs: 0 });
    expect(board.at(-1)).toEqual({ kind: 'alarm', ringing: true });
    conversation.talk();
    expect(responder.dismissed).toBe(1);
    expect(board.at(-1)).toEqual({ kind: 'alarm', ringing: false });
  });
});
