/** The script and the style sheet of the HTML report, from the files the build has made. */
import type { FileHost } from '../model/file-host.js';
import type { FilePath } from '../model/location.js';
import { findInstallation } from './installation.js';

export interface ReportPage {
  readonly script: string;
  readonly style: string;
}

/** `codeFolder` is where the running program stands; throws when the installation is incomplete. */
export function readReportPage(host: FileHost, codeFolder: FilePath): ReportPage {
  const { folder } = findInstallation(host, codeFolder);
  const read = (name: string): string => {
    const text = host.readFile(`${folder}/dist/${name}`);
    if (text === undefined)
      throw new Error(`The installation is incomplete: ${folder}/dist/${name} is missing.`);
    return text;
  };
  return { script: read('page.js'), style: read('page.css') };
}
