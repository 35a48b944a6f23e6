/** An unsaved document with a leak in it, to see at once what the extension shows; nothing is written to disk. */
import * as vscode from 'vscode';

const SAMPLE = `import { Pool } from 'pg';

const pool = new Pool({ max: 10 });

/** Put the cursor on \`client\`: the bar shows where it is held, the badges where it is lost. */
export async function findOrder(id: string): Promise<unknown> {
  const client = await pool.connect();
  const { rows } = await client.query('select * from orders where id = $1', [id]);
  if (rows.length === 0) return undefined;
  client.release();
  return rows[0];
}
`;

export async function openSample(): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: 'typescript', content: SAMPLE });
  const at = document.positionAt(SAMPLE.indexOf('client ='));
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at) });
}
