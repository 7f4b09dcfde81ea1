import { calendarDate, type Currency } from '@mora/kernel';
import { loadMenu } from '../../policies/menu.js';
import { SHIPPED } from '../../policies/shipped.js';
import type { Sheet, Terms } from '../words.js';
import { build } from './build.js';
import { type Imagined, imaginedPosition } from './calculator.js';
import { plainSheet } from './nearest.js';
import { menuRulesFor, type MenuRules } from './rules.js';
import type { Built, LimitFacts, Position } from './types.js';

const MENU = loadMenu(SHIPPED);
const TODAY = calendarDate('2026-05-20');

export function rulesOf(product = 'consumer-loan', currency: Currency = 'CNY'): MenuRules {
  const rules = menuRulesFor(MENU, product, currency, TODAY);
  if (rules === null) throw new Error(`no rules of ${product}`);
  return rules;
}

export const RULES = rulesOf();

/** 120,000 at 6 % in twelve; two are paid, those of April and May are overdue. */
export const LOAN: Imagined = {
  product: 'consumer-loan',
  currency: 'CNY',
  principal: 12_000_000,
  rate: '0.06',
  count: 12,
  method: 'annuity',
  startsOn: calendarDate('2026-01-15'),
  firstDueOn: calendarDate('2026-02-15'),
  paid: 2,
  asOf: TODAY,
  fee: 0,
  penalty: 0,
};

export const FACTS: LimitFacts = {
  on: TODAY,
  ageMonths: 24,
  consecutivePayments: 6,
  reAges: [],
  workouts: [],
  restructures: [],
  brokenPlans: [],
  extendedMonths: 0,
  guarantorConsent: 'none-linked',
  applied: 'before-end',
  willing: true,
  beyondMeans: true,
  secured: false,
  clearance: { requestedOn: TODAY, begunOn: null },
};

export function positionFor(loan: Partial<Imagined> = {}, rules = RULES): Position {
  const position = imaginedPosition({ ...LOAN, ...loan }, rules);
  if (position.kind === 'cannot') throw new Error(position.because);
  return position;
}

export const sheetFor = (position: Position, ...terms: readonly Terms[]): Sheet =>
  plainSheet(terms, position.nextDueOn);

export function builtFor(position: Position, terms: readonly Terms[], rules = RULES, facts = FACTS): Built {
  const built = build(position, sheetFor(position, ...terms), rules, facts);
  if (built.kind === 'refused') throw new Error(`${built.limit}: ${built.because}`);
  return built;
}

/** Rows as `date principal interest fee penalty`, in minor units. */
export const rowsOf = ({ instalments }: Built): readonly string[] =>
  instalments.map(({ dueOn, principal, interest, fee, penalty }) =>
    [dueOn, principal, interest, fee, penalty].join(' '),
  );
