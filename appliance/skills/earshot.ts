// Whether what rings could be heard: nobody stops what no loudspeaker sounded, and what rang out unheard must not be forgotten.

export class Earshot {
  readonly #unheard = new Set<number>();
  /** Where nobody says otherwise there is one. */
  #hasSound = true;

  /** `id` begins to ring. */
  rings(id: number): void {
    if (this.#hasSound) this.#unheard.delete(id);
    else this.#unheard.add(id);
  }

  /** False where there was no loudspeaker since it began to ring. */
  heard(id: number): boolean {
    return !this.#unheard.has(id);
  }

  /** It is over, or somebody knows of it. */
  forget(id: number): void {
    this.#unheard.delete(id);
  }

  soundLost(): void {
    this.#hasSound = false;
  }

  /** What nobody has heard yet, which can be heard from now on. */
  soundBack(): readonly number[] {
    this.#hasSound = true;
    const unheard = [...this.#unheard];
    this.#unheard.clear();
    return unheard;
  }
}
