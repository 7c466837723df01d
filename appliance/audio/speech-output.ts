// Where synthesised speech goes: the player in this process, or the board's through the data plane. Written by credit, at most
// 300 ms ahead of what has sounded, so that cancelling is dropping.

export interface SpeechOutput {
  /** Opens stream `stream` (mono, `sampleRate` Hz). It sounds as soon as samples arrive. */
  begin(stream: number, sampleRate: number): void;
  /** What is written from here on belongs to clause `index` (0, 1, …). */
  clause(stream: number, index: number): void;
  /**
   * Copies `samples`; resolves when there is credit for more. Rejects with `operation.cancelled` when the stream was cancelled
   * (at the player, or by `signal`), and with `speaker.lost` when the player is gone.
   */
  write(stream: number, samples: Int16Array, signal: AbortSignal): Promise<void>;
  /** Nothing more comes; the stream finishes when its last sample has left the card. */
  end(stream: number): void;
}

/** One whose writer can wait for the end of what it wrote. */
export interface DrainableOutput extends SpeechOutput {
  /**
   * After `end()`: resolves when the last sample has left the card. Rejects as `write()` does; `signal` cancels what still sounds.
   * A stream that is over is forgotten when the next one begins.
   */
  drain(stream: number, signal: AbortSignal): Promise<void>;
}
