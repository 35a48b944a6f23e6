/** Answers why something is reported at a line, or why nothing is: in the words of `--explain`. */
import { toShownPath } from '../model/file-path.js';
import type { FilePath } from '../model/location.js';
import type { ExplainParams, ExplainResult } from '../protocol/messages.js';
import { METHODS } from '../protocol/messages.js';
import { explain } from '../report/explain.js';
import type { ServerContext } from './context.js';
import { answer } from './context.js';

export function registerExplain(context: ServerContext): void {
  context.connection.onRequest(METHODS.explain, ({ uri, line }: ExplainParams) =>
    answer<ExplainResult>(context, { text: 'The analysis failed; the output says why.' }, async () => {
      const analyzed = await context.analyses.settled(uri);
      if (!analyzed) return { text: 'This document is not analysed.' };
      const { analysis, file } = analyzed;
      const cwd = await findFolder(context, file);
      const [leftOut] = analysis.problems.filter(({ kind }) => kind === 'left-out');
      if (leftOut) return { text: `${toShownPath(cwd, file)}: ${leftOut.message}` };
      const limits = analysis.problems.map(({ message, range }) =>
        range ? `Line ${range.start.line + 1}: ${message}` : message,
      );
      return { text: [explain(analysis, line, { cwd, isColored: false }), ...limits].join('\n\n') };
    }),
  );
}

/** The workspace folder the file is in, or else the one it stands in. */
async function findFolder(context: ServerContext, file: FilePath): Promise<FilePath> {
  const folders = await context.folders();
  const around = folders.find((folder) => file.startsWith(`${folder.replace(/\/$/, '')}/`));
  return around ?? (file.slice(0, file.lastIndexOf('/')) || '/');
}
