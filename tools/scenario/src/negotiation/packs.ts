import { type Currency, minorUnits } from '@mora/kernel';
import type { Pack, Portions } from '../negotiation-checker/book.js';

type Texts = Readonly<{ principal: string; interest: string; fee: string; penalty: string }>;

/** What was disclosed, as the door tells it. */
export type Disclosure = Readonly<{
  disclosureId: string;
  offerId: string;
  currency: Currency;
  kinds: readonly string[];
  new: readonly (Texts & Readonly<{ dueOn: string }>)[];
  totals: Readonly<{ capitalised: string; fund: string; settlesFor: string | null; waived: Texts; cutByLaw: Texts }>;
  rate: Readonly<{ old: string; new: string }>;
  ends: Readonly<{ old: string }>;
}>;

/** For the checker. What the law cuts is no gift of the bank. Whoever waives charges here waives all that are due. */
export function packIn(shown: Disclosure, assessmentId: string): Pack {
  const { offerId, currency, kinds, totals, rate, ends } = shown;
  const minor = (text: string): bigint => minorUnits(text, currency);
  const portions = ({ principal, interest, fee, penalty }: Texts): Portions => ({
    principal: minor(principal),
    interest: minor(interest),
    fee: minor(fee),
    penalty: minor(penalty),
  });
  const [waived, cut] = [portions(totals.waived), portions(totals.cutByLaw)];
  const given = {
    principal: waived.principal - cut.principal,
    interest: waived.interest - cut.interest,
    fee: waived.fee - cut.fee,
    penalty: waived.penalty - cut.penalty,
  };
  const lower = Math.round((Number(rate.old) - Number(rate.new)) * 10_000);
  return {
    offerId,
    assessmentId,
    currency,
    oldEnd: ends.old,
    rows: shown.new.map((row) => ({ ...portions(row), dueOn: row.dueOn })),
    given,
    penaltiesDue: given.fee + given.penalty,
    // A rate that is lower for some months is the old one again at the end.
    rateCutBasisPoints: kinds.includes('rate-cut') ? Math.max(1, lower) : Math.max(0, lower),
    fund: minor(totals.fund) > 0n,
    kinds,
    capitalised: minor(totals.capitalised),
    settlesFor: totals.settlesFor === null ? null : minor(totals.settlesFor),
  };
}
