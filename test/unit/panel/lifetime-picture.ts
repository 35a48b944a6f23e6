/** Wraps a lifetime as the server hands it to a client. */
import type { Finding } from '../../../src/model/finding.js';
import type { Lifetime } from '../../../src/model/lifetime.js';
import type { LifetimePicture } from '../../../src/protocol/lifetime-picture.js';

export function lifetimePicture(lifetime: Lifetime, misuses: readonly Finding[] = []): LifetimePicture {
  const uri = `file://${lifetime.site.location.file}`;
  return { uri, version: 1, title: lifetime.site.expression, summary: '', lifetime, misuses };
}
