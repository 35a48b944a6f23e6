/** A lifetime as the server hands it to a client: the engine's plain data, the document it is of, and the words for it. */
import type { Finding } from '../model/finding.js';
import type { LeakCost } from '../model/leak-cost.js';
import type { Lifetime } from '../model/lifetime.js';

export interface LifetimePicture {
  /** The document's URI as the client spells it; `lifetime.site.location.file` is the same file. */
  readonly uri: string;
  /** Version of the document the positions belong to; null when it is not open. */
  readonly version: number | null;
  /** For people: `client from pool.connect`. */
  readonly title: string;
  /** For people: `released on 4 of 6 exits`. */
  readonly summary: string;
  /** Path `i` of it carries the number `i + 1` everywhere: in code, panel and tree. */
  readonly lifetime: Lifetime;
  /** What other rules found about the same resource: misuses, and ways on which its transaction stays open. */
  readonly misuses: readonly Finding[];
  /** What a leak of it costs, where that is known. */
  readonly cost?: LeakCost;
}
