/** Prints how a resource is taken and who gives it back, around the statements in between. */
import { printBlock } from './print-program.js';
import { printCondition, printPlainRelease } from './print-simple.js';
import type { Page, Resource, Scope } from './print-scope.js';
import type { Statement } from './program.js';

type Acquire = Extract<Statement, { kind: 'acquire' }>;

export function printAcquire(page: Page, scope: Scope, acquire: Acquire): Scope {
  // Where nothing can be awaited, a resource comes by a callback only.
  if (!scope.awaits) return printBlock(page, scope, acquire.body);
  const names =
    acquire.form === 'pair' ? [page.fresh('client'), page.fresh('client')] : [page.fresh('client')];
  const isHoisted = acquire.closing === 'hoisted' && names.length === 1;
  if (isHoisted) return printHoisted(page, scope, { acquire, name: names[0]! });
  const optional = isOptional(acquire) || acquire.closing === 'nulled';
  const managed = acquire.closing !== 'nobody';
  const resources = names.map((name): Resource => ({ name, optional, managed }));
  const taken = { ...scope, resources: [...scope.resources, ...resources] };
  if (acquire.closing === 'nobody') {
    printTaking(page, scope, { acquire, resources });
    return printBlock(page, taken, acquire.body);
  }
  page.block('{', () => {
    printTaking(page, scope, { acquire, resources });
    printClosing(page, taken, { acquire, resources });
  });
  return scope;
}

function isOptional({ form }: Acquire): boolean {
  return form === 'conditional' || form === 'race' || form === 'settled';
}

interface Taken {
  readonly acquire: Acquire;
  readonly resources: readonly Resource[];
}

function printTaking(page: Page, scope: Scope, { acquire, resources }: Taken): void {
  const names = resources.map(({ name }) => name);
  if (acquire.form === 'pair' || acquire.form === 'beside') {
    const second = acquire.form === 'pair' ? 'pool.connect()' : 'work().catch(() => undefined)';
    page.line(`const [${names.join(', ')}] = await Promise.all([pool.connect(), ${second}]);`);
    return;
  }
  const value = printValue(page, scope, acquire);
  const isNulled = acquire.closing === 'nulled';
  page.line(
    `${isNulled ? 'let' : 'const'} ${names.join()}${isNulled ? ': PoolClient | undefined' : ''} = ${value};`,
  );
}

/** An expression for one resource, or for none. */
function printValue(page: Page, scope: Scope, { form, condition }: Acquire): string {
  switch (form) {
    case 'conditional':
      return `${printCondition(page, scope, condition)} ? await pool.connect() : undefined`;
    case 'race':
      return 'await Promise.race([pool.connect(), sleep(10).then(() => undefined)])';
    case 'any':
      return 'await Promise.any([pool.connect()])';
    case 'helper':
      return 'await take(pool)';
    case 'begun': {
      const promise = page.fresh('taking');
      page.line(`const ${promise} = pool.connect();`);
      page.line('compute();');
      return `await ${promise}`;
    }
    case 'settled': {
      const result = page.fresh('result');
      page.line(`const [${result}] = await Promise.allSettled([pool.connect()]);`);
      return `${result}.status === 'fulfilled' ? ${result}.value : undefined`;
    }
    default:
      return 'await pool.connect()';
  }
}

function printHoisted(
  page: Page,
  scope: Scope,
  { acquire, name }: { acquire: Acquire; name: string },
): Scope {
  const resource = { name, optional: true, managed: true };
  page.line(`let ${name}: PoolClient | undefined;`);
  page.block('try {', () => {
    page.line(
      `${name} = ${acquire.form === 'beside' ? 'await pool.connect()' : printValue(page, scope, acquire)};`,
    );
    printBlock(page, { ...scope, resources: [...scope.resources, resource] }, acquire.body);
  });
  page.block('finally {', () => {
    page.line(printPlainRelease(resource));
  });
  return scope;
}

function printClosing(page: Page, scope: Scope, { acquire, resources }: Taken): void {
  const release = (): void => {
    for (const resource of resources) page.line(printPlainRelease(resource));
  };
  const body = (): void => {
    printBlock(page, scope, acquire.body);
  };
  switch (acquire.closing) {
    case 'finally':
      page.block('try {', body);
      page.block('finally {', release);
      return;
    case 'catch':
      page.block('try {', body);
      page.block('catch (error) {', () => {
        release();
        page.line('throw error;');
      });
      release();
      return;
    case 'flag':
      printFlagged(page, { body, release });
      return;
    case 'using': {
      const plain = resources.map(printPlainRelease).join(' ');
      page.line(`using ${page.fresh('lease')} = { [Symbol.dispose]: () => { ${plain} } };`);
      body();
      return;
    }
    case 'closure': {
      const close = page.fresh('close');
      page.block(`const ${close} = () => {`, release, '};');
      page.block('try {', body);
      page.block('finally {', () => {
        page.line(`${close}();`);
      });
      return;
    }
    case 'nulled':
      printNulled(page, { body, release, resources: acquire.form === 'beside' ? [] : resources });
      return;
    default:
      body();
      release();
  }
}

function printFlagged(page: Page, { body, release }: { body: () => void; release: () => void }): void {
  const flag = page.fresh('released');
  page.line(`let ${flag} = false;`);
  page.block('try {', () => {
    body();
    release();
    page.line(`${flag} = true;`);
    page.line('await work();');
  });
  page.block('finally {', () => {
    page.block(`if (!${flag}) {`, release);
  });
}

function printNulled(
  page: Page,
  { body, release, resources }: { body: () => void; release: () => void; resources: readonly Resource[] },
): void {
  // What a pattern declares is constant.
  const isOne = resources.length === 1;
  page.block('try {', () => {
    body();
    if (isOne) {
      release();
      page.line(`${resources[0]!.name} = undefined;`);
      page.line('await work();');
    }
  });
  page.block('finally {', release);
}
