/** Which imports of a file have no types of their own: what the analysis says of them is less sure. */
import { findTypingsModule } from './source-files.js';
import type { ProgramFile } from './programs.js';
import { ts } from './ts.js';

export interface MissingTypes {
  /** Libraries of the catalogue whose declarations stand in for those that are not installed. */
  readonly replaced: readonly string[];
  /** Packages of which nothing is known. Files of the project that do not exist are not among them. */
  readonly unknown: readonly string[];
}

export function findMissingTypes({ source, checker }: ProgramFile): MissingTypes {
  const replaced = new Set<string>();
  const unknown = new Set<string>();
  for (const specifier of findSpecifiers(source)) {
    const declaration = checker.getSymbolAtLocation(specifier)?.declarations?.[0];
    if (declaration && findTypingsModule(declaration.getSourceFile().fileName) !== undefined) {
      replaced.add(specifier.text);
    } else if (!declaration && !/^[./#]/.test(specifier.text)) {
      unknown.add(specifier.text);
    }
  }
  return { replaced: [...replaced].sort(), unknown: [...unknown].sort() };
}

function findSpecifiers(source: ts.SourceFile): readonly ts.StringLiteral[] {
  return source.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    const { moduleSpecifier } = statement;
    return moduleSpecifier && ts.isStringLiteral(moduleSpecifier) ? [moduleSpecifier] : [];
  });
}
