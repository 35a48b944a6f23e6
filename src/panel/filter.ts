/** Which sites and findings are listed: those of one rule, of one library, or all. */
import { el } from '../picture/dom.js';
import { toVisibleText } from '../picture/visible-text.js';

/** What is absent does not matter. */
export interface Filter {
  readonly rule?: string;
  readonly library?: string;
}

/** What a filter looks at. */
export interface Filtered {
  readonly rule?: string;
  readonly library: string;
}

export const NO_FILTER: Filter = {};

export function passes(filter: Filter, { library, rule }: Filtered): boolean {
  return (
    (filter.rule === undefined || filter.rule === rule) &&
    (filter.library === undefined || filter.library === library)
  );
}

export class FilterBar {
  private readonly rule = el('select', { 'aria-label': 'Rule' });
  private readonly library = el('select', { 'aria-label': 'Library' });
  readonly element = el(
    'div',
    { class: 'filters', role: 'group', 'aria-label': 'Filter' },
    this.rule,
    this.library,
  );
  private shown = '';

  constructor(private readonly changed: (filter: Filter) => void) {
    for (const select of [this.rule, this.library]) {
      select.addEventListener('change', () => {
        this.changed(this.read());
      });
    }
  }

  /** Offers what occurs in the items, and what is chosen even if it does not occur. */
  show(items: readonly Filtered[], filter: Filter): void {
    const rules = items.flatMap(({ rule }) => rule ?? []);
    const libraries = items.map(({ library }) => library);
    const state = JSON.stringify([[...new Set(rules)], [...new Set(libraries)], filter]);
    if (state === this.shown) return;
    this.shown = state;
    fill(this.rule, { all: 'All rules', values: rules, chosen: filter.rule });
    fill(this.library, { all: 'All libraries', values: libraries, chosen: filter.library });
  }

  private read(): Filter {
    const [rule, library] = [this.rule.value, this.library.value];
    return { ...(rule === '' ? {} : { rule }), ...(library === '' ? {} : { library }) };
  }
}

function fill(
  select: HTMLSelectElement,
  {
    all,
    chosen,
    values,
  }: { readonly all: string; readonly values: readonly string[]; readonly chosen: string | undefined },
): void {
  const names = [...new Set([...values, ...(chosen === undefined ? [] : [chosen])])].sort();
  const options = names.map((name) => el('option', { value: name }, toVisibleText(name)));
  select.replaceChildren(el('option', { value: '' }, all), ...options);
  select.value = chosen ?? '';
  // One value is no choice.
  select.hidden = names.length < 2 && chosen === undefined;
}
