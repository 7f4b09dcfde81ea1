import type { Answered } from './line.js';
import { type Closing, rowsWrong } from './in-a-row.js';

/** How often something is said of what it is about, repetitions of the relay aside. */
export type SaidOf = Readonly<{ about: string; times: number }>;
export type Ask = Readonly<{ requestId: string; planId: string; times: number }>;
export type PlanRow = Readonly<{ planId: string; loanId: string; state: string; requestId: string | null }>;
export type Money = Readonly<{ loanId: string; paymentId: string; minor: bigint }>;
export type LoanRow = Readonly<{
  loanId: string;
  /** All payments that its row stands for. */
  paidMinor: bigint;
  consecutive: number;
}>;

export type NegotiationEvidence = Readonly<{
  /** Acceptances that were answered at the door. */
  answered: readonly Answered[];
  accepted: readonly (Answered & Readonly<{ times: number }>)[];
  asks: readonly Ask[];
  /** Asks that the ledger has booked. */
  booked: readonly string[];
  activated: readonly SaidOf[];
  plans: readonly PlanRow[];
  /** Payments of plans. */
  matched: readonly (Money & Readonly<{ planId: string }>)[];
  /** Payments that stand on the stream of loans. */
  money: readonly Money[];
  loans: readonly LoanRow[];
  closings: readonly Closing[];
  /** Rows that wait to be sent. */
  unsent: number;
  /** Records of its streams that it has not remembered. */
  unread: number;
  /** What was set aside, and whoever is held: there is no reason for any. */
  setAside: number;
}>;

const WAS_ACTIVE = ['active', 'at-risk', 'completed', 'broken', 'ended'];

/** Everything that is wrong, in words: what went in against what came out. */
export const wrongIn = (evidence: NegotiationEvidence): readonly string[] => [
  ...acceptancesWrong(evidence),
  ...plansWrong(evidence),
  ...moneyWrong(evidence),
  ...rowsWrong(evidence.closings, evidence.loans),
  ...countedWrong(evidence),
];

/** Each acceptance and exactly one ask; nobody was told of one that is not there. */
function acceptancesWrong({ answered, accepted, asks, plans }: NegotiationEvidence): readonly string[] {
  const byOffer = new Map(accepted.map((one) => [one.offerId, one]));
  const byRequest = new Map(asks.map((ask) => [ask.requestId, ask]));
  const known = new Set(plans.map(({ planId }) => planId));
  const agreed = new Set(accepted.map(({ planId }) => planId));
  return [
    ...answered.flatMap(({ offerId, planId, requestId }) => {
      const said = byOffer.get(offerId);
      if (said === undefined) return [`offer ${offerId}: the borrower was told that it is accepted, and nobody else`];
      const isSame = said.planId === planId && said.requestId === requestId;
      return isSame ? [] : [`offer ${offerId}: the borrower was told of another plan`];
    }),
    ...accepted.flatMap(({ offerId, planId, requestId, times }) => [
      ...(times === 1 ? [] : [`offer ${offerId}: accepted ${times} times`]),
      ...(known.has(planId) ? [] : [`plan ${planId}: accepted, and lost`]),
      ...(requestId === null || byRequest.get(requestId)?.planId === planId ? [] : [`plan ${planId}: nobody is asked`]),
    ]),
    ...asks.flatMap(({ requestId, planId, times }) => [
      ...(times === 1 ? [] : [`ask ${requestId}: asked ${times} times`]),
      ...(agreed.has(planId) ? [] : [`ask ${requestId}: nobody has accepted its plan`]),
    ]),
  ];
}

function plansWrong({ plans, activated, booked }: NegotiationEvidence): readonly string[] {
  const times = new Map(activated.map((said) => [said.about, said.times]));
  const isBooked = new Set(booked);
  const known = new Set(plans.map(({ planId }) => planId));
  return [
    ...plans.flatMap(({ planId, state, requestId }) => {
      const said = times.get(planId) ?? 0;
      if (said > 1) return [`plan ${planId}: in force ${said} times`];
      if (WAS_ACTIVE.includes(state) && said === 0) return [`plan ${planId}: ${state}, and nobody was told`];
      const waits = state === 'awaiting' && requestId !== null && isBooked.has(requestId);
      return waits ? [`plan ${planId}: booked, and still waited for`] : [];
    }),
    ...activated.filter(({ about }) => !known.has(about)).map(({ about }) => `plan ${about}: in force, and lost`),
  ];
}

/** Each payment pays of one plan, once; and what a loan has received is what its row stands for. */
function moneyWrong({ matched, money, loans }: NegotiationEvidence): readonly string[] {
  const received = new Map(money.map((one) => [`${one.loanId} ${one.paymentId}`, one.minor]));
  const seen = new Set<string>();
  const wrong: string[] = [];
  for (const { loanId, paymentId, planId, minor } of matched) {
    const key = `${loanId} ${paymentId}`;
    if (seen.has(key)) wrong.push(`plan ${planId}: payment ${paymentId} is matched twice`);
    seen.add(key);
    const was = received.get(key);
    if (was === undefined) wrong.push(`plan ${planId}: payment ${paymentId} was never made, or was taken back`);
    else if (minor > was) wrong.push(`plan ${planId}: payment ${paymentId} is matched by more than it is`);
  }
  const sums = new Map<string, bigint>();
  for (const { loanId, minor } of money) sums.set(loanId, (sums.get(loanId) ?? 0n) + minor);
  const differ = loans.filter(({ loanId, paidMinor }) => (sums.get(loanId) ?? 0n) !== paidMinor);
  return [
    ...wrong,
    ...differ.map(
      ({ loanId, paidMinor }) => `loan ${loanId}: ${sums.get(loanId) ?? 0n} came in, ${paidMinor} is known`,
    ),
  ];
}

function countedWrong({ unsent, unread, setAside }: NegotiationEvidence): readonly string[] {
  return [
    ...(unsent === 0 ? [] : [`${unsent} records were never sent`]),
    ...(unread === 0 ? [] : [`${unread} records are not remembered`]),
    ...(setAside === 0 ? [] : [`${setAside} records were set aside`]),
  ];
}
