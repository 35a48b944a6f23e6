/** Splits the files of an audit into parts, so that the files of one project stay together as far as they can. */
import type { FilePath } from '../model/location.js';
import { PartsMismatch, type AuditPart, type Shard } from './session.js';

export interface ShardFile {
  readonly file: FilePath;
  /** The configuration file of its project. */
  readonly project: FilePath | undefined;
  /** Length of its text: what it costs, roughly. */
  readonly size: number;
}

/** Every file is in exactly one shard; the same files come to the same shards, in whatever order they are given. */
export function pickShard(files: readonly ShardFile[], { index, count }: Shard): readonly FilePath[] {
  const sorted = [...files].sort(
    (a, b) => compare(a.project ?? '', b.project ?? '') || compare(a.file, b.file),
  );
  const total = sorted.reduce((sum, { size }) => sum + size, 0);
  const picked: FilePath[] = [];
  let before = 0;
  for (const { file, size } of sorted) {
    const at = total === 0 ? 0 : Math.min(count - 1, Math.floor(((before + size / 2) / total) * count));
    if (at === index - 1) picked.push(file);
    before += size;
  }
  return picked;
}

/** Throws a {@link PartsMismatch} unless the parts are all those of one audit of this tree. */
export function checkParts(parts: readonly AuditPart[], tree: string): void {
  const [first] = parts;
  if (!first) return;
  const { count } = first.shard;
  const other = parts.find(({ shard }) => shard.count !== count);
  if (other) throw new PartsMismatch(`Shards of ${count} and of ${other.shard.count} do not fit together.`);
  const missing = Array.from({ length: count }, (_, i) => i + 1).filter(
    (index) => !parts.some(({ shard }) => shard.index === index),
  );
  if (missing.length > 0) throw new PartsMismatch(`Missing: shard ${missing.join(', ')} of ${count}.`);
  const changed = parts.find((part) => part.tree !== tree);
  if (!changed) return;
  const { index } = changed.shard;
  throw new PartsMismatch(
    `Shard ${index} of ${count} was made from other files, settings or another version.`,
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
