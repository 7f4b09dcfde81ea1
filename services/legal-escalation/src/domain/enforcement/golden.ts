import { type CalendarDate, type HolidayBook, InvariantViolated } from '@mora/kernel';
import type { AssetKind, Minor } from '../words.js';
import { courtTerm, type CourtTerm } from './court-terms.js';
import { takable } from './fitness.js';
import { termOf } from './measures.js';
import { personalTerm, reportsFrom, whyNotPersonal } from './personal.js';
import type { EnforcementRules, PersonalKind } from './rules.js';
import type { Measure } from './types.js';

/** How long a measure binds, why it is refused, or how much of a thing may be taken. */
export type EnforcementCase = Readonly<
  | { name: string; asset: AssetKind; from: CalendarDate; until: CalendarDate | null }
  | { name: string; personal: PersonalKind; from: CalendarDate; until: CalendarDate | null }
  | { name: string; personal: PersonalKind; toldOn: CalendarDate; reportsFrom: CalendarDate | null }
  | { name: string; term: CourtTerm; from: CalendarDate; until: CalendarDate | null }
  | {
      name: string;
      personal: PersonalKind;
      ground: string | null;
      noticeUntil: CalendarDate | null;
      openDay: CalendarDate;
      due: Minor;
      seized: Minor;
      binds: readonly PersonalKind[];
      brokenSettlement: boolean;
      because: string | null;
    }
  | {
      name: string;
      asset: AssetKind;
      value: Minor;
      monthly: Minor | null;
      householdSize: number;
      region: string;
      takes: Minor;
    }
>;
export type EnforcementFile = EnforcementRules & Readonly<{ goldenCases: readonly EnforcementCase[] }>;

/** Throws InvariantViolated for an order with a hole, levels that do not fall, and the first case that ends otherwise. */
export function proveEnforcement(file: EnforcementFile, book: HolidayBook): void {
  const { id, version, order, terms, expiring, goldenCases } = file;
  const missing = Object.keys(terms).find((asset) => !(order as readonly string[]).includes(asset));
  if (missing !== undefined || new Set(order).size !== order.length)
    throw new InvariantViolated(`${id}/${version}: the order of measures does not hold each thing once`);
  if (expiring.some((level, at) => level >= (expiring[at - 1] ?? Infinity)))
    throw new InvariantViolated(`${id}/${version}: the days before an end do not fall`);
  for (const one of goldenCases) {
    const [found, expected] = comesOut(one, file, book);
    if (found !== expected)
      throw new InvariantViolated(
        `${id}/${version}: "${one.name}" comes out as ${String(found)}, not ${String(expected)}`,
      );
  }
}

function comesOut(one: EnforcementCase, rules: EnforcementRules, book: HolidayBook) {
  if ('because' in one) return [refuses(one, rules), one.because];
  if ('takes' in one) return [takes(one, rules), one.takes];
  if ('toldOn' in one) return [reportsFrom(one.personal, one.toldOn, rules), one.reportsFrom];
  if ('term' in one) return [courtTerm(one.term, one.from, rules, book)?.on ?? null, one.until];
  const term = 'asset' in one ? termOf(one.asset, one.from, rules) : personalTerm(one.personal, one.from, rules);
  return [term?.on ?? null, one.until];
}

function refuses(one: Extract<EnforcementCase, { because: string | null }>, rules: EnforcementRules): string | null {
  const { personal: kind, ground, noticeUntil, due, seized, binds, brokenSettlement, openDay } = one;
  const measure = {
    rank: 1,
    state: 'in-force',
    clueId: null,
    from: null,
    until: null,
    told: [],
    because: null,
  } as const;
  const measures: readonly Measure[] = [
    { ...measure, measureId: 'taken', kind: 'freeze', asset: 'deposit', value: seized },
    ...binds.map((bound) => ({ ...measure, measureId: bound, kind: bound, asset: null, value: 0 })),
  ];
  const facts = { due, measures, hasBrokenSettlement: brokenSettlement, openDay };
  return whyNotPersonal({ kind, ground, noticeUntil }, facts, rules)?.because ?? null;
}

function takes(one: Extract<EnforcementCase, { takes: Minor }>, rules: EnforcementRules): Minor {
  const { asset, value, monthly } = one;
  const on = rules.effectiveFrom;
  const clue = {
    clueId: 'golden',
    asset,
    value,
    exempt: null,
    onlyHome: false,
    monthly,
    sha256: null,
    on,
    by: 'golden',
  };
  return takable(clue, one, rules);
}
