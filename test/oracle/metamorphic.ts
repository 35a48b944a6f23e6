/** Cases written in another way that does the same: the verdict of the engine has to stay what it was. */
import type { Item, JudgedCase } from './agreement.js';
import { readCases } from './runtime/read-cases.js';
import type { Verdict } from './runtime/verdict.js';
import { transform } from './transform.js';
import {
  buildModule,
  compareVariants,
  isSampled,
  judgeModule,
  nameItems,
  readStatement,
  type Variant,
} from './variants.js';

/** Of so many one is tried with every change; the night tries all. */
export const EVERY = 8;

export interface Pair {
  /** `file: way of writing`. */
  readonly case: string;
  readonly functionName: string;
  readonly before: string;
  readonly after: string;
}

export interface Pairs {
  readonly pairs: readonly Pair[];
  /** Pairs that do not behave the same when they are run: nothing is asked of them. */
  readonly dropped: number;
  readonly judged: readonly JudgedCase[];
}

const AS_IT_IS = 'as it is';

export async function runPairs({ every = 1, part = '' }): Promise<Pairs> {
  const judged: JudgedCase[] = [];
  for (const one of readCases()) {
    for (const signature of one.functions) {
      if (signature.kind !== 'function' || !`${one.module.name} ${signature.name}`.includes(part)) continue;
      const text = readStatement(one, signature);
      const written = transform(one.module.name, text).filter((way) =>
        isSampled(`${one.module.name} ${signature.name} ${way.name}`, every),
      );
      const variants: readonly Variant[] = [{ name: AS_IT_IS, text }, ...written];
      if (written.length > 0) judged.push(await judgeModule(buildModule(one, signature, variants)));
    }
  }
  return toPairs(judged, compareVariants(judged));
}

function toPairs(judged: readonly JudgedCase[], items: readonly Item[]): Pairs {
  const named = nameItems(judged, items);
  const pairs: Pair[] = [];
  let dropped = 0;
  for (const {
    case: { module, functions },
    verdicts,
  } of judged) {
    const own = (name: string): readonly Item[] =>
      named.filter(
        (_, index) => items[index]?.case === module.name && items[index].site.startsWith(`${name}+`),
      );
    const [first] = functions;
    const [real] = verdicts;
    if (!first || !real) continue;
    functions.slice(1).forEach((each, index) => {
      const verdict = verdicts[index + 1];
      if (!verdict || describeRun(verdict) !== describeRun(real)) dropped++;
      else
        pairs.push({
          case: `${module.name}: ${/^ok: (.*)$/m.exec(each.comment)?.[1] ?? ''}`,
          functionName: first.name.replace(/V\d+$/, ''),
          before: describe(own(first.name), (item) => item.engine),
          after: describe(own(each.name), (item) => item.engine),
        });
    });
  }
  return { pairs, dropped, judged };
}

/** Which of the acquires leak, in their order, and what else is wrong: `lost, kept; double-release`. */
function describe(items: readonly Item[], say: (item: Item) => unknown): string {
  const leaks = items
    .filter(({ rule }) => rule === 'unreleased')
    .map((item) => (say(item) ? 'lost' : 'kept'));
  const others = items.filter((item) => item.rule !== 'unreleased' && say(item)).map(({ rule }) => rule);
  return [leaks.join(', '), ...[...new Set(others)].sort()].join('; ');
}

function describeRun({ acquireSites, findings }: Verdict): string {
  const leaks = acquireSites.map((site) =>
    findings.some(
      (found) =>
        found.rule === 'unreleased' &&
        found.site.line === site.line &&
        found.site.character === site.character,
    )
      ? 'lost'
      : 'kept',
  );
  const others = findings.filter(({ rule }) => rule !== 'unreleased').map(({ rule }) => rule);
  return [leaks.join(', '), ...[...new Set(others)].sort()].join('; ');
}
