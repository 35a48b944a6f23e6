/** Prints statements without parts: steps that may fail, releases, exits, and conditions. */
import { pick, type Page, type Resource, type Scope } from './print-scope.js';
import type { Condition, Statement } from './program.js';

export function printCondition(page: Page, scope: Scope, condition: Condition): string {
  switch (condition.kind) {
    case 'maybe':
      return 'maybe()';
    case 'parameter':
      return sign(condition.negated) + page.use(condition.index === 0 ? 'flag' : 'other');
    case 'flag':
      return sign(condition.negated) + page.use(condition.index === 0 ? 'first' : 'second');
    case 'holds': {
      const resource = pick(
        scope.resources.filter(({ optional }) => optional),
        condition.of,
      );
      return resource ? `${resource.name} ${condition.negated ? '=' : '!'}== undefined` : 'maybe()';
    }
    default: {
      const sides = [condition.left, condition.right].map((side) => printCondition(page, scope, side));
      return `(${sides.join(condition.kind === 'and' ? ' && ' : ' || ')})`;
    }
  }
}

function sign(negated: boolean): string {
  return negated ? '!' : '';
}

/** Without a resource, or where nothing can be awaited, another step stands for it. */
export function printStep(
  page: Page,
  scope: Scope,
  { step, of }: Extract<Statement, { kind: 'step' }>,
): void {
  const resource = pick(scope.resources, of);
  const dot = resource?.optional === true ? '?.' : '.';
  const query = resource === undefined ? 'work()' : `${resource.name}${dot}query('SELECT 1')`;
  const plain = { validate: 'validate(1);', parse: "JSON.parse('{}');", compute: 'compute();' };
  if (step === 'validate' || step === 'parse' || step === 'compute') {
    page.line(plain[step]);
    return;
  }
  if (!scope.awaits) {
    page.line(
      resource && step === 'busy'
        ? `${query}.catch(() => undefined);`.replace('?.query', '!.query')
        : 'validate(2);',
    );
    return;
  }
  const waiting = {
    work: 'await work();',
    query: `await ${query};`,
    caught: 'await work().catch(() => undefined);',
    busy: `void ${query};`,
    both: `await Promise.all([${query}, work()]);`,
    settled: `await Promise.allSettled([${query}, work()]);`,
  };
  page.line(waiting[step]);
}

/** The last number means any, others only what nobody else releases. */
export function printRelease(
  page: Page,
  scope: Scope,
  { form, of, condition }: Extract<Statement, { kind: 'release' }>,
): void {
  const resource = pickFree(scope, of);
  if (!resource) return;
  const { name, optional } = resource;
  const plain = printPlainRelease(resource);
  switch (form) {
    case 'guarded':
      page.line(`if (${printCondition(page, scope, condition)}) ${plain}`);
      return;
    case 'destroy':
      page.line(optional ? `${name}?.release(true);` : `${name}.release(true);`);
      return;
    case 'computed':
      page.line(optional ? `${name}?.['release']();` : `${name}['release']();`);
      return;
    case 'detached': {
      const detached = page.fresh('release');
      page.line(optional ? plain : `const { release: ${detached} } = ${name};`);
      if (!optional) page.line(`${detached}();`);
      return;
    }
    case 'optional':
      page.line(`if (${name}) ${name}.release();`);
      return;
    case 'helper':
      page.line(`giveBack(${name});`);
      return;
    case 'timer':
      page.line(`setTimeout(() => { ${plain} }, 5);`);
      return;
    case 'call':
      page.line(plain);
  }
}

function pickFree({ resources }: Scope, of: number): Resource | undefined {
  return of === 3
    ? pick(resources, of)
    : pick(
        resources.filter(({ managed }) => !managed),
        of,
      );
}

export function printPlainRelease({ name, optional }: Resource): string {
  return optional ? `${name}?.release();` : `${name}.release();`;
}

export function printExit(
  page: Page,
  scope: Scope,
  { form, of }: Extract<Statement, { kind: 'exit' }>,
): void {
  const resource = pickFree(scope, of);
  const dot = resource?.optional === true ? '?.' : '.';
  if (form === 'throw') page.line("throw new Error('no');");
  else if (form === 'return' || !resource) page.line('return;');
  else if (form === 'give') page.line(`return ${resource.name};`);
  else {
    const isWaiting = form === 'wait' && scope.awaits;
    page.line(`return ${isWaiting ? 'await ' : ''}${resource.name}${dot}query('SELECT 3');`);
  }
}
