// One line of linnet doctor.

export interface Finding {
  readonly check: string;
  /** "skipped": nothing is wrong with it that is known, since it is not there or could not be tried; `says` tells why. */
  readonly state: 'ok' | 'warning' | 'failed' | 'skipped';
  readonly says: string;
  /** What to do about it. */
  readonly hint: string | null;
}

export function finding(check: string, state: Finding['state'], says: string, hint: string | null = null): Finding {
  return { check, state, says, hint };
}

export const ok = (check: string, says: string): Finding => finding(check, 'ok', says);

export const warning = (check: string, says: string, hint: string | null = null): Finding =>
  finding(check, 'warning', says, hint);

export const failed = (check: string, says: string, hint: string | null = null): Finding =>
  finding(check, 'failed', says, hint);

export const skipped = (check: string, says: string): Finding => finding(check, 'skipped', says);
