/** What is in scope where a statement is printed, and the lines printed so far. */

export interface Resource {
  readonly name: string;
  /** It may be undefined. */
  readonly optional: boolean;
  /** Somebody releases it already. */
  readonly managed: boolean;
}

export interface Scope {
  readonly resources: readonly Resource[];
  readonly closures: readonly { readonly name: string; readonly awaits: boolean }[];
  readonly promises: readonly string[];
  /** Labels of the loops around, within the same function; empty for a loop without one. */
  readonly loops: readonly string[];
  /** Whether the function around is asynchronous. */
  readonly awaits: boolean;
}

export const EMPTY_SCOPE: Scope = { resources: [], closures: [], promises: [], loops: [], awaits: true };

/** Lines with their nesting, fresh names, and what of the function's head is needed. */
export class Page {
  readonly lines: string[] = [];
  readonly used = new Set<string>();
  private count = 0;
  private nesting = 1;

  line(text: string): void {
    this.lines.push('  '.repeat(this.nesting) + text);
  }

  /** `opening` ends in a brace. */
  block(opening: string, inner: () => void, closing = '}'): void {
    this.line(opening);
    this.nesting++;
    inner();
    this.nesting--;
    this.line(closing);
  }

  fresh(prefix: string): string {
    return `${prefix}${++this.count}`;
  }

  use(name: string): string {
    this.used.add(name);
    return name;
  }
}

/** The element a number means; undefined when there is none. */
export function pick<T>(list: readonly T[], index: number): T | undefined {
  return list.length === 0 ? undefined : list[index % list.length];
}
