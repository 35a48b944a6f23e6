/** Unpacked packages in a cache folder: fetched once, checked by hash, no script of them runs. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { unpackPinned } from '../host/npm-pack.mjs';
import { PACKAGES, type PackageName } from './packages.js';

/** The folder of the unpacked package. */
export function getPackageFolder(name: PackageName): string {
  const { version, sha512 } = PACKAGES[name];
  const folder = path.join(getCacheFolder(), `${name.replace('/', '+')}@${version}`);
  if (fs.existsSync(folder)) return folder;
  const part = `${folder}.part-${process.pid}`;
  const from = name.startsWith('@types/') ? name.slice('@types/'.length) : 'package';
  try {
    unpackPinned({ spec: `${name}@${version}`, sha512, from }, part);
    // An interrupted download is never taken for a whole one; somebody else's is as good as ours.
    if (!fs.existsSync(folder)) fs.renameSync(part, folder);
  } finally {
    fs.rmSync(part, { recursive: true, force: true });
  }
  return folder;
}

function getCacheFolder(): string {
  return (
    process.env.CONTRACT_PACKAGE_CACHE ?? path.join(os.homedir(), '.cache', 'connection-lifetimes-packages')
  );
}
