/** `release-while-busy`: given back while work on it has not settled. */
import { checkMisuse } from './misuses.js';
import type { Rule } from './rule.js';

export const releaseWhileBusy: Rule = {
  meta: {
    id: 'release-while-busy',
    summary: 'A resource is released while work on it is still pending.',
    defaultLevel: 'warning',
  },
  check(input) {
    return checkMisuse(input, {
      rule: 'release-while-busy',
      level: 'warning',
      message: (name, expression) => `${name} from ${expression}() is released while work on it is pending`,
    });
  },
};
