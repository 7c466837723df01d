// How much there is to transfer and how much has come. The plan changes on the way: a mirror that fails is replaced by the next,
// and several files may come with one package, which counts once.

export class TransferPlan {
  readonly #transferOf = new Map<string, string>();
  readonly #transfers = new Map<string, { doneBytes: number; ofBytes: number }>();

  /** From now on `file` is expected to come with `transfer`, which is `ofBytes` long (0 where unknown). */
  expect(file: string, transfer: string, ofBytes: number): void {
    this.#transferOf.set(file, transfer);
    if (!this.#transfers.has(transfer)) this.#transfers.set(transfer, { doneBytes: 0, ofBytes });
  }

  moved(transfer: string, doneBytes: number): void {
    const known = this.#transfers.get(transfer);
    if (known !== undefined) known.doneBytes = doneBytes;
  }

  /** `file` is here, so its transfer is over, also where nobody counted it. */
  finished(file: string): void {
    const known = this.#transfers.get(this.#transferOf.get(file) ?? '');
    if (known !== undefined) known.doneBytes = Math.max(known.doneBytes, known.ofBytes);
  }

  totals(): { readonly doneBytes: number; readonly totalBytes: number } {
    let doneBytes = 0;
    let totalBytes = 0;
    for (const transfer of new Set(this.#transferOf.values())) {
      const known = this.#transfers.get(transfer);
      doneBytes += known?.doneBytes ?? 0;
      totalBytes += Math.max(known?.ofBytes ?? 0, known?.doneBytes ?? 0);
    }
    return { doneBytes, totalBytes };
  }
}
