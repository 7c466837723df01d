import { describe, expect, it } from 'vitest';
import { Foreground, isStopWord, ShortUtterances } from '../../appliance/speech/stop-word.ts';

const WINDOW = 512;

/** Feeds a pattern of windows, '#' voice and '.' silence, and gives the utterances found as [start, end] in windows. */
function utterances(pattern: string): Array<[number, number]> {
  const finder = new ShortUtterances();
  const found: Array<[number, number]> = [];
  [...pattern].forEach((mark, i) => {
    if (finder.observe((i + 1) * WINDOW, WINDOW, mark === '#'))
      found.push([finder.start / WINDOW, finder.end / WINDOW]);
  });
  return found;
}

describe('a stop word', () => {
  it.each([
    'Stop.',
    'stop!',
    'Stop. Stop, stop!',
    'Be quiet.',
    'Shut up!',
    'Enough.',
    'Cancel',
    'Okay, stop.',
    'Please be quiet.',
    "That's enough.",
    'That’s enough.',
    'Stop, please.',
    'Okay, stop it, please!',
  ])('is "%s"', (text) => expect(isStopWord(text, 'en')).toBe(true));

  it.each([
    '',
    'Stop the timer.',
    'Cancel the alarm',
    'Stopping',
    "Don't stop.",
    'You',
    'It will stop raining.',
    'stopstop',
    'Please.',
    'Stop the music, please.',
  ])('is not "%s"', (text) => expect(isStopWord(text, 'en')).toBe(false));

  it('is looked up in the language that was asked for', () => {
    expect(isStopWord('Sei still!', 'de-DE')).toBe(true);
    expect(isStopWord('¡Cállate!', 'es')).toBe(true);
    expect(isStopWord('Arrête-toi.', 'fr')).toBe(true);
    expect(isStopWord('Sei still!', 'en')).toBe(false);
    expect(isStopWord('stop', 'xx')).toBe(false);
  });
});

describe('short utterances', () => {
  it('are found when silence follows them', () => {
    expect(utterances('....##########.......')).toEqual([[4, 14]]);
  });

  it('may have a short pause inside', () => {
    expect(utterances('..####...#####.......')).toEqual([[2, 14]]);
  });

  it('are longer than a click and shorter than a sentence', () => {
    expect(utterances('..###.......')).toEqual([]);
    expect(utterances(`..${'#'.repeat(60)}.......`)).toEqual([]);
  });
});

describe('somebody who speaks over a voice in the background', () => {
  const window = (level: number): Float32Array => new Float32Array(512).fill(level);
  const judged = (levels: readonly number[], voice = true): string[] => {
    const foreground = new Foreground();
    return levels.map((level) => foreground.judge(window(level), voice));
  };

  it('begins where it is 10 dB louder, and ends where it is 10 dB less loud', () => {
    expect(judged([0.01, 0.012, 0.1, 0.1, 0.01, 0.01, 0.01])).toEqual([
      ...['onset', 'speech', 'onset', 'speech'],
      ...['speech', 'speech', 'background'], // the loudest of three windows: a word has soft sounds
    ]);
  });

  it('is nobody where voice detection hears none', () => {
    expect(judged([0.01, 0.1], false)).toEqual(['background', 'background']);
  });

  it('is judged anew after an utterance', () => {
    const foreground = new Foreground();
    foreground.judge(window(0.5), true);
    for (let i = 0; i < 3; i++) foreground.judge(window(0.01), true);
    expect(foreground.judge(window(0.02), true)).toBe('background');
    foreground.reset();
    expect(foreground.judge(window(0.02), true)).toBe('onset');
  });
});
