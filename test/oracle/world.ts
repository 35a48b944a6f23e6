/** What oracle cases call where real code calls the rest of its program: conditions, work that may fail, values. */

/** Decides what the calls below do in the run that is going on. */
export interface World {
  /** An unknown condition. */
  branch(): boolean;
  /** Work elsewhere: the promise may reject. */
  work(inputs?: readonly unknown[]): Promise<void>;
  /** Whether a check that throws finds something wrong. */
  refuses(input: unknown): boolean;
}

let current: World | undefined;

export function enterWorld(world: World | undefined): void {
  current = world;
}

function theWorld(): World {
  if (current === undefined) throw new Error('A case runs inside the oracle only.');
  return current;
}

/** Both ways are tried. */
export function maybe(): boolean {
  return theWorld().branch();
}

/** May reject. */
export function work(...inputs: unknown[]): Promise<void> {
  return theWorld().work(inputs);
}

/** May reject, else gives a value. */
export async function load<T>(value: T): Promise<T> {
  await theWorld().work();
  return value;
}

/** A function nothing is known about; it is never made to throw. */
export function compute(...inputs: unknown[]): number {
  return inputs.length + 1;
}

/** Throws when the input is not as it should be. */
export function validate(input: unknown): void {
  if (theWorld().refuses(input)) throw new TypeError('invalid input');
}

/** Resolves after the time, never rejects. */
export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
