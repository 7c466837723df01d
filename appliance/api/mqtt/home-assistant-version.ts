// Which Home Assistant reads us: what it understands depends on it.

/** "2024.11.2" as [2024, 11]. */
export type HomeAssistantVersion = readonly [year: number, month: number];

export function parseHomeAssistantVersion(text: string | null | undefined): HomeAssistantVersion | null {
  const found = /^(\d{4})\.(\d{1,2})(\.|$)/.exec(text ?? '');
  return found === null ? null : [Number(found[1]), Number(found[2])];
}

export function isAtLeast(version: HomeAssistantVersion | null, year: number, month: number): boolean {
  return version !== null && (version[0] > year || (version[0] === year && version[1] >= month));
}
