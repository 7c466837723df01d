// Shopping and other lists: what Home Assistant's sentences know too, for a box that has only its own.
import type { SentenceFileInput } from '../sentence-file.ts';

const ON_SHOPPING = '(my|the) [(shopping|grocery)] list';
const ON_NAMED = '[(my|the)] {name} [list]';
const todo = { domain: 'todo' };
const added = (item: string, list: string): string[] => [`add ${item} to ${list}`, `put ${item} (on|in) ${list}`];
const completed = (verbs: string, item: string, list: string): string[] => [
  `${verbs} off ${item} (from|on|in) ${list}`,
  `${verbs} ${item} (off|from|on|in) ${list}`,
];

export const ENGLISH_SHOPPING: Pick<SentenceFileInput, 'lists' | 'intents'> = {
  lists: { shopping_list_item: { wildcard: true }, todo_list_item: { wildcard: true } },
  intents: {
    HassShoppingListAddItem: { data: [{ sentences: added('{shopping_list_item:item}', ON_SHOPPING) }] },
    HassListAddItem: { data: [{ sentences: added('{todo_list_item:item}', ON_NAMED), requires_context: todo }] },
    HassShoppingListCompleteItem: {
      data: [
        { sentences: completed('(check|cross|tick|complete|remove|delete)', '{shopping_list_item:item}', ON_SHOPPING) },
      ],
    },
    HassListCompleteItem: {
      data: [
        {
          sentences: completed('(check|cross|tick|complete)', '{todo_list_item:item}', ON_NAMED),
          requires_context: todo,
        },
      ],
    },
  },
};
