import { legalFiled, legalJudgmentEntered, legalJudgmentFinal } from '@mora/contracts';
import type { Trace } from '../negotiation-checker/trace.js';
import { type Act, actsIn, endAfter } from './acts.js';
import type { LawBook } from './book.js';
import { type Limitation, type Restarts } from './law.js';
import { Ledger } from './ledger.js';
import type { LineRules } from './rules-read.js';

type Own = Readonly<{ startsOn: string | null; years: number; restart: Restarts; judgmentId: string | null }>;

type Said = Readonly<{ claim: string; startsOn: string; on: string }>;

/** When it starts by what the ledger, the court and the bank's own people have said; null where the law has no such period. */
export function ownOf(trace: Trace, place: number, said: Said, law: Limitation, { called }: LawBook): Own | null {
  const { claim, startsOn, on } = said;
  const ledger = new Ledger(trace, place, on);
  const plain = { restart: law.restart, judgmentId: null };
  switch (claim) {
    case 'debt': {
      const start = law.debt.from === 'last-instalment' ? ledger.lastDueOn : ledger.oldestUnpaid(on);
      return { ...plain, startsOn: start, years: law.debt.years };
    }
    case 'interest': {
      if (law.interest === null) return null;
      const start = ledger.oldestUnpaid('9999-12-31', ({ interest }) => interest > 0n);
      return { ...plain, startsOn: start, years: law.interest.years };
    }
    case 'accelerated': {
      if (law.accelerated === null) return null;
      return { ...plain, startsOn: called.get(trace.loan) ?? null, years: law.accelerated.years };
    }
    default: {
      const titles = bindingIn(trace, place);
      const title = titles.find((one) => one.lastPerformBy === startsOn) ?? titles.at(-1);
      const { restart, interestYears } = law.enforcement;
      const years = claim === 'enforcement' ? law.enforcement.years : interestYears;
      if (years === null) return null;
      return { startsOn: title?.lastPerformBy ?? null, years, restart, judgmentId: title?.judgmentId ?? null };
    }
  }
}

/** Titles that bind, with the last day on which each was to be performed. */
function bindingIn(trace: Trace, place: number): readonly Readonly<{ judgmentId: string; lastPerformBy: string }>[] {
  // The end of its period may be said in one breath with it.
  const final = new Set(trace.before(legalJudgmentFinal, place + 1).map(({ data }) => data.judgmentId));
  const last = new Map(trace.before(legalJudgmentEntered, place + 1).map(({ data }) => [data.judgmentId, data]));
  return [...last.values()]
    .filter(({ judgmentId }) => final.has(judgmentId))
    .map(({ judgmentId, on, parts }) => {
      const days = parts.map(({ performBy }) => performBy as string).toSorted();
      const lastPerformBy = days.at(-1) ?? on;
      return { judgmentId, lastPerformBy };
    });
}

/** Periods of what the debtor owes; guarantors have their own, and that of a title is for enforcing it. */
const OF_DEBT = ['debt', 'accelerated', 'interest'] as const;
export type End = Readonly<{ claim: string; end: string }>;

/** On which day each period of the debt ends, by what was said before a place of the log and by nobody's word for it. */
export function endsOfDebt(
  trace: Trace,
  place: number,
  on: string,
  law: Limitation,
  rules: LineRules,
  book: LawBook,
): readonly End[] {
  const acts = [...actsIn(trace, place, on), ...suitsIn(trace, place)];
  return OF_DEBT.flatMap((claim) => {
    const own = ownOf(trace, place, { claim, startsOn: '', on }, law, book);
    if (own === null || own.startsOn === null) return [];
    return [{ claim, end: endAfter({ ...own, startsOn: own.startsOn }, acts, law, rules) }];
  });
}

const suitsIn = (trace: Trace, place: number): readonly Act[] =>
  trace.before(legalFiled, place).map(({ data: { kind, on } }) => {
    return { kind: kind.endsWith('payment-order') ? 'payment-order' : 'suit', on };
  });
