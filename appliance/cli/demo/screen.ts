// The evening as a person reads it, line by line as it happens.
import { renderRingText } from '../../presence/ring-text.ts';
import { turnText } from '../turns.ts';
import type { EveningListener, PlayedTurn } from './evening.ts';
import { type WatchedHub, watchRing } from './ring-watch.ts';

export interface ScreenOptions {
  /** Whether LEDs are drawn as coloured dots; else as shades. */
  readonly colour: boolean;
}

export class Screen implements EveningListener {
  readonly #write: (line: string) => void;
  readonly #end: () => void;

  constructor({ colour }: ScreenOptions, deps: { readonly hub: WatchedHub; readonly write: (line: string) => void }) {
    this.#write = deps.write;
    this.#end = watchRing(deps.hub, (state, pixels) => {
      const ring = pixels.length === 0 ? '(too short to be seen)' : renderRingText(Uint8Array.from(pixels), colour);
      deps.write(`  ring   ${state.padEnd(9)}  ${ring}`);
    });
  }

  begins(shows: string): void {
    this.#write(`\n── ${shows}`);
  }

  says(text: string): void {
    this.#write(`  a person says  "${text}"`);
  }

  ended({ turn, changes, wrong }: PlayedTurn): void {
    const acts = Object.entries(changes).map(
      ([id, change]) =>
        `${id} ${Object.entries(change)
          .map(([key, value]) => `${key} ${value}`)
          .join(', ')}`,
    );
    if (turn !== null) this.#write(`${turnText(turn)}\n  act    ${acts.join('; ') || 'none'}`);
    this.#write(wrong.length === 0 ? '  right' : `  WRONG: ${wrong.join('; ')}`);
  }

  waits(what: string): void {
    this.#write(`  waiting for ${what}`);
  }

  rang(): void {
    this.#write('  it rang, until the button was pressed');
  }

  close(): void {
    this.#end();
  }
}
