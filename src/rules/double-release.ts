/** `double-release`: released again on some path; how bad that is, the contract says. */
import type { SecondRelease } from '../model/contract.js';
import type { Level } from '../model/finding.js';
import { checkMisuse } from './misuses.js';
import type { Rule } from './rule.js';

const LEVEL: Readonly<Record<SecondRelease, Level>> = {
  corrupts: 'error',
  throws: 'warning',
  rejects: 'warning',
  harmless: 'note',
};
const EFFECT: Readonly<Record<SecondRelease, string>> = {
  corrupts: 'two borrowers then share it',
  throws: 'the second release throws',
  rejects: 'the second release rejects',
  harmless: 'the second release does nothing',
};

export const doubleRelease: Rule = {
  meta: {
    id: 'double-release',
    summary: 'A resource is released again on some path.',
    defaultLevel: 'warning',
  },
  check(input) {
    const { again, againDoes = EFFECT[again] } = input.record.site.contract;
    return checkMisuse(input, {
      rule: 'double-release',
      level: LEVEL[again],
      message: (name, expression) => `${name} from ${expression}() is released twice: ${againDoes}`,
    });
  },
};
