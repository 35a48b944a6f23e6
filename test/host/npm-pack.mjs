/** Takes one pinned package from the npm registry and unpacks a part of it, after checking its sha512. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Runs a program and returns its output; what it complains about goes to stderr. */
export function run(command, args, cwd) {
  return execFileSync(command, args, {
    cwd,
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 64 * 1024 * 1024,
    env: {
      ...process.env,
      npm_config_audit: 'false',
      npm_config_fund: 'false',
      npm_config_loglevel: 'error',
      npm_config_update_notifier: 'false',
    },
  }).toString();
}

/** Unpacks the folder `from` of the package into the folder `to`. Throws when the tarball is not the pinned one. */
export function unpackPinned({ spec, sha512, from }, to) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'npm-pack-'));
  try {
    run('npm', ['pack', spec, '--ignore-scripts', '--silent'], folder);
    const tarball = fs.readdirSync(folder).find((name) => name.endsWith('.tgz'));
    if (!tarball) throw new Error(`npm pack ${spec} wrote no tarball`);
    const file = path.join(folder, tarball);
    const actual = createHash('sha512').update(fs.readFileSync(file)).digest('base64');
    if (actual !== sha512) throw new Error(`${spec} is not the pinned package: sha512 ${actual}`);
    fs.mkdirSync(to, { recursive: true });
    run('tar', ['xzf', file, '-C', to, '--strip-components', String(from.split('/').length), from]);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
