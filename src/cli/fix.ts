/** Applies the proved fixes of an audit, or shows them as a diff. */
import type { Finding } from '../model/finding.js';
import { toShownPath } from '../model/file-path.js';
import type { FilePath } from '../model/location.js';
import { applyEdits } from '../model/text.js';
import { countOf } from '../report/counts.js';
import type { FixAllResult, Session } from '../session/session.js';
import type { CliIo } from './cli-io.js';
import type { RecordingHost } from './recording-host.js';
import { printDiff } from './unified-diff.js';

export interface FixRequest {
  readonly mode: 'write' | 'show';
  readonly session: Session;
  readonly recording: RecordingHost;
  readonly findings: readonly Finding[];
}

/** Says on standard error what was fixed and what was not; returns the files that were written. */
export function applyFixes(request: FixRequest, io: CliIo): readonly FilePath[] {
  const open = request.findings.filter((finding) => finding.suppression === undefined);
  const files = [...new Set(open.map((finding) => finding.location.file))];
  const written: FilePath[] = [];
  let fixed = 0;
  for (const file of files) {
    const result = request.session.fixAll(file);
    reportRefusals(result, io);
    if (result.edits.length === 0) continue;
    const refusal = applyToFile(result, request, io);
    if (refusal === undefined) {
      fixed += result.fixed.length;
      written.push(file);
    } else {
      io.stderr.write(`${toShownPath(io.cwd, file)}: not fixed: ${refusal}\n`);
    }
  }
  if (fixed > 0) {
    const done = request.mode === 'write' ? 'Fixed' : 'Would fix';
    io.stderr.write(`${done} ${countOf(fixed, 'finding')} in ${countOf(written.length, 'file')}.\n`);
  }
  return request.mode === 'write' ? written : [];
}

/** The reason when it could not be done. */
function applyToFile(result: FixAllResult, { mode, recording }: FixRequest, io: CliIo): string | undefined {
  const { file, edits, newText } = result;
  const analysed = recording.findText(file);
  if (analysed === undefined || applyEdits(analysed, edits) !== newText) {
    return 'the file has changed meanwhile';
  }
  if (mode === 'show') {
    io.stdout.write(printDiff(toShownPath(io.cwd, file), analysed, newText));
    return undefined;
  }
  const outcome = io.replaceFile(file, analysed, newText);
  return outcome.kind === 'written' ? undefined : outcome.reason;
}

function reportRefusals({ file, refused }: FixAllResult, io: CliIo): void {
  for (const { finding, reason } of refused) {
    if (finding.suppression !== undefined || finding.level === 'note') continue;
    const line = finding.location.range.start.line + 1;
    io.stderr.write(`${toShownPath(io.cwd, file)}:${line}: not fixed: ${reason}\n`);
  }
}
