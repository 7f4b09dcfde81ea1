import { addMonths, type CalendarDate } from '@mora/kernel';
import { total } from '../menu/amounts.js';
import type { Clearance } from '../menu/clearance.js';
import type { LimitFacts } from '../menu/types.js';
import { monthsUntil } from '../menu/dates.js';
import type { LoanState } from '../loan/state.js';
import { inRole } from '../loan/parts/parties.js';
import type { LedgerPart } from '../loan/parts/ledger.js';
import type { Plan } from '../plans/types.js';
import type { Kind, Minor } from '../words.js';
import type { Offer } from './types.js';
import type { OfferRules } from './rules.js';

type Parts = LoanState['parts'];

/** Plans by which debt was worked out together with the bank; they limit how often a loan is made current again. */
const WORKOUTS: readonly Kind[] = ['card-plan', 'tw-agreed', 'tw-debt-clearance'];

/** What the past of a loan allows, as of a day. `consents` are those that guarantors have given to the offer. */
export function limitFacts(
  parts: Parts,
  on: CalendarDate,
  rules: Pick<OfferRules, 'securedProducts'>,
  consents: Offer['consents'] = [],
): LimitFacts {
  const { ledger, assessment, plans } = parts;
  const active = plans.plans.filter(({ activeFrom }) => activeFrom !== null);
  const daysOf = (kinds: readonly Kind[]) =>
    active.filter((plan) => plan.kinds.some((kind) => kinds.includes(kind))).map(({ activeFrom }) => activeFrom ?? on);
  const endOn = ledger.schedule?.instalments.at(-1)?.dueOn ?? null;
  return {
    on,
    ageMonths: ledger.disbursedOn === null ? null : wholeMonths(ledger.disbursedOn, on),
    consecutivePayments: paymentsInARow(ledger, on),
    reAges: daysOf(['re-age']),
    workouts: daysOf(WORKOUTS),
    restructures: active.map(({ activeFrom }) => activeFrom ?? on),
    brokenPlans: brokenOn(plans.plans),
    extendedMonths: ledger.first === null || endOn === null ? 0 : monthsUntil(ledger.first.endOn, endOn),
    guarantorConsent: consentOf(parts, on, consents),
    applied: endOn !== null && on <= endOn ? 'before-end' : 'after-end',
    // To be assessed is no declaration: where nobody has said so, nobody is taken for willing.
    willing: assessment.current?.willing === true,
    beyondMeans: assessment.current?.beyondMeans ?? false,
    secured: ledger.product !== null && rules.securedProducts.includes(ledger.product),
    clearance: clearanceOf(parts),
  };
}

/** The negotiation of the statute, if the borrower has asked for it in the one that is open; an offer begins it. */
export function clearanceOf({
  assessment,
  offers,
  round,
}: Pick<Parts, 'assessment' | 'offers' | 'round'>): Clearance | null {
  const asked = assessment.current?.clearance;
  if (asked === undefined || asked.roundId !== round.open?.roundId) return null;
  const made = [
    ...offers.history.map(({ on }) => on),
    ...offers.offers.filter(({ roundId }) => roundId === asked.roundId).map(({ madeOn }) => madeOn),
  ].filter((on) => on >= asked.on);
  return { requestedOn: asked.on, begunOn: made.reduce<CalendarDate | null>(earlier, null) };
}

const earlier = (a: CalendarDate | null, b: CalendarDate): CalendarDate => (a === null || b < a ? b : a);

/** Whether everybody who guarantees the loan on a day has agreed. */
export function consentOf(
  { parties }: Pick<Parts, 'parties'>,
  on: CalendarDate,
  consents: Offer['consents'],
): LimitFacts['guarantorConsent'] {
  const guarantors = inRole(parties, 'guarantor', on);
  if (guarantors.length === 0) return 'none-linked';
  return guarantors.every((person) => consents.includes(person)) ? 'given' : 'missing';
}

/** A plan that a reversal has opened again is broken no more. */
const brokenOn = (plans: readonly Plan[]): readonly CalendarDate[] =>
  plans.flatMap(({ state, endedOn }) => (state === 'broken' && endedOn !== null ? [endedOn] : []));

/** Why the past of a loan forbids another offer; null where it does not. */
export function whyNoMore(
  facts: Pick<LimitFacts, 'on' | 'restructures' | 'brokenPlans'>,
  { limits }: Pick<OfferRules, 'limits'>,
): string | null {
  const since = addMonths(facts.on, -limits.windowMonths);
  const within = (days: readonly CalendarDate[]) => days.filter((day) => day > since).length;
  if (within(facts.restructures) >= limits.maxRestructures) return 'limit-restructures';
  if (within(facts.brokenPlans) >= limits.maxBroken) return 'limit-broken-plans';
  return null;
}

function wholeMonths(from: CalendarDate, to: CalendarDate): number {
  const begun = monthsUntil(from, to);
  return addMonths(from, begun) > to ? begun - 1 : begun;
}

/** Instalments, the last one that fell due first, each of which had at least its own sum paid within a month of its own. */
function paymentsInARow({ schedule, payments }: LedgerPart, on: CalendarDate): number {
  const due = (schedule?.instalments ?? []).filter(({ dueOn }) => dueOn <= on).toReversed();
  let until = on;
  let count = 0;
  for (const row of due) {
    const since = addMonths(row.dueOn, -1);
    const paid = payments
      .filter(({ valueDate }) => valueDate > since && valueDate <= until)
      .reduce<Minor>((sum, { minor }) => sum + minor, 0);
    if (paid < total(row)) return count;
    count += 1;
    until = since;
  }
  return count;
}
