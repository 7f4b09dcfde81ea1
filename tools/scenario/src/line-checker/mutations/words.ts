import { addDays, calendarDate } from '@mora/kernel';
import type { LawBook, LogRecord } from '../book.js';

export type Data = Readonly<Record<string, unknown>>;

/** One wrong that could happen to a record of a kind, and the check that has to see it. */
export type Mutation = Readonly<{
  name: string;
  check: string;
  kind: string;
  /** What stands there instead of the record. */
  apply: (record: LogRecord) => readonly LogRecord[];
  of?: (data: Data) => boolean;
  /** It befalls the last such record before the last of these, as what is said behind that is of no concern to it. */
  before?: Readonly<{ kind: string; of?: (data: Data) => boolean }>;
  /** Whether it would be a wrong, by all that was said of the loan and by the run's own book. */
  where?: (said: readonly LogRecord[], book: LawBook) => boolean;
}>;

export const typeOf = (kind: string): string => `mora.${kind}.v1`;
export const dataOf = ({ data }: LogRecord): Data => data as Data;
export const day = (value: unknown, days: number): string => addDays(calendarDate(String(value)), days);

/** One of the smallest unit more, whichever way keeps its form. */
export const cent = (value: unknown): string => {
  const [whole = '0', part = '00'] = String(value).split('.');
  return `${whole}.${part === '99' ? '98' : String(Number(part) + 1).padStart(2, '0')}`;
};

export const gone: Mutation['apply'] = () => [];

export const said =
  (change: (data: Data) => Data): Mutation['apply'] =>
  (record) => [{ ...record, data: { ...dataOf(record), ...change(dataOf(record)) } }];

/** Something is said before it, so many days earlier. */
export const behind =
  (kind: string, data: (record: LogRecord) => object, days = 1): Mutation['apply'] =>
  (record) => [
    { type: typeOf(kind), loan: record.loan, businessDate: day(record.businessDate, -days), data: data(record) },
    record,
  ];

export const has =
  (kind: string, of: (data: Data) => boolean = () => true) =>
  (all: readonly LogRecord[]): boolean =>
    all.some((record) => record.type === typeOf(kind) && of(dataOf(record)));

export const hasNot =
  (kind: string) =>
  (all: readonly LogRecord[]): boolean =>
    !has(kind)(all);

/** Whatever stops the bank, set by outreach or by negotiation, and never lifted. */
export const HOLDS: readonly Readonly<{ name: string; apply: Mutation['apply'] }>[] = [
  {
    name: 'a dispute',
    apply: behind('outreach.dispute-raised', () => {
      return { disputeId: 'mutation', ...WHO, kind: 'amount', written: false };
    }),
  },
  {
    name: 'a death',
    apply: behind('outreach.vulnerability-flagged', () => ({ ...WHO, effects: ['stop'], legal: ['deceased'] })),
  },
  {
    name: 'a moratorium',
    apply: behind('negotiation.hold-set', () => {
      return { roundId: 'mutation', episodeId: null, holdId: 'mutation', kind: 'moratorium', until: null };
    }),
  },
  {
    name: 'a plan in force',
    apply: behind('negotiation.plan-activated', ({ businessDate }) => {
      return { planId: 'mutation', activeFrom: day(businessDate, -1) };
    }),
  },
];
const WHO = { personId: 'demo:mutation', role: 'borrower' } as const;
