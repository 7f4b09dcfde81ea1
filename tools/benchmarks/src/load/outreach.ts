import {
  type Announcement,
  delinquencyBucketChanged,
  delinquencyStarted,
  loanPartyLinked,
  loanPaymentPosted,
  loanRegistered,
  loanScheduleReplaced,
  outreachContactWanted,
  outreachLoanFacts,
} from '@mora/contracts';
import { addDays, calendarDate, type CalendarDate, type LoanId, type PersonId } from '@mora/kernel';
import type { BrokerRecord } from '@mora/runtime';
import { SOURCE, TENANT } from './portfolio.js';

type Unnumbered = Omit<BrokerRecord, 'offset'>;

/** The day that stays open; a Tuesday, at ten in the morning of Shanghai. */
export const TODAY: CalendarDate = calendarDate('2026-03-10');
export const TEN_O_CLOCK = Date.parse('2026-03-10T02:00:00Z');
const YESTERDAY = addDays(TODAY, -1);
const SLICES = ['ledger', 'arrears', 'elsewhere', 'says', 'promises', 'notices'] as const;

const loanOf = (n: number): LoanId => `${TENANT}:L-${n}` as LoanId;
const personOf = (n: number): PersonId => `${TENANT}:P-${n}` as PersonId;
const provenance = { source: SOURCE, bookedOn: TODAY } as const;
const policy = { id: 'mora-default', version: 1, rule: 'm1' };
const overdue = (total: string) => ({
  currency: 'CNY' as const,
  total,
  principal: total,
  interest: '0.00',
  fee: '0.00',
  penalty: '0.00',
});

const record = (about: string, key: string, { type, data }: Announcement): Unnumbered => ({
  key: Buffer.from(key),
  headers: { ce_id: `${type}/${about}`, ce_type: type, ce_tenant: TENANT, ce_businessdate: TODAY, ce_subject: key },
  value: Buffer.from(JSON.stringify(data)),
});

export const numbered = (records: readonly Unnumbered[], from = 0): BrokerRecord[] =>
  records.map((one, n) => ({ ...one, offset: BigInt(from + n) }));

/** A loan of somebody that is two days late on its first instalment, as the ledger and classification tell of it. */
export function lateLoan(n: number): Readonly<{ ledger: readonly Unnumbered[]; arrears: readonly Unnumbered[] }> {
  const loan = loanOf(n);
  const instalments = Array.from({ length: 24 }, (_, nth) => ({
    number: nth + 1,
    dueOn: addDays(TODAY, nth * 30 - 2),
    principal: '950.00',
    interest: '53.00',
  }));
  const said = [
    loanRegistered.of({ ...provenance, product: 'consumer-loan', currency: 'CNY' }),
    loanScheduleReplaced.of({ ...provenance, version: 1, currency: 'CNY', instalments }),
    loanPartyLinked.of({ ...provenance, partyId: `P-${n}`, role: 'borrower', from: TODAY }),
  ];
  const episode = { episodeId: `E-${n}`, asOf: YESTERDAY, oldestUnpaidOn: addDays(TODAY, -2), daysPastDue: 1 };
  const started = delinquencyStarted.of({
    ...episode,
    first: true,
    cutOver: false,
    overdue: overdue('1003.00'),
    policy,
  });
  return { ledger: said.map((one) => record(`${n}`, loan, one)), arrears: [record(`${n}`, loan, started)] };
}

/** Part of the debt is paid, ... */
export const partPaid = (n: number, nth: number): Unnumbered =>
  record(
    `${n}/${nth}`,
    loanOf(n),
    loanPaymentPosted.of({
      ...provenance,
      transactionId: `T-${n}-${nth}`,
      amount: '100.00',
      currency: 'CNY',
      valueDate: TODAY,
    }),
  );

/** ... and the loan goes from one bucket to another. */
export const moved = (n: number): Unnumbered =>
  record(
    `${n}`,
    loanOf(n),
    delinquencyBucketChanged.of({
      episodeId: `E-${n}`,
      table: 'cn-m',
      from: 'M1',
      to: 'M2',
      asOf: YESTERDAY,
      oldestUnpaidOn: addDays(TODAY, -31),
      daysPastDue: 30,
      overdue: overdue('2006.00'),
      policy,
    }),
  );

/** The party record of somebody in Shanghai, as the bank's system of people sends it. */
export const party = (n: number): Unnumbered =>
  door(`P-${n}`, 'party-registered', {
    version: 1,
    kind: 'person',
    name: `Bench ${n}`,
    language: 'zh-CN',
    timeZone: 'Asia/Shanghai',
    jurisdiction: 'CN',
    points: [
      { id: 'mobile-1', kind: 'mobile', value: `+8600${n}`, reserved: true, preferred: true },
      { id: 'mail-1', kind: 'email', value: `bench-${n}@example.com`, reserved: false, preferred: false },
    ],
  });

/** All that this system knows of people has been sent. */
export const heartbeat = (): Unnumbered =>
  door(null, 'parties-heartbeat', { source: SOURCE, asOf: YESTERDAY, partitions: 1 });

const door = (subject: string | null, kind: string, data: object): Unnumbered => ({
  key: subject === null ? null : Buffer.from(subject),
  headers: { 'content-type': 'application/cloudevents+json' },
  value: Buffer.from(
    JSON.stringify({
      specversion: '1.0',
      id: `${kind}/${subject ?? 'all'}`,
      source: SOURCE,
      type: `ledger.${kind}.v1`,
      ...(subject !== null && { subject }),
      tenant: TENANT,
      businessdate: TODAY,
      data,
    }),
  ),
});

/** Everything that a person's lane must know of the loan before it can allow anything. */
export const factsOf = (n: number): readonly Unnumbered[] =>
  SLICES.map((slice) =>
    record(
      `${n}/${slice}`,
      personOf(n),
      outreachLoanFacts.of({
        loanId: loanOf(n),
        personId: personOf(n),
        role: 'borrower',
        slice,
        version: 1,
        flags: [],
        facts: slice === 'ledger' ? { product: 'consumer-loan', online: true } : {},
      }),
    ),
  );

/** The loan asks for its first reminder, at once. */
export const wanted = (n: number): Unnumbered =>
  record(
    `${n}`,
    personOf(n),
    outreachContactWanted.of({
      contactId: `C-${n}`,
      loanId: loanOf(n),
      personId: personOf(n),
      role: 'borrower',
      channels: ['sms', 'email', 'letter'],
      byPreference: true,
      purpose: 'reminder',
      priority: 10,
      on: TODAY,
      at: '10:00',
      lapsesOn: addDays(TODAY, 3),
      step: 'first-reminder',
      episodeId: `E-${n}`,
      arm: null,
      templateId: 'first-overdue',
      sliceVersions: { ledger: 1, arrears: 1 },
    }),
  );
