/** Prints what runs later: promise chains, callbacks, closures. */
import { printBlock } from './print-program.js';
import type { Page, Scope } from './print-scope.js';
import type { Statement } from './program.js';

/** Loops around a function are out of reach inside of it. */
function enterFunction(scope: Scope, of: { awaits: boolean; resource?: string }): Scope {
  const own = of.resource === undefined ? [] : [{ name: of.resource, optional: false, managed: true }];
  return { ...scope, loops: [], promises: [], awaits: of.awaits, resources: [...scope.resources, ...own] };
}

export function printClosure(
  page: Page,
  scope: Scope,
  { awaits, body }: Extract<Statement, { kind: 'closure' }>,
): Scope {
  const name = page.fresh('run');
  page.block(
    `const ${name} = ${awaits ? 'async ' : ''}() => {`,
    () => {
      printBlock(page, enterFunction(scope, { awaits }), body);
    },
    '};',
  );
  // What nobody calls shows nothing when it is run.
  page.line(
    awaits && scope.awaits ? `await ${name}();` : awaits ? `${name}().catch(() => undefined);` : `${name}();`,
  );
  return { ...scope, closures: [...scope.closures, { name, awaits }] };
}

export function printChain(
  page: Page,
  scope: Scope,
  { form, awaited, body }: Extract<Statement, { kind: 'chain' }>,
): void {
  const client = page.fresh('client');
  const prefix = awaited && scope.awaits ? 'await ' : '';
  const suffix = prefix === '' ? '.catch(() => undefined);' : ';';
  const inner = (awaits: boolean) => (): void => {
    printBlock(page, enterFunction(scope, { awaits, resource: client }), body);
  };
  const start = `${prefix}pool.connect().then(`;
  const query = `${client}.query('SELECT 4')`;
  switch (form) {
    case 'finally':
      page.line(`${start}(${client}) => ${query}.finally(() => ${client}.release()))${suffix}`);
      return;
    case 'two-handlers':
      page.line(
        `${start}(${client}) => ${query}.then(() => ${client}.release(), () => ${client}.release()))${suffix}`,
      );
      return;
    case 'catch':
      page.line(
        `${start}(${client}) => ${query}.catch(() => undefined).then(() => ${client}.release()))${suffix}`,
      );
      return;
    case 'then':
    case 'body':
      page.block(
        `${start}${form === 'body' ? 'async ' : ''}(${client}) => {`,
        () => {
          inner(form === 'body')();
          page.line(`${client}.release();`);
        },
        `})${suffix}`,
      );
      return;
    case 'async':
      page.block(
        `${start}async (${client}) => {`,
        () => {
          page.block('try {', inner(true));
          page.block('finally {', () => {
            page.line(`${client}.release();`);
          });
        },
        `})${suffix}`,
      );
  }
}

export function printCallback(
  page: Page,
  scope: Scope,
  { form, body }: Extract<Statement, { kind: 'callback' }>,
): void {
  const client = page.fresh('client');
  const done = page.fresh('done');
  const inner = (): void => {
    printBlock(page, enterFunction(scope, { awaits: false, resource: client }), body);
  };
  page.block(
    `pool.connect((err, ${client}, ${done}) => {`,
    () => {
      page.line(`if (err || !${client}) return;`);
      printGiving(page, { form, client, done }, inner);
    },
    '});',
  );
}

function printGiving(
  page: Page,
  {
    form,
    client,
    done,
  }: { form: Extract<Statement, { kind: 'callback' }>['form']; client: string; done: string },
  inner: () => void,
): void {
  const release = (): void => {
    page.line(`${done}();`);
  };
  switch (form) {
    case 'both':
      page.block(`${client}.query('SELECT 5', () => {`, release, '});');
      return;
    case 'late':
      page.block(
        `${client}.query('SELECT 5', (error) => {`,
        () => {
          page.line('if (error) return;');
          release();
        },
        '});',
      );
      return;
    case 'plain':
      inner();
      release();
      return;
    case 'guarded':
      page.block('try {', inner);
      page.block('finally {', release);
      return;
    case 'nested':
      page.block(
        `${client}.query('SELECT 5', (error) => {`,
        () => {
          page.block('if (error) {', () => {
            release();
            page.line('return;');
          });
          page.block('try {', inner);
          page.block('finally {', () => {
            page.block(`${client}.query('SELECT 6', () => {`, release, '});');
          });
        },
        '});',
      );
  }
}
