/** How often a server that ended is started again: one that ends at once would keep the machine busy for nothing. */

const MAX_ENDS = 5;
const WITHIN_MS = 3 * 60_000;

export class RestartLimit {
  #ends: number[] = [];

  /** Called at each end of the server; `now` in milliseconds. */
  mayRestart(now: number): boolean {
    this.#ends = [...this.#ends.filter((end) => now - end < WITHIN_MS), now];
    return this.#ends.length < MAX_ENDS;
  }
}
