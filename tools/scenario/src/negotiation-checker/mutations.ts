import {
  type EventContract,
  ledgerRequestReschedule,
  loanScheduleReplaced,
  negotiationAffordabilityAssessed,
  negotiationDisclosed,
  negotiationDisclosureAcknowledged,
  negotiationFailed,
  negotiationFailureTakenBack,
  negotiationOfferApproved,
  negotiationPlanActivated,
  outreachVulnerabilityFlagged,
} from '@mora/contracts';
import type { LogRecord, NegotiationBook } from './book.js';
import { Trace, takenIn } from './trace.js';
import { byLoan, judgeNegotiations } from './verdict.js';

type Case = Readonly<{ records: readonly LogRecord[]; book: NegotiationBook }>;
/** On which loan of the run it is tried: one with one plan that was booked, or with a failure, or where a plan has failed. */
type On = 'plan' | 'failure' | 'plan-failure';
type Mutation = Readonly<{ name: string; check: string; on?: On; doctored: (it: Case) => Case | null }>;
type Data = Readonly<Record<string, unknown>>;

const is =
  <D>({ type }: EventContract<D>) =>
  (one: LogRecord): boolean =>
    one.type === type;

const without = <D>(name: string, check: string, contract: EventContract<D>): Mutation => ({
  name,
  check,
  doctored: ({ records, book }) => {
    const rest = records.filter((one) => !is(contract)(one));
    return rest.length === records.length ? null : { records: rest, book };
  },
});

const changed = <D>(
  name: string,
  check: string,
  contract: EventContract<D>,
  change: (data: Data) => Data,
): Mutation => ({
  name,
  check,
  doctored: ({ records, book }) => {
    if (!records.some(is(contract))) return null;
    const all = records.map((one) => (is(contract)(one) ? { ...one, data: change(one.data as Data) } : one));
    return { records: all, book };
  },
});

const dearer = (data: Data): Data => {
  const [first, ...rest] = data['instalments'] as readonly Readonly<{ interest: string }>[];
  return first === undefined
    ? data
    : { ...data, instalments: [{ ...first, interest: aCentMore(first.interest) }, ...rest] };
};
const aCentMore = (amount: string): string => {
  const minor = BigInt(amount.replace('.', '')) + 1n;
  return `${minor / 100n}.${String(minor % 100n).padStart(2, '0')}`;
};

/** What could go wrong with one loan, and which check must see it. */
const MUTATIONS: readonly Mutation[] = [
  without('nobody has approved it', 'approved', negotiationOfferApproved),
  without('it was never disclosed', 'disclosed', negotiationDisclosed),
  without('nobody has acknowledged it', 'disclosed', negotiationDisclosureAcknowledged),
  without('it was not assessed', 'affordable', negotiationAffordabilityAssessed),
  without('it was never booked', 'booked', loanScheduleReplaced),
  without('it was never asked for', 'asks', ledgerRequestReschedule),
  changed('a cent more is asked for', 'rows', ledgerRequestReschedule, dearer),
  changed('who proposed it has approved it', 'approved', negotiationOfferApproved, (data) => ({
    ...data,
    approvers: [data['proposer']],
  })),
  changed('other words were acknowledged', 'disclosed', negotiationDisclosureAcknowledged, (data) => ({
    ...data,
    sha256: 'f'.repeat(64),
  })),
  changed('staff has acknowledged it without a proof', 'proven', negotiationDisclosureAcknowledged, (data) => ({
    ...data,
    via: 'staff',
  })),
  {
    name: 'it is in force twice',
    check: 'one-plan',
    doctored: ({ records, book }) => {
      const activated = records.find(is(negotiationPlanActivated));
      return activated === undefined ? null : { records: [...records, activated], book };
    },
  },
  {
    name: 'the borrower earns nothing',
    check: 'affordable',
    doctored: ({ records, book }) => {
      const stated = new Map(
        [...book.stated].map(([id, one]) => [id, { ...one, incomes: [], liquid: 0n, months: null }] as const),
      );
      return { records, book: { ...book, stated } };
    },
  },
  {
    ...changed('one failure too many is counted', 'consecutive', negotiationFailed, (data) => ({
      ...data,
      consecutive: Number(data['consecutive']) + 1,
    })),
    on: 'failure',
  },
  {
    name: 'the borrower was vulnerable all the time',
    check: 'held',
    on: 'plan-failure',
    doctored: ({ records, book }) => {
      const [first] = records;
      if (first === undefined) return null;
      const who = { personId: 'demo:P-DOCTORED', role: 'borrower', effects: ['stop'], legal: [] };
      return { records: [{ ...first, type: outreachVulnerabilityFlagged.type, data: who }, ...records], book };
    },
  },
];

export type BlindSpots = Readonly<{ tried: number; unseen: readonly string[] }>;

/** Does each of them to a loan of the run that it is about, and looks whether it is seen. */
export function blindSpots(all: readonly LogRecord[], book: NegotiationBook): BlindSpots {
  const loans = [...byLoan(all)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const first = (isOf: (trace: Trace) => boolean) => loans.find(([loan, said]) => isOf(new Trace(loan, said)))?.[1];
  const found: Readonly<Record<On, readonly LogRecord[] | undefined>> = {
    plan: first(hasOnePlan),
    failure: first((trace) => trace.all(negotiationFailed).length > 0),
    'plan-failure': first(hasPlanFailed),
  };
  const unseen: string[] = [];
  let tried = 0;
  for (const { name, check, on = 'plan', doctored } of MUTATIONS) {
    const records = found[on];
    const wrong = records === undefined ? null : doctored({ records, book });
    if (wrong === null) continue;
    tried += 1;
    const { findings } = judgeNegotiations(wrong.records, wrong.book);
    if (!findings.some((one) => one.check === check)) unseen.push(name);
  }
  return { tried, unseen };
}

/** One plan, asked for once and booked as it was asked: what is wrong with it then is what was made wrong. */
function hasOnePlan(trace: Trace): boolean {
  const [first, ...others] = takenIn(trace);
  if (first === undefined || others.length > 0 || first.activated === undefined || first.booked === undefined)
    return false;
  const paid = first.ask?.data.instalments.every(({ principal }) => principal !== '0.00') ?? false;
  return paid && trace.all(ledgerRequestReschedule).length === 1;
}

/** A plan that was agreed on here has failed, and that was not taken back. */
function hasPlanFailed(trace: Trace): boolean {
  const back = trace.all(negotiationFailureTakenBack).map(({ data }) => data.planId);
  const plans = takenIn(trace).map(({ accepted }) => accepted.data.planId);
  return trace
    .all(negotiationFailed)
    .some(({ data: { planId } }) => planId !== null && plans.includes(planId) && !back.includes(planId));
}
