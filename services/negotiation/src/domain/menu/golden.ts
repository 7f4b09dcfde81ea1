import { amountText, type CalendarDate, type Currency, InvariantViolated, minorUnits } from '@mora/kernel';
import type { Kind, Sheet, Terms } from '../words.js';
import { build } from './build.js';
import { type Imagined, imaginedPosition, type Method } from './calculator.js';
import type { MathsPolicies } from './maths.js';
import { plainSheet } from './nearest.js';
import type { ForbearanceRules, ProductRow } from './rules.js';
import type { Built, LimitFacts, NotBuilt } from './types.js';

/** A loan, the terms, and what comes of them: amounts are decimal text, as people write them. */
export type MenuCase = Readonly<{
  name: string;
  loan?: Readonly<{
    currency?: Currency;
    principal?: string;
    rate?: string;
    count?: number;
    method?: Method;
    startsOn?: CalendarDate;
    firstDueOn?: CalendarDate;
    paid?: number;
    asOf?: CalendarDate;
    fee?: string;
    penalty?: string;
  }>;
  product?: Partial<ProductRow>;
  facts?: Partial<LimitFacts>;
  terms: readonly Readonly<Record<string, unknown>>[];
  waive?: Readonly<{ interest?: string; fee?: string; penalty?: string }>;
  firstDueOn?: CalendarDate;
  beside?: boolean;
  /** Rows as `date principal interest fee penalty`, for as many as are named; or what is said of the whole. */
  rows?: readonly string[];
  built?: Readonly<{
    count?: number;
    endOn?: string;
    costDelta?: string;
    forms?: readonly string[];
    heavier?: boolean;
    warnings?: readonly string[];
  }>;
  refused?: string;
  allowed?: string;
}>;

const AMOUNT_TERMS: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  settlement: ['pay'],
  'hardship-fund': ['fund'],
};

const LOAN = {
  product: 'imagined',
  currency: 'CNY',
  principal: '120000.00',
  rate: '0.06',
  count: 12,
  method: 'annuity',
  startsOn: '2026-01-15' as CalendarDate,
  firstDueOn: '2026-02-15' as CalendarDate,
  paid: 2,
  asOf: '2026-05-20' as CalendarDate,
  fee: '0.00',
  penalty: '0.00',
} as const;

const FACTS: LimitFacts = {
  on: LOAN.asOf,
  ageMonths: null,
  consecutivePayments: 0,
  reAges: [],
  workouts: [],
  restructures: [],
  brokenPlans: [],
  extendedMonths: 0,
  guarantorConsent: 'none-linked',
  applied: 'before-end',
  willing: false,
  beyondMeans: false,
  secured: false,
  clearance: null,
};

/** What the terms of a case make of its loan. */
export function outcomeOf(one: MenuCase, forbearance: ForbearanceRules, maths: MathsPolicies): Built | NotBuilt {
  const { jurisdiction } = forbearance;
  const product = { ...productOf(jurisdiction), ...one.product };
  const ref = { id: forbearance.id, version: forbearance.version, rule: one.name };
  const rules = { product, forbearance, maths, refs: { product: ref, forbearance: ref } };
  const loan = imagined(one, jurisdiction);
  const position = imaginedPosition(loan, rules);
  if (position.kind === 'cannot') return { kind: 'refused', limit: position.because, because: one.name, allowed: null };
  return build(position, sheetOf(one, loan, position.nextDueOn), rules, { ...FACTS, on: loan.asOf, ...one.facts });
}

const CURRENCY = { CN: 'CNY', TW: 'TWD', US: 'USD' } as const;

const productOf = (jurisdiction: ProductRow['jurisdiction']): ProductRow => ({
  rule: 'imagined',
  products: ['imagined'],
  currencies: [CURRENCY[jurisdiction]],
  kind: 'instalment',
  jurisdiction,
  lender: 'licensed',
  dayCount: 'MONTHLY_12',
  penaltyDayCount: 'ACT_360',
  periodMonths: 1,
  caps: jurisdiction === 'US' ? null : `${jurisdiction.toLowerCase()}-caps`,
  penaltyUplift: '0.5',
  allocation: jurisdiction === 'TW' ? 'tw-allocation' : 'cn-allocation',
  agreed: [],
  maxInstalments: 360,
  floorRate: '0.03',
  settlementFloorPermille: 300,
  source: 'an example',
  mark: 'D',
});

function imagined({ loan = {} }: MenuCase, jurisdiction: ProductRow['jurisdiction']): Imagined {
  const currency = loan.currency ?? CURRENCY[jurisdiction];
  const minor = (text: string) => Number(minorUnits(text, currency));
  const told = { ...LOAN, ...loan };
  return { ...told, currency, principal: minor(told.principal), fee: minor(told.fee), penalty: minor(told.penalty) };
}

function sheetOf(one: MenuCase, { currency }: Imagined, nextDueOn: CalendarDate): Sheet {
  const minor = (text = '0.00') => Number(minorUnits(text, currency));
  const terms = one.terms.map((term) => termsOf(term, minor));
  const waive = {
    interest: minor(one.waive?.interest),
    fee: minor(one.waive?.fee),
    penalty: minor(one.waive?.penalty),
  };
  return { ...plainSheet(terms, one.firstDueOn ?? nextDueOn, one.beside), waive };
}

function termsOf(term: Readonly<Record<string, unknown>>, minor: (text: string) => number): Terms {
  const amounts = AMOUNT_TERMS[term['kind'] as Kind] ?? [];
  const told = Object.fromEntries(
    Object.entries(term).map(([name, value]) => [name, amounts.includes(name) ? minor(String(value)) : value]),
  );
  if (term['kind'] !== 'split') return told as Terms;
  const parts = term['parts'] as readonly Readonly<{ dueOn: CalendarDate; amount: string }>[];
  return { kind: 'split', parts: parts.map(({ dueOn, amount }) => ({ dueOn, minor: minor(amount) })) };
}

/** Throws InvariantViolated for the first case that does not come out as it says. */
export function proveMenu(
  { goldenCases, ...forbearance }: ForbearanceRules & Readonly<{ goldenCases: readonly MenuCase[] }>,
  maths: MathsPolicies,
): void {
  for (const one of goldenCases) {
    const outcome = outcomeOf(one, forbearance, maths);
    const currency = one.loan?.currency ?? CURRENCY[forbearance.jurisdiction];
    const [expected, found] = [expectedOf(one), foundOf(one, outcome, currency)];
    if (expected !== found) {
      throw new InvariantViolated(`${forbearance.id}: golden case "${one.name}" gives ${found}, not ${expected}`);
    }
  }
}

function expectedOf({ refused, allowed, rows, built }: MenuCase): string {
  if (refused !== undefined) return JSON.stringify({ refused, ...(allowed !== undefined && { allowed }) });
  return JSON.stringify({ ...built, ...(rows && { rows }) });
}

/** As much of the outcome as the case speaks of, in the order in which it does. */
function foundOf(
  { refused, allowed, rows, built = {} }: MenuCase,
  outcome: Built | NotBuilt,
  currency: Currency,
): string {
  if (outcome.kind === 'refused') {
    const isAsked = refused === undefined || allowed !== undefined;
    return JSON.stringify({ refused: outcome.limit, ...(isAsked && { allowed: outcome.allowed }) });
  }
  const text = (minor: number) => amountText(BigInt(minor), currency);
  const said: Readonly<Record<string, unknown>> = {
    ...outcome,
    count: outcome.instalments.length,
    costDelta: text(outcome.costDelta),
  };
  const asked = Object.fromEntries(Object.keys(built).map((name) => [name, said[name]]));
  if (rows === undefined) return JSON.stringify(asked);
  const found = outcome.instalments
    .slice(0, rows.length)
    .map(({ dueOn, principal, interest, fee, penalty }) =>
      [dueOn, ...[principal, interest, fee, penalty].map(text)].join(' '),
    );
  return JSON.stringify({ ...asked, rows: found });
}
