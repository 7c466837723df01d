import { beforeEach, describe, expect, test } from 'vitest';
import { Conversation } from '../../appliance/dialogue/conversation.ts';
import { ManualClock } from '../../appliance/kernel/clock.ts';
import { silentLog } from '../../appliance/kernel/log.ts';
import { replies } from '../../appliance/language/replies.ts';
import { BoxSpeech } from '../../appliance/processes/box-speech.ts';
import type { VoiceCommand } from '../../appliance/speech/voice-channel.ts';

let voice: VoiceCommand[];
let tones: number;
let conversation: Conversation;
let speech: BoxSpeech;

beforeEach(() => {
  [voice, tones] = [[], 0];
  conversation = new Conversation(
    {
      station: 'linnet',
      language: 'en',
      noSpeechMs: 5000,
      followUpMs: 6000,
      maxSpeechMs: 15_000,
      chimes: true,
      keepWords: true,
    },
    {
      clock: new ManualClock(),
      log: silentLog,
      responder: {
        respond: () => Promise.reject(new Error('nobody asks')),
        dismissRinging: () => {},
        dropQuestion: () => {},
      },
      say: replies('en'),
      hint: () => 'unknown',
      parts: { ear: () => true, voice: (command) => voice.push(command) > 0, board: () => true },
    },
  );
  conversation.partReady('voice');
  conversation.partReady('board');
  speech = new BoxSpeech({ conversation, errorTone: () => tones++, log: silentLog });
});

const said = (): unknown[] => voice.flatMap((command) => (command.kind === 'speak' ? [command.text] : []));
const played = (stream: number): void =>
  conversation.boardEvent({ kind: 'playbackFinished', stream, clausesPlayed: 1, cancelled: false, cut: null, atMs: 1 });

/** One is spoken and twenty wait. */
function fill(): void {
  for (let i = 0; i <= 20; i++) void speech.announce(`Announcement ${i}.`);
}

describe('what the box is asked to say', () => {
  test('is said again at the button', () => {
    speech.repeat();
    void speech.announce('  Dinner is ready. ');
    played(1);
    speech.repeat();
    expect(said()).toEqual(['Dinner is ready.', 'Dinner is ready.']);
  });

  test('is refused at a door when too much waits already', () => {
    fill();
    expect(() => speech.announce('One more.')).toThrow(/20 announcements wait already.*queue\.full/);
  });

  test('is a tone at the button when too much waits already, and words again when there is room', () => {
    fill();
    speech.answerButton('Set-up mode.');
    speech.repeat();
    expect(tones).toBe(2);
    played(1);
    speech.answerButton('Set-up mode.');
    expect(tones).toBe(2);
    for (let turn = 2; turn <= 21; turn++) played(turn);
    expect(said().at(-1)).toBe('Set-up mode.');
  });
});
