/** Reads the modules of src as text: what they import, from where, and whether for types only. */
import * as fs from 'node:fs';
import * as path from 'node:path';

export interface ModuleImport {
  readonly specifier: string;
  /** Path below src, without extension; undefined for packages. */
  readonly target: string | undefined;
  readonly folder: string | undefined;
  readonly isType: boolean;
}

export interface SourceModule {
  /** Below src, with forward slashes. */
  readonly path: string;
  readonly folder: string;
  readonly text: string;
  /** Without comments. */
  readonly code: string;
  readonly lines: number;
  readonly imports: readonly ModuleImport[];
  readonly packages: readonly string[];
  readonly usesProcess: boolean;
}

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|\bimport\('([^']+)'\)/g;

export function readModules(root: string): readonly SourceModule[] {
  const files = fs
    .readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'));
  return files
    .map((file) => toModule(root, file.split(path.sep).join('/')))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function toModule(root: string, file: string): SourceModule {
  const text = fs.readFileSync(path.join(root, file), 'utf8');
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`])\/\/.*$/gm, '$1');
  const imports = [...code.matchAll(IMPORT)].map((match) =>
    toImport(file, match[2] ?? match[3] ?? '', match[1] !== undefined),
  );
  return {
    path: file,
    folder: file.split('/')[0] ?? '',
    text,
    code,
    lines: text.split('\n').length - 1,
    imports: imports.filter((each) => each.target !== undefined),
    packages: imports.filter((each) => each.target === undefined).map((each) => each.specifier),
    usesProcess: /(?<![.\w'"`])process\./.test(code.replace(/'(?:[^'\\\n]|\\.)*'/g, "''")),
  };
}

function toImport(from: string, specifier: string, isType: boolean): ModuleImport {
  if (!specifier.startsWith('.')) return { specifier, target: undefined, folder: undefined, isType };
  const target = path.posix.join(path.posix.dirname(from), specifier).replace(/\.js$/, '');
  return { specifier, target, folder: target.split('/')[0], isType };
}

/** A cycle of imports, types included, as a list of files; undefined when there is none. */
export function findCycle(modules: readonly SourceModule[]): readonly string[] | undefined {
  const byName = new Map(modules.map((module) => [module.path.replace(/\.ts$/, ''), module]));
  const done = new Set<string>();
  const visit = (name: string, trail: readonly string[]): readonly string[] | undefined => {
    if (trail.includes(name)) return [...trail.slice(trail.indexOf(name)), name];
    if (done.has(name)) return undefined;
    for (const { target } of byName.get(name)?.imports ?? []) {
      const cycle = target === undefined ? undefined : visit(target, [...trail, name]);
      if (cycle) return cycle;
    }
    done.add(name);
    return undefined;
  };
  for (const name of byName.keys()) {
    const cycle = visit(name, []);
    if (cycle) return cycle;
  }
  return undefined;
}
