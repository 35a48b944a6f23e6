/** What a case's comment says about it, in the words of its verdict; the oracle does not read it, tests compare. */
import type { Signature } from './runtime/signatures.js';
import type { Verdict } from './runtime/verdict.js';

/**
 * `ok`, or the rules in alphabetical order: `leak, use-after-release`. Many cases take two connections for another
 * reason: with the comment given as `spokenOf`, that counts only where it speaks of it.
 */
export function labelOf(source: Signature | Verdict, spokenOf = 'pool-exhaustion'): string {
  if ('comment' in source) {
    const label = /^([a-z-]+(?:, [a-z-]+)*):/m.exec(source.comment)?.[1] ?? '';
    return label.split(', ').sort().join(', ');
  }
  const counted = source.findings.filter(({ rule }) => rule !== 'pool-exhaustion' || spokenOf.includes(rule));
  const words = counted.map(({ rule }) => (rule === 'unreleased' ? 'leak' : rule));
  return words.length === 0 ? 'ok' : [...new Set(words)].sort().join(', ');
}
