/** What stands for a thing in a template: its name, perhaps behind one of `articles` ("" for a language without any). */
export function named(articles: string): string {
  return articles === '' ? '{name}' : `[${articles}] {name}`;
}
