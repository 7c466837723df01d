// Codecs of HATs that are there: the kernel lists only devices that it was told of, there or not, so the bus itself is asked, by
// i2cdetect as the vendor's own installer does (seeed-voicecard), and only at the addresses of the table.
import { execFile } from 'node:child_process';
import { detectBoards } from './detection.ts';
import { CODEC_ADDRESSES } from './recognition.ts';
import type { Machine } from './system-files.ts';

/** The output of i2cdetect for one address of bus 1; null where there is no such program, no such bus, or no right to it. */
export type AskBus = (address: string) => Promise<string | null>;

/** A bus that works answers in milliseconds; the box does not start before. */
const ASK_LIMIT_MS = 2000;

const askBus: AskBus = (address) =>
  new Promise((resolve) => {
    execFile('i2cdetect', ['-y', '1', address, address], { timeout: ASK_LIMIT_MS }, (error, output) =>
      resolve(error === null ? output : null),
    );
  });

/**
 * `machine` with the codecs that answer. Asks only a Pi on which no board was found: on other machines the first bus belongs to a
 * screen or a mainboard, and beside a board that works something else may answer at the address of a codec.
 */
export async function withAnsweringCodecs(machine: Machine, ask: AskBus = askBus): Promise<Machine> {
  if (!machine.isPi || detectBoards(machine).found.length > 0) return machine;
  const answering: number[] = [];
  for (const address of CODEC_ADDRESSES) {
    const output = await ask(`0x${hexOf(address)}`);
    if (output === null) return machine; // it would fail, or hang, at the next one too
    if (answers(address, output)) answering.push(address);
  }
  return { ...machine, answering };
}

/** A row of the table that it prints is `10:  …  1a  …`; "UU" is an address that a driver uses, "--" one that is silent. */
function answers(address: number, output: string): boolean {
  const hex = hexOf(address);
  const row = new RegExp(`^${hex[0]}0:(.*)$`, 'm').exec(output)?.[1] ?? '';
  return row.trim() === hex || row.trim() === 'UU';
}

function hexOf(address: number): string {
  return address.toString(16).padStart(2, '0');
}
