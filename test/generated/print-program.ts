/** Prints a generated program as one exported function of a module, in TypeScript. */
import { printAcquire } from './print-acquire.js';
import { printCallback, printChain, printClosure } from './print-later.js';
import { printCondition, printExit, printRelease, printStep } from './print-simple.js';
import { EMPTY_SCOPE, Page, pick, type Scope } from './print-scope.js';
import type { Program, Statement } from './program.js';

const HEAD = `import type { Pool, PoolClient } from 'pg';
import { compute, maybe, sleep, validate, work } from '../world.js';

function giveBack(client: PoolClient | undefined): void {
  client?.release();
}

async function take(pool: Pool): Promise<PoolClient> {
  return pool.connect();
}
`;

const PARAMETERS = [
  'pool: Pool',
  'flag: boolean',
  'other: boolean',
  "mode: 'a' | 'b' | 'c'",
  'ids: number[]',
];

/** One module of several programs, named `program0`, `program1`, … */
export function printModule(programs: readonly Program[]): string {
  return [HEAD, ...programs.map((program, index) => printProgram(program, `program${index}`))].join('\n');
}

/** The same program prints the same text. */
export function printProgram(program: Program, name: string): string {
  const page = new Page();
  printBlock(page, EMPTY_SCOPE, program);
  const parameters = PARAMETERS.filter(
    (text) => page.used.has(text.replace(/:.*/, '')) || text.startsWith('pool'),
  );
  const flags = ['first', 'second']
    .filter((flag) => page.used.has(flag))
    .map((flag) => `  let ${flag} = false;`);
  return [
    '// ok: generated',
    `export async function ${name}(${parameters.join(', ')}) {`,
    ...flags,
    ...page.lines,
    '}',
    '',
  ].join('\n');
}

/** What it leaves in scope belongs to the block. */
export function printBlock(page: Page, scope: Scope, statements: readonly Statement[]): Scope {
  return statements.reduce((at, statement) => printStatement(page, at, statement), scope);
}

function printStatement(page: Page, scope: Scope, statement: Statement): Scope {
  switch (statement.kind) {
    case 'acquire':
      return printAcquire(page, scope, statement);
    case 'closure':
      return printClosure(page, scope, statement);
    case 'alias':
      return printAlias(page, scope, statement.of);
    case 'begin':
      return printBegin(page, scope, statement.of);
    case 'chain':
      printChain(page, scope, statement);
      return scope;
    case 'callback':
      printCallback(page, scope, statement);
      return scope;
    case 'step':
      printStep(page, scope, statement);
      return scope;
    case 'release':
      printRelease(page, scope, statement);
      return scope;
    case 'exit':
      printExit(page, scope, statement);
      return scope;
    case 'finish': {
      const promise = pick(scope.promises, statement.of);
      page.line(promise && scope.awaits ? `await ${promise};` : 'compute();');
      return scope;
    }
    case 'call':
      printCall(page, scope, statement.of);
      return scope;
    case 'set':
      page.line(`${page.use(statement.index === 0 ? 'first' : 'second')} = ${statement.value};`);
      return scope;
    default:
      printControl(page, scope, statement);
      return scope;
  }
}

function printAlias(page: Page, scope: Scope, of: number): Scope {
  const resource = pick(scope.resources, of);
  if (!resource) return scope;
  const name = page.fresh('alias');
  page.line(`const ${name} = ${resource.name};`);
  return { ...scope, resources: [...scope.resources, { ...resource, name }] };
}

function printBegin(page: Page, scope: Scope, of: number): Scope {
  const resource = pick(scope.resources, of);
  if (!resource || resource.optional || !scope.awaits) return scope;
  const name = page.fresh('reply');
  page.line(`const ${name} = ${resource.name}.query('SELECT 2');`);
  return { ...scope, promises: [...scope.promises, name] };
}

function printCall(page: Page, scope: Scope, of: number): void {
  const closure = pick(scope.closures, of);
  if (!closure) return;
  if (!closure.awaits) page.line(`${closure.name}();`);
  else page.line(scope.awaits ? `await ${closure.name}();` : `${closure.name}().catch(() => undefined);`);
}

type Control = Extract<Statement, { kind: 'if' | 'switch' | 'loop' | 'jump' | 'try' }>;

function printControl(page: Page, scope: Scope, statement: Control): void {
  const inner =
    (statements: readonly Statement[], within: Scope = scope) =>
    (): void => {
      printBlock(page, within, statements);
    };
  switch (statement.kind) {
    case 'if':
      page.block(`if (${printCondition(page, scope, statement.condition)}) {`, inner(statement.then));
      if (statement.otherwise.length > 0) page.block('else {', inner(statement.otherwise));
      return;
    case 'switch':
      page.block(`switch (${page.use('mode')}) {`, () => {
        statement.cases.forEach((body, index) => {
          page.block(`${['case "a"', 'case "b"', 'default'][index] ?? 'default'}: {`, inner(body));
          if ((statement.falls & (1 << index)) === 0) page.line('break;');
        });
      });
      return;
    case 'loop':
      printLoop(page, scope, statement);
      return;
    case 'jump':
      printJump(page, scope, statement);
      return;
    case 'try':
      printTry(page, statement, inner);
  }
}

function printLoop(
  page: Page,
  scope: Scope,
  { form, labelled, body }: Extract<Statement, { kind: 'loop' }>,
): void {
  const label = labelled ? page.fresh('loop') : '';
  const within = { ...scope, loops: [...scope.loops, label] };
  const prefix = labelled ? `${label}: ` : '';
  const heads = {
    while: 'while (maybe()) {',
    do: 'do {',
    of: `for (const ${page.fresh('id')} of ids) {`,
    counted: 'for (let turn = 0; turn < 2; turn++) {',
    endless: 'for (;;) {',
  };
  if (form === 'of') page.use('ids');
  const inner = (): void => {
    if (form === 'endless') page.line('if (maybe()) break;');
    printBlock(page, within, body);
  };
  page.block(prefix + heads[form], inner, form === 'do' ? '} while (maybe());' : '}');
}

function printJump(
  page: Page,
  { loops }: Scope,
  { form, outer }: Extract<Statement, { kind: 'jump' }>,
): void {
  if (loops.length === 0) return;
  const label = outer ? loops.find((name) => name !== '') : undefined;
  page.line(label === undefined ? `${form};` : `${form} ${label};`);
}

function printTry(
  page: Page,
  { body, handler, rethrows, last }: Extract<Statement, { kind: 'try' }>,
  inner: (statements: readonly Statement[]) => () => void,
): void {
  page.block('try {', inner(body));
  if (handler !== undefined || last === undefined) {
    page.block('catch (error) {', () => {
      inner(handler ?? [])();
      if (rethrows) page.line('throw error;');
    });
  }
  if (last !== undefined) page.block('finally {', inner(last));
}
