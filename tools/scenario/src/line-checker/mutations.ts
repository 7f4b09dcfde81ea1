import { addDays, calendarDate } from '@mora/kernel';
import type { LogRecord } from './book.js';
import type { LineRules } from './rules-read.js';
import { judgeLaw } from './verdict.js';

type Data = Readonly<Record<string, unknown>>;
/** One wrong that could happen to a record of a kind, and the check that has to see it. */
type Mutation = Readonly<{
  name: string;
  check: string;
  kind: string;
  apply: (data: Data) => Data | null;
  of?: (data: Data) => boolean;
}>;

const day = (value: unknown, days: number): string => addDays(calendarDate(String(value)), days);
const cent = (value: unknown): string => {
  const [whole = '0', part = '00'] = String(value).split('.');
  return `${whole}.${part === '99' ? '98' : String(Number(part) + 1).padStart(2, '0')}`;
};
const runs = ({ state, claim, expiresOn }: Data): boolean =>
  state === 'running' && (claim === 'debt' || claim === 'interest') && expiresOn !== null;

/** Null for the data: the record is left out. */
export const MUTATIONS: readonly Mutation[] = [
  {
    name: 'a period ends a day later',
    check: 'clock',
    kind: 'legal.limitation-set',
    of: runs,
    apply: (data) => ({ ...data, expiresOn: day(data['expiresOn'], 1) }),
  },
  {
    name: 'a period ends a day earlier',
    check: 'clock',
    kind: 'legal.limitation-set',
    of: runs,
    apply: (data) => ({ ...data, expiresOn: day(data['expiresOn'], -1) }),
  },
  {
    name: 'a period begins on another day',
    check: 'clock',
    kind: 'legal.limitation-set',
    of: runs,
    apply: (data) => ({ ...data, startsOn: day(data['startsOn'], 1) }),
  },
  {
    name: 'a period that runs is said to have run out',
    check: 'clock',
    kind: 'legal.limitation-set',
    of: runs,
    apply: (data) => ({ ...data, state: 'expired' }),
  },
  {
    name: 'a period started anew by what nobody has told',
    check: 'acts',
    kind: 'legal.limitation-interrupted',
    of: ({ act }) => act !== 'suit' && act !== 'payment-order' && act !== 'mediation',
    apply: (data) => ({ ...data, proof: { ...(data['proof'] as object), id: 'mutation' } }),
  },
  {
    name: 'the gate passes on the last day of the third month',
    check: 'gate',
    kind: 'legal.gate-passed',
    apply: (data) => ({
      ...data,
      on: day((data['readings'] as Readonly<{ months: Readonly<{ since: string }> }>).months.since, -1),
    }),
  },
  {
    name: 'a failure was never told',
    check: 'gate',
    kind: 'negotiation.failed',
    of: ({ consecutive }) => consecutive === 2,
    apply: () => null,
  },
  { name: 'filed though no gate has passed', check: 'filed', kind: 'legal.gate-passed', apply: () => null },
  { name: 'filed though nobody has agreed', check: 'filed', kind: 'legal.strategy-approved', apply: () => null },
  {
    name: 'filed by the one who thought of it',
    check: 'filed',
    kind: 'legal.case-evaluated',
    apply: (data) => ({ ...data, by: 'l-2' }),
  },
  {
    name: 'filed in another way than was agreed',
    check: 'filed',
    kind: 'legal.strategy-approved',
    apply: (data) => ({ ...data, strategy: 'wait' }),
  },
  {
    name: 'filed after the claim has run out',
    check: 'filed',
    kind: 'legal.filed',
    apply: (data) => ({ ...data, on: '2099-01-01' }),
  },
  {
    name: 'a cent more is claimed than is booked',
    check: 'claim',
    kind: 'legal.claim-computed',
    apply: (data) => ({ ...data, principal: cent(data['principal']) }),
  },
  {
    name: 'a cent of interest more is claimed',
    check: 'claim',
    kind: 'legal.claim-computed',
    apply: (data) => ({ ...data, interest: cent(data['interest']) }),
  },
  {
    name: 'a cent more of a fee',
    check: 'fee',
    kind: 'legal.filed',
    apply: (data) => ({ ...data, fee: cent(data['fee']) }),
  },
  {
    name: 'enforced though it can be appealed',
    check: 'enforced',
    kind: 'legal.judgment-final',
    apply: () => null,
  },
  {
    name: 'enforced though no court has decided',
    check: 'enforced',
    kind: 'legal.judgment-entered',
    apply: () => null,
  },
  {
    name: 'a cent more has come in than was used',
    check: 'recovered',
    kind: 'legal.recovered',
    apply: (data) => ({ ...data, amount: cent(data['amount']) }),
  },
];

/** Which wrongs the checker did not see, of those that could be done to this log: each to one loan that it could befall. */
export function blindSpots(
  records: readonly LogRecord[],
  rules: LineRules,
): Readonly<{ tried: number; unseen: readonly string[] }> {
  let tried = 0;
  const unseen = MUTATIONS.filter(({ kind, of = () => true, apply, check }) => {
    const loan = placeOf(records, kind, of);
    if (loan === null) return false;
    tried += 1;
    const own = records.filter((record) => record.loan === loan);
    const at = own.findLastIndex((record) => isOf(record, kind, of));
    const one = own[at] as LogRecord;
    const data = apply(one.data as Data);
    const mutated = data === null ? own.filter((_, n) => n !== at) : own.with(at, { ...one, data });
    return !judgeLaw(mutated, rules).findings.some((finding) => finding.check === check);
  });
  return { tried, unseen: unseen.map(({ name }) => name) };
}

const isOf = ({ type, data }: LogRecord, kind: string, of: (data: Data) => boolean): boolean =>
  type === `mora.${kind}.v1` && of(data as Data);

/** Of a loan that has come as far as one of them can, so that there is something to be seen. */
function placeOf(records: readonly LogRecord[], kind: string, of: (data: Data) => boolean): string | null {
  const needs = NEEDS[kind];
  const far =
    needs === undefined ? null : new Set(records.filter((one) => needs.includes(one.type)).map((one) => one.loan));
  const found = records.find((record) => isOf(record, kind, of) && (far === null || far.has(record.loan)));
  return found?.loan ?? null;
}

const FILED = ['mora.legal.filed.v1'];
const ENFORCED = ['mora.legal.enforcement-applied.v1'];
const NEEDS: Readonly<Record<string, readonly string[] | undefined>> = {
  'negotiation.failed': ['mora.legal.gate-passed.v1'],
  'legal.gate-passed': FILED,
  'legal.strategy-approved': FILED,
  'legal.case-evaluated': FILED,
  'legal.judgment-final': ENFORCED,
  'legal.judgment-entered': ENFORCED,
};
