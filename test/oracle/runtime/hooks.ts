/** Hooks of tests: registered while a module or a function is run, then run the way mocha, jest and vitest do. */

type Run = () => unknown;

export class Hooks {
  private readonly before: Run[] = [];
  private readonly beforeEach: Run[] = [];
  private readonly tests: Run[] = [];
  private readonly afterEach: Run[] = [];
  private readonly after: Run[] = [];

  get globals(): Readonly<Record<string, unknown>> {
    const into =
      (list: Run[]) =>
      (...args: unknown[]): void => {
        const run = args.findLast((arg) => typeof arg === 'function');
        if (run !== undefined) list.push(run as Run);
      };
    const suite = (...args: unknown[]): void => {
      const body = args.at(-1);
      if (typeof body === 'function') (body as Run)();
    };
    return {
      describe: suite,
      it: into(this.tests),
      test: into(this.tests),
      before: into(this.before),
      beforeAll: into(this.before),
      beforeEach: into(this.beforeEach),
      after: into(this.after),
      afterAll: into(this.after),
      afterEach: into(this.afterEach),
    };
  }

  /** When a hook fails, the tests are skipped; the hooks behind them run all the same. */
  async run(): Promise<void> {
    const isReady = await runAll(this.before);
    for (const test of isReady ? this.tests : []) {
      if (await runAll(this.beforeEach)) await runOne(test);
      await runAll(this.afterEach);
    }
    await runAll(this.after);
  }
}

async function runAll(list: readonly Run[]): Promise<boolean> {
  for (const run of list) {
    if (!(await runOne(run))) return false;
  }
  return true;
}

/** A hook that takes a callback is done when it calls it. */
async function runOne(run: Run): Promise<boolean> {
  try {
    if (run.length === 0) await run();
    else await callBack(run);
    return true;
  } catch {
    return false;
  }
}

function callBack(run: (done: (error?: Error) => void) => unknown): Promise<void> {
  return new Promise((resolve, reject) => {
    run((error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}
