import {
  type EventContract,
  loanRegistered,
  outreachAgencyPlaced,
  outreachAgencyRecalled,
  outreachCallLogged,
  outreachComplaintRaised,
  outreachContactAnswered,
  outreachContactDecided,
  outreachNoticeSent,
  outreachOptOutLifted,
  outreachOptOutRecorded,
  outreachVisitLogged,
} from '@mora/contracts';

import { type FlagBook, flagsIn } from './flags.js';
import type { Policy } from './policy.js';

type DataOf<C> = C extends EventContract<infer D> ? D : never;

/** A record of a public stream, as anybody downstream reads it: its place, whom it is about, when it was said. */
export type LogRecord = Readonly<{
  type: string;
  loan: string;
  businessDate: string;
  /** When it was said, in milliseconds of UTC. */
  time: number;
  data: unknown;
}>;

export type Decided = DataOf<typeof outreachContactDecided>;
export type Notice = DataOf<typeof outreachNoticeSent>;
export type Call = DataOf<typeof outreachCallLogged>;
export type Visit = DataOf<typeof outreachVisitLogged>;
type OptOut = DataOf<typeof outreachOptOutRecorded>;

type Of<D> = Readonly<{ loan: string; time: number; businessDate: string; data: D }>;

/** The log, taken apart by kind. What is none of these is nothing that the checker judges by. */
export type Log = Readonly<{
  decided: readonly Of<Decided>[];
  /** The first outcome of each notice that says that it was handed to a provider, or may have been. */
  handed: readonly Of<Notice & { outcome: string }>[];
  calls: readonly Of<Call>[];
  visits: readonly Of<Visit>[];
  optOuts: readonly Of<OptOut & { lifted: boolean }>[];
  /** What stops dunning, from when to when, by loan and by person. */
  flags: FlagBook;
  /** Complaints about outside firms. */
  complaints: readonly Of<DataOf<typeof outreachComplaintRaised>>[];
  placements: readonly Of<DataOf<typeof outreachAgencyPlaced> & { ends: boolean }>[];
  products: ReadonlyMap<string, string>;
  /** The contact point of each decision. */
  points: ReadonlyMap<string, string>;
  /** Episodes of overdue debt, as delinquency-classification tells them. */
  episodes: readonly Readonly<{ loan: string; businessDate: string; opens: boolean }>[];
}>;

const HANDED = ['sent', 'delivered', 'unknown', 'failed'];

/** Reads what was said, in the order in which it was said of each loan. Throws ContractViolation for what keeps no contract. */
export function readLog(records: readonly LogRecord[], { hardshipDays }: Pick<Policy, 'hardshipDays'>): Log {
  const pick = <D, E = D>(contract: EventContract<D>, with_: (data: D) => E): Of<E>[] =>
    records
      .filter(({ type }) => type === contract.type)
      .map(({ loan, time, businessDate, data }) => ({
        loan,
        time,
        businessDate,
        data: with_(contract.check(data)),
      }));
  const as = <D>(data: D): D => data;
  return {
    decided: pick(outreachContactDecided, as),
    handed: handedIn(records),
    calls: pick(outreachCallLogged, as),
    visits: pick(outreachVisitLogged, as),
    optOuts: [
      ...pick(outreachOptOutRecorded, (data) => ({ ...data, lifted: false })),
      ...pick(outreachOptOutLifted, (data) => ({ ...data, lifted: true })),
    ].toSorted((a, b) => Date.parse(a.data.at) - Date.parse(b.data.at)),
    flags: flagsIn(records, hardshipDays),
    complaints: pick(outreachComplaintRaised, as).filter(({ data }) => data.agencyId !== null),
    placements: [
      ...pick(outreachAgencyPlaced, (data) => ({ ...data, ends: false })),
      ...pick(outreachAgencyRecalled, (data) => ({ ...data, ends: true })),
    ].toSorted((a, b) => a.time - b.time),
    products: new Map(pick(loanRegistered, as).map(({ loan, data }) => [loan, data.product])),
    points: new Map(
      pick(outreachContactAnswered, as).flatMap(({ data: { decision, pointId } }) =>
        pointId === null ? [] : [[decision.decisionId, pointId] as const],
      ),
    ),
    episodes: records
      .filter(({ type }) => type === 'mora.delinquency.started.v1' || type === 'mora.delinquency.cured.v1')
      .map(({ type, loan, businessDate }) => ({ loan, businessDate, opens: type.includes('started') })),
  };
}

function handedIn(records: readonly LogRecord[]): Of<Notice & { outcome: string }>[] {
  const first = new Map<string, Of<Notice & { outcome: string }>>();
  for (const { type, loan, time, businessDate, data } of records) {
    const outcome = /^mora\.outreach\.notice-(\w+)\.v1$/.exec(type)?.[1] ?? '';
    if (!HANDED.includes(outcome)) continue;
    const notice = outreachNoticeSent.check(data);
    if (!first.has(notice.noticeId))
      first.set(notice.noticeId, { loan, time, businessDate, data: { ...notice, outcome } });
  }
  return [...first.values()];
}
