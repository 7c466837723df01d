/** "pt" of "pt-BR" or "pt_BR", in lower case. */
export function baseLanguage(tag: string): string {
  return tag.split(/[-_]/)[0]?.toLowerCase() ?? '';
}
