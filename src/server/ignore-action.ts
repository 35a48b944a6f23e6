/** The code action that ignores a finding in place: the client asks for the reason, which is required. */
import type { CodeAction } from 'vscode-languageserver/node';
import { CodeActionKind } from 'vscode-languageserver/node';
import type { Finding } from '../model/finding.js';
import { INTERNAL_COMMANDS } from '../protocol/ids.js';
import type { IgnoreArguments } from '../protocol/messages.js';
import type { Analyzed } from './analyses.js';
import { describeIgnore } from './words.js';

export function toIgnoreAction({ uri, version }: Analyzed, finding: Finding): CodeAction {
  const title = describeIgnore(finding.rule);
  const comment = `// connection-lifetimes-ignore-next-line ${finding.rule} -- `;
  const { line } = finding.location.range.start;
  const ignore: IgnoreArguments = { uri, version, line, comment };
  const command = { title, command: INTERNAL_COMMANDS.ignoreFinding, arguments: [ignore] };
  return { title, kind: CodeActionKind.QuickFix, command };
}
