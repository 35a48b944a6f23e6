/** What the functions of a case take, read from its source: types in TypeScript, JSDoc and names in JavaScript. */
import ts from 'typescript';

export type ParameterType =
  | { readonly kind: 'pool' | 'client' | 'boolean' | 'number' | 'string' | 'signal' }
  | { readonly kind: 'request' | 'response' | 'stream' | 'storage' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'literals'; readonly values: readonly string[] }
  | { readonly kind: 'list'; readonly of: ParameterType }
  | { readonly kind: 'optional'; readonly of: ParameterType }
  | { readonly kind: 'record'; readonly fields: readonly (readonly [string, ParameterType])[] }
  /** `later`: it gives a promise; otherwise it is told something and gives nothing. */
  | { readonly kind: 'function'; readonly later: boolean };

export interface MethodSignature {
  readonly name: string;
  readonly parameters: readonly ParameterType[];
}

export interface Signature extends MethodSignature {
  /** A module is run as a whole, with the hooks of tests that it registers. */
  readonly kind: 'function' | 'class' | 'module';
  /** Public methods of a class, in source order; the parameters are those of its constructor. */
  readonly methods: readonly MethodSignature[];
  /** Zero-based lines of the function, both included. */
  readonly startLine: number;
  readonly endLine: number;
  /** The comment above it: `// leak: …`. */
  readonly comment: string;
}

type FunctionNode = ts.FunctionDeclaration | ts.FunctionExpression | ts.ArrowFunction;

/** Every named function at the top level of the file, in source order. */
export function readSignatures(name: string, text: string): readonly Signature[] {
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true);
  if (isModuleCase(name)) return [readModule(file)];
  return file.statements.flatMap((statement): Signature[] => {
    const found = findCase(statement);
    if (found === undefined) return [];
    const startLine = file.getLineAndCharacterOfPosition(statement.getStart(file)).line;
    const endLine = file.getLineAndCharacterOfPosition(statement.end).line;
    return [{ ...found, startLine, endLine, comment: commentAbove(text, statement) }];
  });
}

/** A file of this folder is one case: what the module does when it is loaded. */
export function isModuleCase(name: string): boolean {
  return name.startsWith('modules/');
}

function readModule(file: ts.SourceFile): Signature {
  const comment = commentAbove(file.text, file.statements[0]!);
  const endLine = file.getLineAndCharacterOfPosition(file.end).line;
  return { kind: 'module', name: '<module>', parameters: [], methods: [], startLine: 0, endLine, comment };
}

/** Names of the variables of the module itself. */
export function readVariables(name: string, text: string): readonly string[] {
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true);
  return file.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) =>
      declarationList.declarations.flatMap(({ name: variable }) =>
        ts.isIdentifier(variable) ? [variable.text] : [],
      ),
    );
}

type Case = Pick<Signature, 'kind' | 'name' | 'parameters' | 'methods'>;

function findCase(statement: ts.Statement): Case | undefined {
  if (ts.isClassDeclaration(statement)) return statement.name && readClass(statement, statement.name.text);
  const found = findFunction(statement);
  if (found === undefined) return undefined;
  const parameters = found.node.parameters.map(toParameterType);
  return { kind: 'function', name: found.name, parameters, methods: [] };
}

function readClass(node: ts.ClassDeclaration, name: string): Case {
  const constructor = node.members.find(ts.isConstructorDeclaration);
  const methods = node.members.flatMap((member) =>
    ts.isMethodDeclaration(member) && isPublic(member)
      ? [{ name: member.name.getText(), parameters: member.parameters.map(toParameterType) }]
      : [],
  );
  return { kind: 'class', name, parameters: constructor?.parameters.map(toParameterType) ?? [], methods };
}

function isPublic(method: ts.MethodDeclaration): boolean {
  const hidden = [ts.SyntaxKind.PrivateKeyword, ts.SyntaxKind.ProtectedKeyword, ts.SyntaxKind.StaticKeyword];
  return (
    !ts.isPrivateIdentifier(method.name) &&
    method.modifiers?.some(({ kind }) => hidden.includes(kind)) !== true
  );
}

function findFunction(statement: ts.Statement): { name: string; node: FunctionNode } | undefined {
  if (ts.isFunctionDeclaration(statement)) {
    return statement.name && { name: statement.name.text, node: statement };
  }
  if (ts.isVariableStatement(statement)) {
    const [declaration] = statement.declarationList.declarations;
    const value = declaration?.initializer;
    if (declaration === undefined || value === undefined || !isFunction(value)) return undefined;
    return { name: declaration.name.getText(), node: value };
  }
  // `exports.name = function …`
  if (!ts.isExpressionStatement(statement) || !ts.isBinaryExpression(statement.expression)) return undefined;
  const { left, right } = statement.expression;
  return ts.isPropertyAccessExpression(left) && isFunction(right)
    ? { name: left.name.text, node: right }
    : undefined;
}

function isFunction(node: ts.Expression): node is ts.FunctionExpression | ts.ArrowFunction {
  return ts.isFunctionExpression(node) || ts.isArrowFunction(node);
}

function commentAbove(text: string, statement: ts.Statement): string {
  const ranges = ts.getLeadingCommentRanges(text, statement.pos) ?? [];
  const lines = ranges.map(({ pos, end }) => text.slice(pos, end));
  return lines.map((line) => line.replace(/^\/\/\s?/, '')).join('\n');
}

function toParameterType(parameter: ts.ParameterDeclaration): ParameterType {
  const type = parameter.type ?? ts.getJSDocType(parameter);
  const name = parameter.name.getText();
  const known = type === undefined ? byName(name) : byType(type, name);
  // In JSDoc an optional parameter stands in brackets.
  const isOptional = ts.getJSDocParameterTags(parameter).some(({ isBracketed }) => isBracketed);
  return parameter.questionToken === undefined && !isOptional ? known : { kind: 'optional', of: known };
}

function byName(name: string): ParameterType {
  if (/pool|^db$/i.test(name)) return { kind: 'pool' };
  if (/client$/i.test(name)) return { kind: 'client' };
  if (/^(cb|callback|done|next|resolve|reject|log)$/.test(name)) return { kind: 'function', later: false };
  if (/^(fn|run|job|task|handler)$/.test(name)) return { kind: 'function', later: true };
  if (/^req(uest)?$/.test(name)) return { kind: 'request' };
  if (/^res(ponse)?$/.test(name)) return { kind: 'response' };
  if (/storage$/i.test(name)) return { kind: 'storage' };
  if (/stream|socket/i.test(name)) return { kind: 'stream' };
  if (/^(ids|items|rows|jobs|names)$/.test(name)) return { kind: 'list', of: { kind: 'number' } };
  if (/^(id|n|count|limit|ms)$/.test(name)) return { kind: 'number' };
  if (/^(sql|text|name|body|json)$/.test(name)) return { kind: 'string' };
  return { kind: 'unknown' };
}

const BY_TYPE_NAME: Readonly<Record<string, ParameterType>> = {
  Pool: { kind: 'pool' },
  PoolClient: { kind: 'client' },
  Client: { kind: 'client' },
  ClientBase: { kind: 'client' },
  AbortSignal: { kind: 'signal' },
  AsyncLocalStorage: { kind: 'storage' },
  NextFunction: { kind: 'function', later: false },
  Request: { kind: 'request' },
  IncomingMessage: { kind: 'request' },
  Response: { kind: 'response' },
  ServerResponse: { kind: 'response' },
  Readable: { kind: 'stream' },
  Socket: { kind: 'stream' },
};

function byType(type: ts.TypeNode, name: string): ParameterType {
  if (type.kind === ts.SyntaxKind.BooleanKeyword) return { kind: 'boolean' };
  if (type.kind === ts.SyntaxKind.NumberKeyword) return { kind: 'number' };
  if (type.kind === ts.SyntaxKind.StringKeyword) return { kind: 'string' };
  if (ts.isParenthesizedTypeNode(type)) return byType(type.type, name);
  if (ts.isTypeOperatorNode(type)) return byType(type.type, name);
  if (ts.isArrayTypeNode(type)) return { kind: 'list', of: byType(type.elementType, name) };
  if (ts.isUnionTypeNode(type)) return byUnion(type, name);
  if (ts.isTypeLiteralNode(type)) return { kind: 'record', fields: type.members.flatMap(toField) };
  if (ts.isFunctionTypeNode(type))
    return { kind: 'function', later: /^(Promise|PromiseLike)\b/.test(type.type.getText()) };
  if (ts.isImportTypeNode(type)) return BY_TYPE_NAME[type.qualifier?.getText() ?? ''] ?? byName(name);
  if (ts.isTypeReferenceNode(type)) return BY_TYPE_NAME[type.typeName.getText()] ?? byName(name);
  return { kind: 'unknown' };
}

function byUnion(type: ts.UnionTypeNode, name: string): ParameterType {
  const absent = (part: ts.TypeNode): boolean => /^(undefined|null)$/.test(part.getText());
  const present = type.types.filter((part) => !absent(part));
  const literals = present.flatMap((part) =>
    ts.isLiteralTypeNode(part) && ts.isStringLiteral(part.literal) ? [part.literal.text] : [],
  );
  const only = present[0];
  const known: ParameterType =
    literals.length === present.length
      ? { kind: 'literals', values: literals }
      : only === undefined
        ? { kind: 'unknown' }
        : byType(only, name);
  return present.length < type.types.length ? { kind: 'optional', of: known } : known;
}

function toField(member: ts.TypeElement): (readonly [string, ParameterType])[] {
  if (!ts.isPropertySignature(member) || member.type === undefined) return [];
  const name = member.name.getText();
  const known = byType(member.type, name);
  return [[name, member.questionToken === undefined ? known : { kind: 'optional', of: known }]];
}
