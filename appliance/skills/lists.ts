// Shopping and to-do lists of the house.
import type { Entity, ListItem } from '../home/house.ts';
import { linkingWords } from '../intents/linking-words.ts';
import { foldCase, foldLoose } from '../language/fold.ts';
import { act, type Order } from './acting.ts';
import { nothingMeant } from './answering.ts';
import { done, failed, type IntentCall, type Skill, type SkillContext, type SkillReply, textSlot } from './skill.ts';

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
const READ = 'LinnetListItems';
/** How the list for shopping tends to be called. */
const SHOPPING = /shopping|grocer|einkauf|courses|compra|spesa|boodschap|zakup|inköp|handla|покуп|indkøb|nákup/iu;

export const listsSkill: Skill = {
  intents: [...Object.keys(ORDERS), READ],
  async handle(call, context) {
    const list = listFor(call, context.house.snapshot().entities);
    if (list === null) return nothingMeant(call, context, 'todo');
    if (call.intent === READ) return await read(list, context);
    const item = textSlot(call, 'item');
    const order = ORDERS[call.intent];
    if (item === null || order === undefined) return failed(context.say.notUnderstood());
    if (order === ADD) return await change(call, list, ADD(item), context);
    const items = await itemsOf(list, context);
    if (items === null) return failed(context.say.deviceUnavailable({ names: [list.name] }));
    const isOpen = order === COMPLETE;
    const known = findItem(item, items, isOpen) ?? findItem(withoutArticle(item, context), items, isOpen);
    if (known === null) return failed(context.say.notOnList({ name: list.name, item }));
    return await change(call, list, order(known), context);
  },
};

function change(call: IntentCall, list: Entity, order: Order, context: SkillContext): Promise<SkillReply> {
  return act(call, { order: () => order, words: () => context.say.done() }, context, [list]);
}

async function read(list: Entity, context: SkillContext): Promise<SkillReply> {
  const items = await itemsOf(list, context);
  if (items === null) return failed(context.say.deviceUnavailable({ names: [list.name] }));
  const open = items.flatMap(({ summary, status }) => (status === 'completed' || summary === null ? [] : [summary]));
  return done(context.say.listHolds({ name: list.name, items: open }));
}

/** null where the list cannot be read now. */
async function itemsOf({ id }: Entity, { house }: SkillContext): Promise<readonly ListItem[] | null> {
  try {
    return await house.listItems(id);
  } catch {
    return null; // whoever keeps the list is away
  }
}

/** "Die Eier" of who takes off what was put on as "Eier". */
function withoutArticle(item: string, { language }: SkillContext): string {
  return foldCase(item).replace(linkingWords(language).articles, '');
}

/** Its own name for the item that is called so, however it is written there; null where it has none. */
function findItem(wanted: string, items: readonly ListItem[], isOpen: boolean): string | null {
  const folded = foldLoose(wanted);
  const found = items.find(
    ({ summary, status }) => summary !== null && foldLoose(summary) === folded && !(isOpen && status === 'completed'),
  );
  return found?.uid ?? found?.summary ?? null;
}

/** The list that was named; for shopping, the one that is called so, else the only one. */
function listFor(call: IntentCall, entities: readonly Entity[]): Entity | null {
  if (textSlot(call, 'name') !== null) return call.targets.find(({ domain }) => domain === 'todo') ?? null;
  const lists = entities.filter(({ domain }) => domain === 'todo');
  const shopping = lists.find(({ id, name }) => SHOPPING.test(name) || SHOPPING.test(id));
  return shopping ?? (lists.length === 1 ? (lists[0] ?? null) : null);
}
