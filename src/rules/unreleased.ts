/** `unreleased`: the resource is still held on at least one exit. */
import {
  compareLevels,
  type Finding,
  type Level,
  type RelatedLocation,
  type UnreleasedPath,
} from '../model/finding.js';
import type { SiteRecord } from '../lifetimes/analyze-functions.js';
import type { Lifetime } from '../model/lifetime.js';
import { fitMessage, nameResource, toFindingId, type Rule } from './rule.js';

export const unreleased: Rule = {
  meta: {
    id: 'unreleased',
    summary: 'A resource is still held on at least one exit.',
    defaultLevel: 'warning',
  },
  check({ record, lifetime }) {
    if (lifetime.paths.length === 0) return [];
    const { paths } = lifetime;
    const related: RelatedLocation[] = [];
    const { constructedAt } = lifetime.site;
    if (constructedAt) related.push({ location: constructedAt, text: 'constructed here' });
    const finding: Finding = {
      id: toFindingId('unreleased', lifetime, 0),
      rule: 'unreleased',
      level: capLevel(record, getLevel(record, paths)),
      message: getMessage(lifetime, isNeverReleased(record)),
      location: lifetime.site.location,
      site: lifetime.site,
      paths,
      exits: { total: lifetime.exits.length, unreleased: lifetime.paths.length },
      related,
    };
    return [finding];
  },
};

/** What costs the server little is never more than the contract allows. */
function capLevel(record: SiteRecord, level: Level): Level {
  const { atMost } = record.site.contract;
  return atMost !== undefined && compareLevels(atMost, level) > 0 ? atMost : level;
}

/** Never released, it does not matter by which exit it is lost; but code that runs once loses one and no more. */
function getLevel(record: SiteRecord, paths: readonly UnreleasedPath[]): Level {
  const isForGood = record.exits.every((exit) => exit.isForGood === true);
  return isNeverReleased(record) && !isForGood ? 'error' : (paths[0]?.level ?? 'note');
}

/** Nothing releases it at all. */
function isNeverReleased(record: SiteRecord): boolean {
  return !record.isLimited && record.releases.length === 0 && record.exits.every((exit) => exit.isHeld);
}

function getMessage(lifetime: Lifetime, isNever: boolean): string {
  const name = nameResource(lifetime);
  const total = lifetime.exits.length;
  const lost = lifetime.paths.length;
  const exits = total === 1 ? 'its only exit' : `${lost} of ${total} exits`;
  return fitMessage(
    (expression) =>
      isNever
        ? `${name} from ${expression}() is never released`
        : `${name} from ${expression}() is not released on ${exits}`,
    lifetime.site.expression,
  );
}
