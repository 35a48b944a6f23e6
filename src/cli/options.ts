/** The commands and options there are, with the text of `--help`. */

export const COMMAND_NAMES = ['audit', 'merge', 'lsp'] as const;

export const OPTIONS = {
  format: { type: 'string' },
  output: { type: 'string' },
  fix: { type: 'boolean' },
  'fix-dry-run': { type: 'boolean' },
  'max-warnings': { type: 'string' },
  quiet: { type: 'boolean' },
  config: { type: 'string' },
  changed: { type: 'string' },
  baseline: { type: 'string' },
  'update-baseline': { type: 'boolean' },
  'cache-dir': { type: 'string' },
  'no-cache': { type: 'boolean' },
  shard: { type: 'string' },
  timings: { type: 'boolean' },
  explain: { type: 'string' },
  stdio: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

export type OptionName = keyof typeof OPTIONS;

export function isOptionName(name: string): name is OptionName {
  return Object.hasOwn(OPTIONS, name);
}

export const HELP = `Shows how long every database connection lives, and which paths never release it.

Usage
  connection-lifetimes audit [path…]     files or folders; default: the current folder
  connection-lifetimes merge FILE…       the parts of an audit that --shard has written
  connection-lifetimes lsp --stdio       the language server, for any editor

Report
  --format NAME                  stylish (default), json, sarif, github, gitlab, junit, markdown,
                                 html
  --output FILE                  where the report goes; the pair may be repeated
  --quiet                        no notes and no progress
  --explain FILE:LINE            the lifetime at that line: exits, paths, why (not) reported

Findings
  --max-warnings N               exit 0 if there is no error and at most N warnings
  --changed [BASE]               only findings in code that changed since the last commit, or on this
                                 branch since BASE, and in callers of functions that did
  --baseline FILE                findings in it are known and do not count
  --update-baseline              write the findings of this audit into the baseline
  --config FILE                  instead of the nearest connection-lifetimes.config.json

Fixes
  --fix                          apply the fixes that were proved by re-analysis
  --fix-dry-run                  print them as a unified diff instead

Other
  --shard I/N                    part I of N of the audit, to standard output or --output FILE
  --cache-dir DIR                where answers are kept; default: the cache folder of the user
  --no-cache                     keep nothing, and use nothing that was kept
  --timings                      how long each part took
  -h, --help    -v, --version

Exit status
  0 nothing found   1 errors or warnings   2 could not run   130 interrupted
`;
