// Every error this program raises on purpose is a LinnetError with a code. Code branches on `code`, never on the text; the
// code also stands at the end of the message, so that a log that a user pasted can be searched.

/** What is true of each code: `retryable` says that the same call may succeed later without anybody changing anything. */
export const ERROR_CODES = {
  'audio.malformed': { retryable: false },
  'audio.unsupported': { retryable: false },
  'board.forbidden': { retryable: false },
  'board.unsupported': { retryable: false },
  'child.crashed': { retryable: true },
  'child.protocol': { retryable: false },
  'child.unavailable': { retryable: true },
  'config.invalid': { retryable: false },
  'config.unreadable': { retryable: false },
  'data.locked': { retryable: false },
  'data.noSpace': { retryable: true },
  'data.unreadable': { retryable: false },
  'data.unwritable': { retryable: true },
  'engine.unavailable': { retryable: false },
  'home.ambiguous': { retryable: false },
  'home.notConfirmed': { retryable: true },
  'home.unavailable': { retryable: true },
  'home.unknown': { retryable: false },
  'homeAssistant.refused': { retryable: false },
  'homeAssistant.unreachable': { retryable: true },
  'input.invalid': { retryable: false },
  'input.tooLarge': { retryable: false },
  'intents.template': { retryable: false },
  'microphone.lost': { retryable: true },
  'microphone.switchedOff': { retryable: false },
  'microphone.unavailable': { retryable: true },
  'mirror.failed': { retryable: true },
  'mirror.unreachable': { retryable: true },
  'model.corrupt': { retryable: false },
  'model.missing': { retryable: true },
  'model.unsupported': { retryable: false },
  'mqtt.refused': { retryable: true },
  'mqtt.unreachable': { retryable: true },
  'net.portInUse': { retryable: false },
  'operation.cancelled': { retryable: false },
  'operation.timeout': { retryable: true },
  'queue.closed': { retryable: false },
  'queue.full': { retryable: true },
  'recognition.failed': { retryable: true },
  'speaker.lost': { retryable: true },
  'speaker.unavailable': { retryable: true },
  'synthesis.failed': { retryable: true },
  'template.invalid': { retryable: false },
  'template.overBudget': { retryable: false },
  'timer.unknown': { retryable: false },
} as const satisfies Record<string, { readonly retryable: boolean }>;

export type ErrorCode = keyof typeof ERROR_CODES;

export class LinnetError extends Error {
  readonly code: ErrorCode;
  readonly retryable: boolean;

  /** `text` says what was expected, what came and what to do, as one sentence or two. */
  constructor(code: ErrorCode, text: string, options: { readonly cause?: unknown } = {}) {
    super(`${text} [${code}]`, options);
    this.name = 'LinnetError';
    this.code = code;
    this.retryable = ERROR_CODES[code].retryable;
  }
}

/** Whether `error` is ours and carries `code`. */
export function hasCode(error: unknown, code: ErrorCode): boolean {
  return error instanceof LinnetError && error.code === code;
}

/** Any thrown value as an Error, so that its message can be logged. */
export function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

/** Why `work` fails, for a person; null where it does not. */
export function failureOf(work: Promise<unknown>): Promise<string | null> {
  return work.then(
    () => null,
    (thrown: unknown) => toError(thrown).message,
  );
}

/** For the `default` of a switch over a union: a compile error where a case is missing. */
export function unreachable(value: never): never {
  throw new Error(`Unreachable: ${JSON.stringify(value)}`);
}
