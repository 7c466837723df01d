// What is on a list. Adding to it and checking off come with Home Assistant's sentences.
import type { SentenceFileInput } from '../sentence-file.ts';

export const ENGLISH_LISTS: NonNullable<SentenceFileInput['intents']> = {
  LinnetListItems: {
    data: [
      {
        sentences: [
          '<what_is> [left|still] on [<the>] (shopping|grocery|groceries) list',
          'read [out] [me] [<the>] (shopping|grocery|groceries) list [to me|out]',
          'what (do (I|we) (need|have) to (buy|get)|should (I|we) (buy|get))',
        ],
      },
      {
        sentences: [
          '<what_is> [left|still] on [<the>] {name} [list]',
          'read [out] [me] [<the>] {name} [list] [to me|out]',
        ],
        requires_context: { domain: 'todo' },
      },
    ],
  },
};
