import type { SpokenRule } from './spoken-text-language.ts';

/** Rewrites `text` by each rule in turn. */
export function applyRules(text: string, rules: readonly SpokenRule[]): string {
  let result = text;
  for (const { pattern, say } of rules) {
    result = typeof say === 'string' ? result.replace(pattern, say) : result.replace(pattern, say);
  }
  return result;
}

/** An alternation of literal strings, the longest first. */
export function anyOf(literals: readonly string[]): string {
  const longestFirst = [...literals].sort((a, b) => b.length - a.length);
  return longestFirst.map((literal) => literal.replace(/[$()*+.?[\\\]^{|}/]/g, '\\$&')).join('|');
}
