/** `use-after-release`: used when it may already belong to someone else. */
import { checkMisuse } from './misuses.js';
import type { Rule } from './rule.js';

export const useAfterRelease: Rule = {
  meta: {
    id: 'use-after-release',
    summary: 'A resource is used after it was released.',
    defaultLevel: 'error',
  },
  check(input) {
    return checkMisuse(input, {
      rule: 'use-after-release',
      level: 'error',
      message: (name, expression) => `${name} from ${expression}() is used after its release`,
    });
  },
};
