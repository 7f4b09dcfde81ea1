import type { FactsBook, KnownPerson } from './book.js';
import type { LogRecord } from './log.js';

const LOAN = 'demo:L-000001';
const DAY = '2026-03-09';

export const CHEN: KnownPerson = {
  personId: 'demo:P-000001',
  jurisdiction: 'CN',
  timeZone: 'Asia/Shanghai',
  hours: null,
  robotCalls: false,
};

export const bookOf = (person: KnownPerson = CHEN, received: Readonly<Record<string, number>> = {}): FactsBook => ({
  people: new Map([[person.personId, person]]),
  received,
});

type Contact = Readonly<{
  n: number;
  at: string;
  channel?: string;
  purpose?: string;
  conversation?: boolean;
  person?: KnownPerson;
}>;

const record = (type: string, at: string, data: object): LogRecord => ({
  type: `mora.outreach.${type}.v1`,
  loan: LOAN,
  businessDate: DAY,
  time: Date.parse(at),
  data,
});

const about = ({ n, channel = 'sms', purpose = 'reminder', person = CHEN }: Contact) => ({
  contactId: `c${n}`,
  decisionId: `d${n}`,
  personId: person.personId,
  role: 'borrower',
  channel,
  purpose,
  step: `s${n}`,
  arm: null,
  episodeId: 'e1',
});

const allowed = (contact: Contact): LogRecord =>
  record('contact-decided', contact.at, {
    ...about(contact),
    collector: { kind: 'robot', id: null },
    outcome: 'allowed',
    rules: [],
    plannedFor: contact.at,
    nextAllowedAt: null,
    reservedUntil: new Date(Date.parse(contact.at) + 7_200_000).toISOString(),
    packs: [{ id: 'house', version: 1 }],
    inputs: {},
    inputsHash: 'h',
  });

/** A notice that the gate has allowed and the provider has taken. */
export const sent = (contact: Contact): readonly LogRecord[] => [
  allowed(contact),
  record('notice-sent', contact.at, {
    ...about(contact),
    noticeId: `n${contact.n}`,
    template: { id: 'first-overdue', version: 1, language: 'zh-CN', hash: 'h' },
    at: contact.at,
    provider: 'viewer',
    providerRef: null,
    proofHash: null,
    reason: null,
    requestId: null,
  }),
];

/** A call that the gate has allowed and somebody has made. */
export const called = (contact: Contact): readonly LogRecord[] => {
  const { personId, role } = about(contact);
  return [
    allowed({ channel: 'call', purpose: 'collection', ...contact }),
    record('call-logged', contact.at, {
      callId: `k${contact.n}`,
      contactId: `c${contact.n}`,
      personId,
      role,
      direction: 'out',
      by: 'staff',
      agencyId: null,
      outcome: 'talk',
      conversation: contact.conversation ?? false,
      reasonForDelinquency: null,
      recordingId: null,
      at: contact.at,
    }),
  ];
};

export const started = (businessDate: string): LogRecord => ({
  type: 'mora.delinquency.started.v1',
  loan: LOAN,
  businessDate,
  time: Date.parse(`${businessDate}T15:00:00Z`),
  data: {},
});
export const curedOn = (businessDate: string): LogRecord => ({
  ...started(businessDate),
  type: 'mora.delinquency.cured.v1',
});
