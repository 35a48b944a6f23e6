/** What a rule is: its meta data for people and tools, and the check that makes findings of records. */
import type { SiteRecord } from '../lifetimes/analyze-functions.js';
import type { Finding, Level, RuleId } from '../model/finding.js';
import type { Lifetime } from '../model/lifetime.js';

export interface RuleMeta {
  readonly id: RuleId;
  /** One line for lists. */
  readonly summary: string;
  readonly defaultLevel: Level;
}

export interface SiteInput {
  readonly record: SiteRecord;
  readonly lifetime: Lifetime;
}

export interface Rule {
  readonly meta: RuleMeta;
  check(input: SiteInput): readonly Finding[];
}

/** How a message names the resource: by its variable, or else by its kind. */
export function nameResource(lifetime: Lifetime): string {
  return lifetime.site.variable ?? lifetime.site.resource;
}

/** Messages are one line of at most 100 characters; a long expression gives way. */
export function fitMessage(build: (expression: string) => string, expression: string): string {
  const message = build(expression);
  if (message.length <= 100) return message;
  const room = Math.max(8, expression.length - (message.length - 99));
  return build(`${expression.slice(0, room - 1)}…`).slice(0, 100);
}

/** Identity within a file that edits elsewhere do not change: rule, function, expression, and which of them. */
export function toFindingId(rule: RuleId, lifetime: Lifetime, ordinal: number): string {
  const { functionName, expression } = lifetime.site;
  return `${rule}:${functionName}:${expression}:${ordinal}`;
}
