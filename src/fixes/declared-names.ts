/** The names statements declare. */
import { ts } from '../syntax/ts.js';

export function findDeclaredNames(statements: readonly ts.Statement[]): ReadonlySet<string> {
  const names = new Set<string>();
  const collect = (name: ts.BindingName): void => {
    if (ts.isIdentifier(name)) names.add(name.text);
    else
      name.elements.forEach((element) => {
        if (!ts.isOmittedExpression(element)) collect(element.name);
      });
  };
  for (const statement of statements) {
    if (ts.isVariableStatement(statement))
      statement.declarationList.declarations.forEach((declaration) => {
        collect(declaration.name);
      });
    else if ((ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && statement.name)
      names.add(statement.name.text);
  }
  return names;
}
