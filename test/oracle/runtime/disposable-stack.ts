/** DisposableStack and AsyncDisposableStack, which Node 20 does not have: defer, use, dispose in reverse order. */

type Disposer = () => unknown;

class Stack {
  protected disposers: Disposer[] = [];

  defer(run: Disposer): void {
    this.disposers.push(run);
  }

  adopt<T>(value: T, run: (value: T) => unknown): T {
    this.disposers.push(() => run(value));
    return value;
  }

  use<T extends object>(value: T): T {
    const own = value as Partial<Record<symbol, Disposer>>;
    const dispose = own[Symbol.asyncDispose] ?? own[Symbol.dispose];
    if (dispose === undefined) throw new TypeError('Not disposable.');
    this.disposers.push(() => dispose.call(value));
    return value;
  }

  protected take(): Disposer[] {
    return this.disposers.splice(0).reverse();
  }
}

/** Every disposer runs; the first error is thrown when all have run. */
export class DisposableStack extends Stack {
  dispose(): void {
    const errors: unknown[] = [];
    for (const run of this.take()) {
      try {
        run();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
  }

  move(): DisposableStack {
    const other = new DisposableStack();
    other.disposers = this.disposers.splice(0);
    return other;
  }

  [Symbol.dispose](): void {
    this.dispose();
  }
}

export class AsyncDisposableStack extends Stack {
  async disposeAsync(): Promise<void> {
    const errors: unknown[] = [];
    for (const run of this.take()) {
      try {
        await run();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
  }

  move(): AsyncDisposableStack {
    const other = new AsyncDisposableStack();
    other.disposers = this.disposers.splice(0);
    return other;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.disposeAsync();
  }
}
