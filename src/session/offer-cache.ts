/** Fixes that an earlier audit of the same tree has proved or refused; a proof is dear, and holds while nothing changes. */
import type { FixOffer } from '../model/edit.js';
import { hash } from './answer-keys.js';
import type { CacheOptions } from './answer-cache.js';
import { seal, unseal } from './answer-pack.js';

export interface OfferCacheParts extends CacheOptions {
  readonly scope: string;
  /** Of everything the audit has looked at. */
  readonly state: string;
}

interface OfferPack {
  readonly state: string;
  readonly offers: readonly (readonly [string, readonly FixOffer[]])[];
}

export class OfferCache {
  private readonly offers: Map<string, readonly FixOffer[]>;
  private readonly name: string;
  private isChanged = false;

  constructor(private readonly parts: OfferCacheParts) {
    this.name = `${hash(parts.scope, 'offers').slice(0, 32)}.json`;
    const text = parts.store.read(this.name);
    const pack = text === undefined ? undefined : (unseal(text, parts.engine) as OfferPack | undefined);
    this.offers = new Map(pack?.state === parts.state ? pack.offers : []);
  }

  get(key: string, find: () => readonly FixOffer[]): readonly FixOffer[] {
    const known = this.offers.get(key);
    if (known) return known;
    const found = find();
    this.offers.set(key, found);
    this.isChanged = true;
    return found;
  }

  save(): void {
    if (!this.isChanged) return;
    const { store, engine, state } = this.parts;
    const pack: OfferPack = { state, offers: [...this.offers] };
    store.write(this.name, seal(pack, engine));
  }
}
