/** Lowers variable declarations: plain ones, `using`, and those of a loop head. */
import { ts } from '../syntax/ts.js';
import { assignTo, bindName } from './assignments.js';
import { UNKNOWN, constantOf, placeOf } from './graph.js';
import type { GraphBuilder } from './graph-builder.js';

export function isUsing(list: ts.VariableDeclarationList): boolean {
  return (list.flags & ts.NodeFlags.Using) > 0; // `await using` has this bit too
}

/** `using x = …` disposes at the end of its block on every way out, as if the rest stood in a try with a finally. */
export function lowerUsing(b: GraphBuilder, list: ts.VariableDeclarationList, rest: () => void): void {
  const isAsync = (list.flags & ts.NodeFlags.Const) > 0; // `await using` is the bits of `const` and `using` together
  const next = (index: number): void => {
    const declaration = list.declarations[index];
    if (!declaration) {
      rest();
      return;
    }
    lowerDeclaration(b, declaration);
    const variable = ts.isIdentifier(declaration.name) ? b.variables.find(declaration.name) : undefined;
    b.buildFinally(
      () => {
        next(index + 1);
      },
      () => {
        if (variable)
          b.emit({ kind: 'dispose', of: { root: variable.root, path: [] }, isAsync, node: declaration });
      },
    );
  };
  next(0);
}

export function lowerDeclaration(b: GraphBuilder, declaration: ts.VariableDeclaration): void {
  if (declaration.initializer) {
    bindName(b, declaration.name, b.expression(declaration.initializer));
  } else if (ts.isVariableDeclarationList(declaration.parent)) {
    // `let x;` is undefined each time it is passed; `var x;` keeps what it has.
    const isLexical = (declaration.parent.flags & ts.NodeFlags.BlockScoped) !== 0;
    if (isLexical) bindName(b, declaration.name, constantOf(undefined));
  }
}

/** Gives the loop variable its value, whether it is declared in the loop or assigned. */
export function bindLoopVariable(
  b: GraphBuilder,
  initializer: ts.ForInitializer,
  root: string | undefined,
): void {
  const value = root === undefined ? UNKNOWN : placeOf(root);
  if (!ts.isVariableDeclarationList(initializer)) {
    assignTo(b, initializer, value);
    return;
  }
  const declaration = initializer.declarations[0];
  if (declaration) bindName(b, declaration.name, value);
}
