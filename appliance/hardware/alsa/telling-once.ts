// A card that cannot be opened is tried again and again; its log need not say the same each time.
import { failureOf } from '../../kernel/errors.ts';

/** `work` as one that never rejects: `tell` is called with why it failed, once for failures in a row that are alike. */
export function tellingOnce<Subject>(
  work: (subject: Subject) => Promise<void>,
  tell: (reason: string, subject: Subject) => void,
): (subject: Subject) => Promise<void> {
  let told: string | null = null;
  return async (subject) => {
    const reason = await failureOf(work(subject));
    if (reason !== null && reason !== told) tell(reason, subject);
    told = reason;
  };
}
