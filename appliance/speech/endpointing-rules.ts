// What an utterance is listened for with: the owner's milliseconds, and the same in samples.
import { type EndpointHint, SPEECH_RATE } from './ports.ts';

export interface EndpointingOptions {
  /** Silence that ends an utterance when nothing is known about its words. Default 500 ms. */
  readonly silenceMs?: number;
  /** The same when the words are a complete command. Default 300 ms. */
  readonly completeSilenceMs?: number;
  /** The same when they are one, and the beginning of a longer one too. Default 450 ms. */
  readonly mayContinueSilenceMs?: number;
  /** The same when they are plainly unfinished. Default 1000 ms. */
  readonly unfinishedSilenceMs?: number;
  /** Voice below this is a click or a burst. Default 120 ms. */
  readonly minSpeechMs?: number;
  /** Voice that goes on from before the start of listening is the wake word's own for this long. Default 100 ms. */
  readonly wakeTailMs?: number;
  /** Speech that begins within this after the wake word fell silent is decoded together with it. Default 700 ms. */
  readonly tailGapMs?: number;
  /** After a wake word, voice shorter than this whose words mean nothing may be a noise before the command: see `EndpointingRules`. Default 700 ms. */
  readonly briefMs?: number;
  /** Silence after which a decode begins. Default 200 ms. */
  readonly speculateAfterMs?: number;
  /** Voice for this long ends a silence; less is a click in it. Default 60 ms. */
  readonly resumeMs?: number;
  /** The longest utterance. Default 15 000 ms. */
  readonly maxUtteranceMs?: number;
  /** Audio kept from before the first voiced window. Default 300 ms. */
  readonly onsetMs?: number;
}

export const ENDPOINTING_DEFAULTS = {
  silenceMs: 500,
  completeSilenceMs: 300,
  mayContinueSilenceMs: 450,
  unfinishedSilenceMs: 1000,
  minSpeechMs: 120,
  wakeTailMs: 100,
  tailGapMs: 700,
  briefMs: 700,
  speculateAfterMs: 200,
  resumeMs: 60,
  maxUtteranceMs: 15_000,
  onsetMs: 300,
} as const satisfies Required<EndpointingOptions>;

/** What one utterance is listened for with, all in samples. */
export interface EndpointingRules {
  readonly silence: { readonly [Kind in EndpointHint['kind']]: number };
  readonly minSpeech: number;
  readonly wakeTail: number;
  readonly tailGap: number;
  /** Less voice than this, with words that mean nothing, is waited on as if they were unfinished. 0 where no wake word came before. */
  readonly brief: number;
  readonly speculateAfter: number;
  readonly resume: number;
  readonly maxUtterance: number;
  readonly onset: number;
  readonly noSpeech: number;
  /** Where listening began: voice before it is not the command's. */
  readonly from: number;
}

/** The rules of one utterance that is listened for from sample `from` on, `noSpeechMs` without speech at the most. */
export function endpointingRules(
  options: EndpointingOptions,
  {
    from,
    noSpeechMs,
    isAfterWake,
  }: { readonly from: number; readonly noSpeechMs: number; readonly isAfterWake: boolean },
): EndpointingRules {
  const ms = { ...ENDPOINTING_DEFAULTS, ...options };
  return {
    silence: {
      complete: samplesOf(ms.completeSilenceMs),
      mayContinue: samplesOf(ms.mayContinueSilenceMs),
      unfinished: samplesOf(ms.unfinishedSilenceMs),
      unknown: samplesOf(ms.silenceMs),
    },
    minSpeech: samplesOf(ms.minSpeechMs),
    wakeTail: samplesOf(ms.wakeTailMs),
    tailGap: samplesOf(ms.tailGapMs),
    brief: isAfterWake ? samplesOf(ms.briefMs) : 0,
    speculateAfter: samplesOf(ms.speculateAfterMs),
    resume: samplesOf(ms.resumeMs),
    maxUtterance: samplesOf(ms.maxUtteranceMs),
    onset: samplesOf(ms.onsetMs),
    noSpeech: samplesOf(noSpeechMs),
    from,
  };
}

/** Milliseconds as samples. */
export function samplesOf(ms: number): number {
  return (ms * SPEECH_RATE) / 1000;
}
