// What rooms are called where that is alike: "bathroom" and "bedroom", "Badezimmer" and "Gästezimmer", "badeværelse" and "børneværelse".
// A room that is named is not another one, however near the words are.
import { foldLoose } from './fold.ts';

const ROOMS: ReadonlySet<string> = new Set(
  [
    'bathroom bedroom guestroom guestbedroom playroom livingroom diningroom kitchen hallway office garage garden attic basement cellar nursery',
    'badezimmer schlafzimmer wohnzimmer esszimmer kinderzimmer arbeitszimmer gästezimmer küche flur büro garten dachboden keller',
    'badkamer slaapkamer woonkamer eetkamer kinderkamer keuken kantoor zolder kelder',
    'badrum sovrum vardagsrum barnrum köket kontoret källaren hallen',
    'badeværelse soveværelse børneværelse køkkenet kontoret kælderen',
  ].flatMap((words) => words.split(' ').map(foldLoose)),
);

/** Shorter ones are no beginning of a longer word: "Garten" is one of "Gartenlicht". */
const SHORTEST_BEGINNING = 5;
/** Endings change ("sovrum", "sovrummet"), beginnings do not; "guest room" and "guest bedroom" are one. */
const STEM = 4;

/** Whether both name a room, and none that is the same. Folded words of a name. */
export function nameOtherRooms(words: readonly string[], others: readonly string[]): boolean {
  const [mine, theirs] = [roomsIn(words), roomsIn(others)];
  return mine.length > 0 && theirs.length > 0 && !mine.some((room) => theirs.includes(room));
}

function roomsIn(words: readonly string[]): string[] {
  const pairs = words.slice(1).map((word, index) => `${words[index] ?? ''}${word}`); // "living room"
  return [...words, ...pairs].filter(isRoom).map((room) => room.slice(0, STEM));
}

/** Whether `word`, folded and with its words joined, is what a room is called. */
export function isRoom(word: string): boolean {
  if (ROOMS.has(word)) return true;
  for (let length = SHORTEST_BEGINNING; length < word.length; length++)
    if (ROOMS.has(word.slice(0, length))) return true;
  return false;
}

/** Beginnings of words for what is outside, in the languages of the sentences; folded. */
const OUTSIDE = [
  ['outside', 'outdoor', 'garden', 'terrace', 'balcony', 'patio', 'aussen', 'draussen', 'garten', 'balkon', 'terrass'],
  [
    'buiten',
    'tuin',
    'exterieur',
    'dehors',
    'jardin',
    'balcon',
    'exterior',
    'fuera',
    'terraza',
    'estern',
    'fuori',
    'giardino',
  ],
  [
    'balcone',
    'fora',
    'jardim',
    'varanda',
    'utomhus',
    'ute',
    'tradgard',
    'udenfor',
    'udendors',
    'ude',
    'have',
    'zewnatrz',
  ],
  [
    'zewnetrzn',
    'dwor',
    'ogrod',
    'taras',
    'улиц',
    'снаружи',
    'наружн',
    'сад',
    'балкон',
    'терраса',
    'venk',
    'zahrad',
    'terasa',
  ],
].flat();
/** Shorter ones are whole words: "ute" is one, "utensils" begins with it. */
const SHORT = 4;

/** Whether `name`, of a thing or a place, says that it is outside. */
export function isOutside(name: string): boolean {
  return foldLoose(name)
    .split(' ')
    .some((word) => OUTSIDE.some((start) => (start.length <= SHORT ? word === start : word.startsWith(start))));
}
