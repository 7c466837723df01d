/** What stands for a thing, or a room, in a template: its name, perhaps behind one of `articles` ("" for a language without any). */
export function named(articles: string, list: 'name' | 'area' = 'name'): string {
  return articles === '' ? `{${list}}` : `[${articles}] {${list}}`;
}
