/** The entry VS Code calls to run the suite; it knows no launcher. */
import Mocha from 'mocha';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Rejects when a test failed: VS Code then ends with a status that says so. */
export function run(): Promise<void> {
  const grep = process.env['HOST_TEST_GREP'];
  const mocha = new Mocha({
    // The first test may start while the whole workbench still loads on a busy machine.
    timeout: 120_000,
    color: false,
    forbidOnly: true,
    reporter: process.env['TEST_RESULTS'] ? join(__dirname, 'json-lines-reporter.cjs') : 'spec',
    ...(grep === undefined ? {} : { grep }),
  });
  const files = readdirSync(__dirname).filter((name) => name.endsWith('.test.js'));
  for (const name of files.sort()) mocha.addFile(join(__dirname, name));
  return new Promise((resolve, reject) => {
    mocha.run((failures) => {
      if (failures > 0) reject(new Error(`${failures} failed`));
      else resolve();
    });
  });
}
