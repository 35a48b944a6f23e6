/** Which shapes of code the cases cover: the index in shapes.json against the `// shape:` tags of the cases. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JudgedCase } from './agreement.js';
import { labelOf } from './labels.js';
import { SPELLINGS, readSpellings, type Spelling } from './runtime/spellings.js';

export interface Shape {
  readonly id: string;
  /** The shape in words. */
  readonly shape: string;
  /** The spellings that make no sense for it, each with its reason. */
  readonly without?: Readonly<Partial<Record<Spelling, string>>>;
  /** Why the shape has no wrong form, or no correct one. */
  readonly only?: { readonly form: Form; readonly why: string };
}

export const FORMS = ['correct', 'wrong'] as const;
export type Form = (typeof FORMS)[number];

/** What one case shows. */
export interface Sample {
  /** `file function`. */
  readonly name: string;
  readonly shapes: readonly string[];
  readonly form: Form;
  readonly spellings: ReadonlySet<Spelling>;
}

export function readShapes(): readonly Shape[] {
  return JSON.parse(readFileSync(join(__dirname, 'shapes.json'), 'utf8')) as readonly Shape[];
}

/** The form is what running the case shows, not what its comment says. */
export function readSamples(judged: readonly JudgedCase[]): readonly Sample[] {
  return judged.flatMap(({ case: { module, functions }, verdicts }) =>
    functions.map((signature, index) => ({
      name: `${module.name} ${signature.name}`,
      shapes: readTags(signature.comment) ?? readTags(module.text.split('\n')[0] ?? '') ?? [],
      form: labelOf(verdicts[index]!, signature.comment) === 'ok' ? ('correct' as const) : ('wrong' as const),
      spellings: readSpellings(module.name, module.text, signature),
    })),
  );
}

/** `shape: gap, sync-call`, above a case, or in the first line of a file for all its cases. */
function readTags(comment: string): readonly string[] | undefined {
  const tags = /^(?:\/\/ )?shape: (.+)$/m.exec(comment)?.[1];
  return tags?.split(',').map((tag) => tag.trim());
}

/** What is missing, in words; empty when each shape has all it needs. */
export function findGaps(shapes: readonly Shape[], samples: readonly Sample[]): readonly string[] {
  const known = new Set(shapes.map(({ id }) => id));
  const stray = samples.flatMap(({ name, shapes: tags }) =>
    tags.length === 0
      ? [`${name} has no shape`]
      : tags.filter((tag) => !known.has(tag)).map((tag) => `${name}: there is no shape ${tag}`),
  );
  return [...stray, ...shapes.flatMap((shape) => findGapsOf(shape, samples))];
}

function findGapsOf(shape: Shape, samples: readonly Sample[]): readonly string[] {
  const own = samples.filter(({ shapes }) => shapes.includes(shape.id));
  const forms = FORMS.filter((form) => shape.only === undefined || shape.only.form === form);
  const missingForms = forms.filter((form) => !own.some((sample) => sample.form === form));
  const wanted = SPELLINGS.filter((spelling) => shape.without?.[spelling] === undefined);
  const missing = wanted.filter((spelling) => !own.some(({ spellings }) => spellings.has(spelling)));
  return [
    ...missingForms.map((form) => `${shape.id} has no ${form} case`),
    ...missing.map((spelling) => `${shape.id} has no case spelled with ${spelling}`),
    ...(wanted.length < 3 ? [`${shape.id} asks for fewer than three spellings`] : []),
  ];
}

/** `gap: 4 correct, 9 wrong`, for each shape. */
export function printCoverage(shapes: readonly Shape[], samples: readonly Sample[]): string {
  const lines = shapes.map(({ id }) => {
    const own = samples.filter(({ shapes: tags }) => tags.includes(id));
    const [correct, wrong] = FORMS.map((form) => own.filter((sample) => sample.form === form).length);
    return `  ${id}: ${correct ?? 0} correct, ${wrong ?? 0} wrong`;
  });
  return lines.join('\n');
}
