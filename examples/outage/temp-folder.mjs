/** Temporary folders that every account of the machine may enter. */
import { chmodSync, mkdtempSync, realpathSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const OTHERS_MAY_ENTER = 0o001;

export function makeOpenFolder(prefix) {
  const base = [realpathSync(tmpdir()), '/tmp', '/var/tmp'].find(isOpenToEveryone) ?? tmpdir();
  const folder = mkdtempSync(join(base, prefix));
  chmodSync(folder, 0o755);
  return folder;
}

/** Whether each folder from the root down to `path` may be entered by all. Windows knows no such bit. */
export function isOpenToEveryone(path) {
  if (process.platform === 'win32') return true;
  for (let folder = realpathSync(path); ; folder = dirname(folder)) {
    if ((statSync(folder).mode & OTHERS_MAY_ENTER) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}
