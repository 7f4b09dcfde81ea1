import { amountText, type CalendarDate } from '@mora/kernel';
import type { Said, Write } from '../loan/part.js';
import type { Seen } from '../people/step.js';
import { brokenInARow, type Verdict } from './judge.js';
import type { PartOfPromise, PromiseToPay } from './promise.js';

const SAYS = {
  open: 'promise-reopened',
  kept: 'promise-kept',
  'partly-kept': 'promise-partly-kept',
  broken: 'promise-broken',
  withdrawn: 'promise-withdrawn',
} as const;

/** What became of one part, as it is published. */
export function became(verdict: Verdict, promises: readonly PromiseToPay[], judgedOn: CalendarDate): Said {
  const { promiseId, number, state, credited, because } = verdict;
  const promise = promises.find((one) => one.promiseId === promiseId) as PromiseToPay;
  const { dueOn, minor } = promise.parts[number - 1] as PartOfPromise;
  const { currency } = promise;
  return {
    type: SAYS[state],
    data: {
      promiseId,
      part: number,
      dueOn,
      judgedOn,
      promised: amountText(BigInt(minor), currency),
      credited: amountText(BigInt(credited), currency),
      currency,
      because,
      brokenInARow: state === 'broken' ? brokenInARow(promises, verdict) : brokenInARow(promises),
    },
  };
}

/** That a promise was made, as it is published. */
export function made(promise: PromiseToPay): Said {
  const { promiseId, personId, role, currency, method, via, graceWorkingDays, partlyPercent, policy, madeOn } = promise;
  const text = (minor: number): string => amountText(BigInt(minor), currency);
  return {
    type: 'promise-made',
    data: {
      promiseId,
      personId,
      role,
      currency,
      parts: promise.parts.map(({ number, dueOn, minor }) => ({ number, dueOn, amount: text(minor) })),
      method,
      via,
      graceWorkingDays,
      tolerance: text(promise.toleranceMinor),
      partlyPercent,
      policy,
      madeOn,
    },
  };
}

export type PromiseRow = Readonly<{ loanId: string; promise: PromiseToPay }>;

/** The row by which people find it. */
export const rowOf = (promise: PromiseToPay, { loanId }: Pick<Seen, 'loanId'>): Write => ({
  table: 'promise',
  row: { loanId, promise } satisfies PromiseRow,
});
