// Shopping and to-do lists of the house.
import type { Entity } from '../home/house.ts';
import { act, type Order } from './acting.ts';
import { nothingMeant } from './answering.ts';
import { failed, type IntentCall, type Skill, textSlot } from './skill.ts';

const ADD = (item: string): Order => ({ service: 'add_item', data: { item } });
const COMPLETE = (item: string): Order => ({ service: 'update_item', data: { item, status: 'completed' } });
const REMOVE = (item: string): Order => ({ service: 'remove_item', data: { item } });

const ORDERS: Readonly<Record<string, (item: string) => Order>> = {
  HassListAddItem: ADD,
  HassListCompleteItem: COMPLETE,
  HassListRemoveItem: REMOVE,
  HassShoppingListAddItem: ADD,
  HassShoppingListCompleteItem: COMPLETE,
};
/** How the list for shopping tends to be called. */
const SHOPPING = /shopping|grocer|einkauf|courses|compra|spesa|boodschap|zakup|inköp|handla|покуп|indkøb|nákup/iu;

export const listsSkill: Skill = {
  intents: Object.keys(ORDERS),
  handle(call, context) {
    const list = listFor(call, context.house.snapshot().entities);
    const item = textSlot(call, 'item');
    const order = ORDERS[call.intent];
    if (list === null) return Promise.resolve(nothingMeant(call, context, 'todo'));
    if (item === null || order === undefined) return Promise.resolve(failed(context.say.notUnderstood()));
    return act(call, { order: () => order(item), words: () => context.say.done() }, context, [list]);
  },
};

/** The list that was named; for shopping, the one that is called so, else the only one. */
function listFor(call: IntentCall, entities: readonly Entity[]): Entity | null {
  if (textSlot(call, 'name') !== null) return call.targets.find(({ domain }) => domain === 'todo') ?? null;
  const lists = entities.filter(({ domain }) => domain === 'todo');
  const shopping = lists.find(({ id, name }) => SHOPPING.test(name) || SHOPPING.test(id));
  return shopping ?? (lists.length === 1 ? (lists[0] ?? null) : null);
}
