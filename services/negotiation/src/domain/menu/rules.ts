import type { CalendarDate, Currency } from '@mora/kernel';
import type { Kind, PolicyRef, Rate, RestructureForm } from '../words.js';
import type { Mark, Versioned } from '../versioned.js';
import type { DayCount, MathsPolicies } from './maths.js';

export type Jurisdiction = 'CN' | 'TW' | 'US';

export type ProductRow = Readonly<{
  rule: string;
  /** `*` for every one. */
  products: readonly string[];
  currencies: readonly Currency[];
  kind: 'instalment' | 'card';
  jurisdiction: Jurisdiction;
  lender: 'licensed' | 'micro' | 'private';
  dayCount: DayCount;
  /** By which penalty interest is counted; it runs by days. */
  penaltyDayCount: DayCount;
  periodMonths: number;
  /** Which rules of loan maths cap the price; null where somebody looked and none does. */
  caps: string | null;
  penaltyUplift: Rate;
  /** Which orders of loan maths payments are used up by, and the clauses on it that the contracts hold. */
  allocation: string;
  agreed: readonly string[];
  maxInstalments: number;
  floorRate: Rate;
  settlementFloorPermille: number;
  source: string;
  mark: Mark;
}>;

/** How the products of the bank are lent: the first row that matches, and none where none does. */
export type ProductRules = Versioned & Readonly<{ rows: readonly ProductRow[] }>;

export type KindRules = Readonly<{
  allowed: boolean;
  forms: readonly RestructureForm[];
  ledger: 'reschedule' | 'settle' | 'fund' | 'none';
  consent: 'block' | 'warn' | 'none';
  /** By name; what is not named does not limit. */
  limits: Readonly<Record<string, number>>;
  /** The law says itself how long such a plan may run, or it is no later term at all: the limit of an extension does not bind. */
  ownTerm?: boolean;
  source: string;
  mark: Mark;
}>;

/** What may be agreed in a jurisdiction, kind by kind. */
export type ForbearanceRules = Versioned &
  Readonly<{
    jurisdiction: Jurisdiction;
    /** How many days on the first instalment of a plan may fall due. */
    firstDueDays: number;
    kinds: Readonly<Record<Kind, KindRules>>;
  }>;

/** All versions; which are in force is asked by the day. */
export type MenuPolicies = Readonly<{
  products: readonly ProductRules[];
  forbearance: readonly ForbearanceRules[];
  maths: MathsPolicies;
  /** The documents that `maths` was read from, for whoever looks at sources and marks. */
  laws: readonly Versioned[];
}>;

/** What holds for one product on one day. */
export type MenuRules = Readonly<{
  product: ProductRow;
  forbearance: ForbearanceRules;
  maths: MathsPolicies;
  refs: Readonly<{ product: PolicyRef; forbearance: PolicyRef }>;
}>;

/**
 * The rules of a product in a currency as they are in force on a day; null where no row speaks of such a product, or
 * nothing is in force: then nothing can be offered, and nobody guesses how it is lent.
 */
export function menuRulesFor(
  { products, forbearance, maths }: MenuPolicies,
  product: string,
  currency: Currency,
  on: CalendarDate,
): MenuRules | null {
  const file = inForceOn(products, on);
  const row = file === null ? undefined : rowFor(file, product, currency);
  if (file === null || row === undefined) return null;
  const rules = inForceOn(
    forbearance.filter(({ jurisdiction }) => jurisdiction === row.jurisdiction),
    on,
  );
  if (rules === null) return null;
  const refs = { product: refOf(file, row.rule), forbearance: refOf(rules, rules.jurisdiction) };
  return { product: row, forbearance: rules, maths, refs };
}

/** The first row that speaks of such a product. */
export const rowFor = ({ rows }: ProductRules, product: string, currency: Currency): ProductRow | undefined =>
  rows.find((row) => named(row.products, product) && named(row.currencies, currency));

const named = (names: readonly string[], name: string): boolean => names.includes('*') || names.includes(name);

const refOf = ({ id, version }: Versioned, rule: string): PolicyRef => ({ id, version, rule });

function inForceOn<V extends Versioned>(versions: readonly V[], on: CalendarDate): V | null {
  return versions.reduce<V | null>((found, one) => {
    if (one.effectiveFrom > on) return found;
    return found === null || one.effectiveFrom >= found.effectiveFrom ? one : found;
  }, null);
}
