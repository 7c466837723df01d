// The far end of a SpeechOutput: what takes samples and sounds them. The player is one, a socket to the player is another, and
// the simulated room is a third; the writer's side (credit, waiting, cancelling) is the same code for all of them.

/** Told to whoever writes a stream. Neither is called after `closed`. */
export interface SinkFeedback {
  /** `samples` more (at the stream's own rate) have gone into the device: that many may be pushed in their place. */
  consumed(samples: number): void;
  /** The stream is over: its last sample has left the card, it was cancelled at the sink, or the sink is gone. */
  closed(reason: StreamEnd): void;
}

export type StreamEnd = 'played' | 'cancelled' | 'lost';

export interface SpeechSink {
  /** Opens stream `stream` of mono samples. A refusal comes as `feedback.closed('lost')`. */
  open(stream: number, sampleRate: number, feedback: SinkFeedback): void;
  /** What is pushed from here on belongs to clause `index`. */
  clause(stream: number, index: number): void;
  /** Copies. More than CREDIT_MS beyond what was consumed closes the stream: the writer is broken. */
  push(stream: number, samples: Int16Array): void;
  end(stream: number): void;
  /** Silent within 100 ms; what was not sounded is dropped. */
  cancel(stream: number): void;
}

/** How much sound a writer may have in the sink's hands. With the 60 ms queued at the device, sound is written 300 ms ahead at most. */
export const CREDIT_MS = 240;

/** The credit in samples of a stream at `sampleRate`. */
export function creditSamples(sampleRate: number): number {
  return Math.round((sampleRate * CREDIT_MS) / 1000);
}
