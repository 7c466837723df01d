// A synthesizer that may be told what it will probably be asked next, and then has it ready, or on its way. While a device is waited
// for, the sentence for when it does as it is told can be made: nothing is said before it has. One clause at a time; what is asked
// for instead ends it.
import { LinnetError } from '../kernel/errors.ts';
import type { SynthesizedClause, Synthesizer } from './ports.ts';

interface Foretold {
  readonly text: string;
  readonly sound: Promise<SynthesizedClause>;
  readonly abort: AbortController;
}

export interface ForetellingSynthesizer extends Synthesizer {
  /** `text`: one clause as it is spoken. */
  foretell(text: string): void;
  /** Nothing is foretold any more. */
  forget(): void;
}

/** Wraps `synthesizer`; closing closes it. */
export function withForetelling(synthesizer: Synthesizer): ForetellingSynthesizer {
  let foretold: Foretold | null = null;
  const forget = (): void => {
    foretold?.abort.abort(new LinnetError('operation.cancelled', 'What was foretold did not come.'));
    foretold = null;
  };
  return {
    id: synthesizer.id,
    sampleRate: synthesizer.sampleRate,
    forget,
    foretell(text) {
      if (foretold?.text === text) return;
      forget();
      const abort = new AbortController();
      const sound = synthesizer.synthesize(text, abort.signal);
      sound.catch(() => {}); // whoever asks for it has the rejection; nobody has to ask
      foretold = { text, sound, abort };
    },
    synthesize(text, signal) {
      const ready = foretold;
      if (ready?.text !== text) {
        forget();
        return synthesizer.synthesize(text, signal);
      }
      foretold = null;
      if (signal.aborted) ready.abort.abort(signal.reason);
      else signal.addEventListener('abort', () => ready.abort.abort(signal.reason), { once: true });
      return ready.sound;
    },
    async close() {
      forget();
      await synthesizer.close();
    },
  };
}
