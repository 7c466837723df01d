// What English needs to know of a name to build a sentence around it.

/** "my lamp", "Anna's lamp", "the den": a name that takes no "the" before it. */
export function hasArticle(name: string): boolean {
  return /^(the|my|our|your|his|her|their|a|an)\s/i.test(name) || /^\S+(['’]s|s['’])\s/i.test(name);
}

const SINGULAR_IN_S = new Set(['gas', 'bus', 'lens', 'atlas', 'canvas', 'chaos', 'news', 'tennis', 'iris', 'status']);

/** "Bedroom Blinds" are, "Kitchen Light" is. A guess by the last word's ending. */
export function isPlural(name: string): boolean {
  const last = (name.toLowerCase().split(/\s+/).at(-1) ?? '').replace(/[^a-z]/g, '');
  return last.length > 2 && last.endsWith('s') && !/(ss|us|is)$/.test(last) && !SINGULAR_IN_S.has(last);
}
