import type { FactsBook } from './book.js';
import { localAt } from './local.js';
import type { Decided, LogRecord, Notice } from './log.js';
import { judge } from './verdict.js';

type Case = Readonly<{ records: readonly LogRecord[]; book: FactsBook }>;

/** One wrong that could happen, done to a log: null where the log has nothing that it could happen to. */
type Mutation = Readonly<{ name: string; check: string; apply: (on: Case, sent: Sent) => Case | null }>;

/** A notice that was sent for dunning, with what allowed it. */
type Sent = Readonly<{ record: LogRecord; notice: Notice; allowed: LogRecord; decided: Decided }>;

const HOUR = 3_600_000;
const at = (time: number): string => new Date(time).toISOString();

const replaced = (records: readonly LogRecord[], one: LogRecord, data: object): LogRecord[] =>
  records.map((record) => (record === one ? { ...record, data: { ...(record.data as object), ...data } } : record));

const withRecords = (on: Case, records: readonly LogRecord[]): Case => ({ ...on, records });

/** Says something of the loan an hour before the notice was sent. */
const before = (on: Case, { record, notice }: Sent, type: string, data: object, businessDate?: string): Case => {
  const time = Date.parse(notice.at) - HOUR;
  const said: LogRecord = { type, loan: record.loan, time, businessDate: businessDate ?? record.businessDate, data };
  return withRecords(on, [
    ...on.records.slice(0, on.records.indexOf(record)),
    said,
    ...on.records.slice(on.records.indexOf(record)),
  ]);
};

const whoOf = ({ personId, role }: Notice) => ({ personId, role });

/** The same contact once more: another notice that another decision has allowed. */
function again(on: Case, { record, notice, allowed, decided }: Sent, laterMs: number): Case {
  const decisionId = `${decided.decisionId}-again`;
  const sentAt = at(Date.parse(notice.at) + laterMs);
  const copy = { ...notice, noticeId: `${notice.noticeId}-again`, decisionId, at: sentAt, step: null };
  return withRecords(on, [
    ...on.records,
    { ...allowed, data: { ...decided, decisionId, contactId: `${decided.contactId}-again`, reservedUntil: sentAt } },
    { ...record, data: copy },
  ]);
}

const callOfAFirm = ({ notice, decided }: Sent): object => ({
  callId: 'mutation',
  contactId: decided.contactId,
  ...whoOf(notice),
  direction: 'out',
  by: 'agency',
  agencyId: 'nobody',
  outcome: 'no-answer',
  conversation: false,
  reasonForDelinquency: null,
  recordingId: null,
  at: notice.at,
});

function atNight(on: Case, { record, notice, allowed }: Sent): Case {
  const zone = on.book.people.get(notice.personId)?.timeZone ?? 'UTC';
  let moved = Date.parse(notice.at);
  while (localAt(zone, moved).time.slice(0, 2) !== '03') moved += HOUR;
  const late = replaced(on.records, record, { at: at(moved) });
  return withRecords(on, replaced(late, allowed, { reservedUntil: at(moved) }));
}

function unknownZone(on: Case, { notice }: Sent): Case {
  const person = on.book.people.get(notice.personId);
  if (person === undefined) return on;
  const people = new Map(on.book.people).set(notice.personId, { ...person, timeZone: null });
  return { ...on, book: { ...on.book, people } };
}

const MUTATIONS: readonly Mutation[] = [
  { name: 'sent at three in the night', check: 'hours', apply: atNight },
  { name: 'a second message on the same day', check: 'caps', apply: (on, sent) => again(on, sent, 1_000) },
  {
    name: 'sent after an opt-out',
    check: 'opt-outs',
    apply: (on, sent) =>
      before(on, sent, 'mora.outreach.opt-out-recorded.v1', {
        ...whoOf(sent.notice),
        channel: 'all',
        via: 'word',
        at: at(Date.parse(sent.notice.at) - HOUR),
      }),
  },
  {
    name: 'sent while the debt is disputed',
    check: 'stops',
    apply: (on, sent) =>
      before(on, sent, 'mora.outreach.dispute-raised.v1', {
        ...whoOf(sent.notice),
        disputeId: 'mutation',
        kind: 'amount',
        written: false,
      }),
  },
  {
    name: 'sent after a death',
    check: 'stops',
    apply: (on, sent) =>
      before(on, sent, 'mora.outreach.vulnerability-flagged.v1', {
        ...whoOf(sent.notice),
        effects: ['stop'],
        legal: ['deceased'],
      }),
  },
  {
    name: 'sent while a plan binds both sides',
    check: 'stops',
    apply: (on, sent) =>
      before(on, sent, 'mora.negotiation.plan-activated.v1', {
        planId: 'mutation',
        activeFrom: sent.record.businessDate,
      }),
  },
  {
    name: 'sent while the lawyers hold the loan',
    check: 'stops',
    apply: (on, sent) => before(on, sent, 'mora.legal.outreach-hold-set.v1', { holdId: 'mutation', reason: 'claim' }),
  },
  {
    name: 'a firm calls that does not have the loan',
    check: 'agencies',
    apply: (on, sent) => before(on, sent, 'mora.outreach.call-logged.v1', callOfAFirm(sent)),
  },
  {
    name: 'nobody has asked the gate',
    check: 'decided',
    apply: (on, { allowed }) =>
      withRecords(
        on,
        on.records.filter((record) => record !== allowed),
      ),
  },
  {
    name: 'sent when the time was over',
    check: 'decided',
    apply: (on, { allowed, notice }) =>
      withRecords(on, replaced(on.records, allowed, { reservedUntil: at(Date.parse(notice.at) - 1) })),
  },
  {
    name: 'sent though it was given back',
    check: 'decided',
    apply: (on, { allowed, decided }) =>
      withRecords(on, [...on.records, { ...allowed, data: { ...decided, outcome: 'returned' } }]),
  },
  {
    name: 'a listed contact is told',
    check: 'party',
    apply: (on, { record }) => withRecords(on, replaced(on.records, record, { role: 'contact' })),
  },
  { name: 'nobody knows what time it is there', check: 'known', apply: unknownZone },
  {
    name: 'the provider has it twice',
    check: 'once',
    apply: (on, { notice }) => ({
      ...on,
      book: { ...on.book, received: { ...on.book.received, [notice.noticeId]: 2 } },
    }),
  },
  {
    name: 'a count stops a notice that the law demands',
    check: 'purposes',
    apply: (on, { allowed, decided }) =>
      withRecords(on, [
        ...on.records,
        { ...allowed, data: { ...decided, purpose: 'statutory-notice', outcome: 'refused', rules: ['H-4'] } },
      ]),
  },
];

/** Which wrongs the checker did not see, of those that could be done to this log; null where it has no notice at all. */
export function blindSpots(on: Case, bankZone: string): Readonly<{ tried: number; unseen: readonly string[] }> | null {
  const sent = firstSent(on);
  if (sent === null) return null;
  const unseen = MUTATIONS.filter(({ check, apply }) => {
    const mutated = apply(on, sent);
    if (mutated === null) return false;
    return !judge(mutated.records, mutated.book, bankZone).findings.some((finding) => finding.check === check);
  });
  return { tried: MUTATIONS.length, unseen: unseen.map(({ name }) => name) };
}

function firstSent({ records }: Case): Sent | null {
  for (const record of records) {
    if (record.type !== 'mora.outreach.notice-sent.v1') continue;
    const notice = record.data as Notice;
    if (notice.purpose !== 'reminder' && notice.purpose !== 'collection') continue;
    const allowed = records.find(
      ({ type, data }) =>
        type === 'mora.outreach.contact-decided.v1' &&
        (data as Decided).decisionId === notice.decisionId &&
        (data as Decided).outcome === 'allowed',
    );
    if (allowed !== undefined) return { record, notice, allowed, decided: allowed.data as Decided };
  }
  return null;
}
