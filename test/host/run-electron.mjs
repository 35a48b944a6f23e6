/**
 * Runs the same suite in a desktop VS Code that @vscode/test-electron downloads: `node test/host/run-electron.mjs [version]`.
 * Needs the network and a display (`xvfb-run -a` on a server); nothing falls back to it and it falls back to nothing.
 */
import { runTests } from '@vscode/test-electron';
import { bundleSuite } from './bundle-suite.mjs';
import { ROOT, createWorkspaceOfFolders } from './fixture.mjs';

const version = process.argv[2] ?? 'stable';
const suite = await bundleSuite();
const workspace = createWorkspaceOfFolders();
try {
  console.log(`desktop VS Code ${version}`);
  process.exitCode = await runTests({
    version,
    extensionDevelopmentPath: ROOT,
    extensionTestsPath: suite.entry,
    launchArgs: [
      workspace.file,
      '--disable-extensions',
      '--disable-workspace-trust',
      '--skip-welcome',
      '--skip-release-notes',
    ],
    // An empty name selects mocha's own reporter.
    extensionTestsEnv: { TEST_RESULTS: '' },
  });
} catch (error) {
  console.error(`The desktop VS Code could not run the suite: ${error.message}`);
  process.exitCode = 1;
} finally {
  workspace.remove();
}
