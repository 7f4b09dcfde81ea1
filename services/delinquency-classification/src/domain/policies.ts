import { type CalendarDate, invariant } from '@mora/kernel';
import { type Ladder, proveLadder } from './ladder.js';
import { type ObservationRules, proveObservation } from './observation-rules.js';
import { type ProductRules, proveProduct } from './product-rules.js';

export type PolicySet = Readonly<{
  products: readonly ProductRules[];
  tables: readonly Ladder[];
  schemes: readonly Ladder[];
  /** Over restructured loans; a bank without any watches none. */
  observations: readonly ObservationRules[];
}>;

/** The first of each is the primary one, by which work queues and columns go. */
export type Active = Readonly<{ tables: readonly string[]; schemes: readonly string[] }>;

export const DEFAULT_ACTIVE: Active = { tables: ['m-table'], schemes: ['prc-five-tier'] };

/** What is in force for one product on a day, until the next version of any of it comes into force. */
export type InForce = Readonly<{
  product: ProductRules;
  tables: readonly Ladder[];
  schemes: readonly Ladder[];
  /** Of the first scheme that has rules for restructured loans. */
  observation: ObservationRules | null;
  until: CalendarDate | null;
}>;

/** The policies that a service runs by: proved on their golden cases, and looked up by product and day. */
export class Policies {
  private readonly from: readonly CalendarDate[];
  private readonly known = new Map<string, InForce>();

  /** Throws InvariantViolated where a golden case fails or a policy that is to be active is not there. */
  constructor(
    private readonly set: PolicySet,
    readonly active: Active = DEFAULT_ACTIVE,
  ) {
    set.products.forEach(proveProduct);
    [...set.tables, ...set.schemes].forEach(proveLadder);
    set.observations.forEach((rules) => proveObservation(rules, set.schemes));
    const named = (ladders: readonly Ladder[], ids: readonly string[]) =>
      ids.forEach((id) =>
        invariant(
          ladders.some((l) => l.id === id),
          `there is a policy ${id}`,
        ),
      );
    named(set.tables, active.tables);
    named(set.schemes, active.schemes);
    const used = [...set.products, ...set.tables.filter((t) => active.tables.includes(t.id))].concat(
      set.schemes.filter((s) => active.schemes.includes(s.id)) as never[],
    );
    const watched = set.observations.filter(({ scheme }) => active.schemes.includes(scheme));
    this.from = [...new Set([...used, ...watched].map((p) => p.effectiveFrom))].sort();
  }

  /** Throws InvariantViolated where nothing is in force on the day: never a default. */
  on(day: CalendarDate, product: string): InForce {
    const segment = this.from.findLastIndex((from) => from <= day);
    const key = `${segment} ${product}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const inForce: InForce = {
      product: this.productOn(day, product),
      tables: this.active.tables.map((id) => inForceOn(this.set.tables, id, day)),
      schemes: this.active.schemes.map((id) => inForceOn(this.set.schemes, id, day)),
      observation: this.observationOn(day),
      until: this.from[segment + 1] ?? null,
    };
    this.known.set(key, inForce);
    return inForce;
  }

  private observationOn(day: CalendarDate): ObservationRules | null {
    const of = (id: string) => this.set.observations.filter(({ scheme }) => scheme === id);
    const scheme = this.active.schemes.find((id) => of(id).length > 0);
    return scheme === undefined ? null : (latestOf(of(scheme), day) ?? null);
  }

  private productOn(day: CalendarDate, product: string): ProductRules {
    const named = this.set.products.filter((rules) => rules.products.includes(product));
    const rules =
      latestOf(named, day) ??
      latestOf(
        this.set.products.filter((r) => r.products.includes('*')),
        day,
      );
    invariant(rules !== undefined, `no product rules are in force on ${day}`);
    return rules;
  }
}

function inForceOn(ladders: readonly Ladder[], id: string, day: CalendarDate): Ladder {
  const ladder = latestOf(
    ladders.filter((l) => l.id === id),
    day,
  );
  invariant(ladder !== undefined, `no version of ${id} is in force on ${day}`);
  return ladder;
}

function latestOf<V extends Readonly<{ effectiveFrom: CalendarDate }>>(versions: readonly V[], day: CalendarDate) {
  return versions
    .filter((v) => v.effectiveFrom <= day)
    .reduce<V | undefined>(
      (best, v) => (best === undefined || v.effectiveFrom > best.effectiveFrom ? v : best),
      undefined,
    );
}
