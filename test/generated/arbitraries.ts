/** Random programs: structured control flow around resources, weighted so that about half of them are correct. */
import fc from 'fast-check';
import type { Condition, Program, Statement } from './program.js';

const index = fc.nat({ max: 3 });

const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 1, depthIdentifier: 'condition' },
    { weight: 4, arbitrary: fc.constant<Condition>({ kind: 'maybe' }) },
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constantFrom('parameter' as const, 'flag' as const),
        index: fc.nat({ max: 1 }),
        negated: fc.boolean(),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('holds' as const), of: index, negated: fc.boolean() }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constantFrom('and' as const, 'or' as const),
        left: tie('condition'),
        right: tie('condition'),
      }),
    },
  ),
}));

const step = fc.record({
  kind: fc.constant('step' as const),
  step: fc.constantFrom(
    'work' as const,
    'query' as const,
    'query' as const,
    'validate' as const,
    'parse' as const,
    'compute' as const,
    'caught' as const,
    'busy' as const,
    'both' as const,
    'settled' as const,
  ),
  of: index,
});

const release = fc.record({
  kind: fc.constant('release' as const),
  form: fc.constantFrom(
    'call' as const,
    'call' as const,
    'destroy' as const,
    'guarded' as const,
    'computed' as const,
    'detached' as const,
    'optional' as const,
    'helper' as const,
    'timer' as const,
  ),
  of: index,
  condition,
});

const small = fc.oneof(
  { weight: 8, arbitrary: step },
  { weight: 2, arbitrary: release },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('set' as const),
      index: fc.nat({ max: 1 }),
      value: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('alias' as const, 'begin' as const, 'finish' as const, 'call' as const),
      of: index,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('jump' as const),
      form: fc.constantFrom('break' as const, 'continue' as const),
      outer: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('exit' as const),
      form: fc.constantFrom(
        'return' as const,
        'throw' as const,
        'give' as const,
        'reply' as const,
        'wait' as const,
      ),
      of: index,
    }),
  },
);

const { block } = fc.letrec<{ statement: Statement; block: readonly Statement[] }>((tie) => ({
  block: fc.array(tie('statement'), { maxLength: 3, size: 'max' }),
  statement: fc.oneof(
    { maxDepth: 2, depthIdentifier: 'statement' },
    { weight: 16, arbitrary: small },
    { weight: 8, arbitrary: toAcquire(tie('block')) },
    { weight: 3, arbitrary: toBranch(tie('block')) },
    { weight: 3, arbitrary: toLoop(tie('block')) },
    { weight: 3, arbitrary: toTry(tie('block')) },
    { weight: 2, arbitrary: toLater(tie('block')) },
  ),
}));

type Block = fc.Arbitrary<readonly Statement[]>;

function toAcquire(body: Block): fc.Arbitrary<Statement> {
  return fc.record({
    kind: fc.constant('acquire' as const),
    form: fc.constantFrom(
      'await' as const,
      'await' as const,
      'await' as const,
      'await' as const,
      'conditional' as const,
      'pair' as const,
      'beside' as const,
      'race' as const,
      'any' as const,
      'helper' as const,
      'begun' as const,
      'settled' as const,
    ),
    closing: fc.constantFrom(
      'finally' as const,
      'finally' as const,
      'finally' as const,
      'finally' as const,
      'hoisted' as const,
      'flag' as const,
      'nulled' as const,
      'using' as const,
      'closure' as const,
      'nobody' as const,
      'end' as const,
      'catch' as const,
    ),
    condition,
    body,
  });
}

function toBranch(body: Block): fc.Arbitrary<Statement> {
  return fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({ kind: fc.constant('if' as const), condition, then: body, otherwise: body }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('switch' as const),
        cases: fc.array(body, { minLength: 1, maxLength: 3 }),
        falls: fc.nat({ max: 7 }),
      }),
    },
  );
}

function toLoop(body: Block): fc.Arbitrary<Statement> {
  return fc.record({
    kind: fc.constant('loop' as const),
    form: fc.constantFrom(
      'while' as const,
      'do' as const,
      'of' as const,
      'counted' as const,
      'endless' as const,
    ),
    labelled: fc.boolean(),
    body,
  });
}

function toTry(body: Block): fc.Arbitrary<Statement> {
  return fc.record({
    kind: fc.constant('try' as const),
    body,
    handler: fc.option(body, { nil: undefined, freq: 3 }),
    rethrows: fc.boolean(),
    last: fc.option(body, { nil: undefined, freq: 1 }),
  });
}

function toLater(body: Block): fc.Arbitrary<Statement> {
  return fc.oneof(
    fc.record({
      kind: fc.constant('chain' as const),
      form: fc.constantFrom(
        'finally' as const,
        'then' as const,
        'two-handlers' as const,
        'catch' as const,
        'async' as const,
        'body' as const,
      ),
      awaited: fc.boolean(),
      body,
    }),
    fc.record({
      kind: fc.constant('callback' as const),
      form: fc.constantFrom(
        'both' as const,
        'late' as const,
        'plain' as const,
        'nested' as const,
        'guarded' as const,
      ),
      body,
    }),
    fc.record({ kind: fc.constant('closure' as const), awaits: fc.boolean(), body }),
  );
}

export const program: fc.Arbitrary<Program> = fc
  .tuple(
    block,
    fc.oneof({ weight: 3, arbitrary: toAcquire(block) }, { weight: 1, arbitrary: toLater(block) }),
    block,
  )
  .map(([before, main, after]) => [...before.slice(0, 1), main, ...after.slice(0, 1)]);
