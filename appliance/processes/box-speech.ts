// What the box says because somebody asked it to: at a door, or at its button.
import type { Announcement } from '../dialogue/announcements.ts';
import type { Conversation } from '../dialogue/conversation.ts';
import { toError } from '../kernel/errors.ts';
import type { Log } from '../kernel/log.ts';
import { checkedText } from './checked-text.ts';

export interface BoxSpeechDeps {
  readonly conversation: Pick<Conversation, 'announce' | 'on'>;
  /** Sounds where words cannot; nothing where the box has no tones. */
  readonly errorTone: () => void;
  readonly log: Log;
}

export class BoxSpeech {
  readonly #deps: BoxSpeechDeps;
  #lastReply = '';

  constructor(deps: BoxSpeechDeps) {
    this.#deps = deps;
    deps.conversation.on('replied', (_turn, text) => {
      this.#lastReply = text;
    });
  }

  /** Throws `input.invalid`, `input.tooLarge` or `queue.full`; resolves when it was said, as `Conversation.announce`. */
  announce(text: string, options: Partial<Omit<Announcement, 'text'>> = {}): Promise<void> {
    return this.#deps.conversation.announce(checkedText(text), options);
  }

  /** For somebody at the button, whom no error would reach: a tone where too much waits already to be said. */
  answerButton(text: string): void {
    try {
      void this.announce(text);
    } catch (thrown) {
      this.#deps.log.warn({ err: toError(thrown) }, 'not said at the button');
      this.#deps.errorTone();
    }
  }

  /** Says the last reply again, to somebody at the button. */
  repeat(): void {
    if (this.#lastReply !== '') this.answerButton(this.#lastReply);
  }
}
