/** States that wait to be run: always one of the earliest block, so that all ways to a join arrive before it is run. */
import type { BlockId } from '../flow/graph.js';

export class Worklist {
  private readonly waiting = new Map<BlockId, Set<string>>();

  /** `order` is the place of each block. */
  constructor(private readonly order: readonly number[]) {}

  has(block: BlockId, key: string): boolean {
    return this.waiting.get(block)?.has(key) === true;
  }

  add(block: BlockId, key: string): void {
    const keys = this.waiting.get(block) ?? new Set();
    this.waiting.set(block, keys.add(key));
  }

  take(): { block: BlockId; key: string } | undefined {
    let block: BlockId | undefined;
    for (const other of this.waiting.keys())
      if (block === undefined || (this.order[other] ?? 0) < (this.order[block] ?? 0)) block = other;
    const keys = block === undefined ? undefined : this.waiting.get(block);
    const key = keys?.values().next().value;
    if (block === undefined || !keys || key === undefined) return undefined;
    keys.delete(key);
    if (keys.size === 0) this.waiting.delete(block);
    return { block, key };
  }
}
