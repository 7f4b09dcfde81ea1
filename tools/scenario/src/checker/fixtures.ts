import type { FactsBook, KnownFirm, KnownPerson } from './book.js';
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
  firms: [],
  grants: [],
  announced: [],
  received,
});

type Contact = Readonly<{
  n: number;
  at: string;
  channel?: string;
  purpose?: string;
  role?: string;
  conversation?: boolean;
  person?: KnownPerson;
  template?: string;
  /** The firm that makes it. */
  agency?: string;
  /** The allowance under which it was granted, and for when. */
  allowance?: string;
  plannedFor?: string;
  loan?: string;
}>;

export const record = (type: string, at: string, data: object, loan = LOAN): LogRecord => ({
  type: `mora.${type.includes('.') ? '' : 'outreach.'}${type}.v1`,
  loan,
  businessDate: DAY,
  time: Date.parse(at),
  data,
});

const about = (contact: Contact) => {
  const { n, channel = 'sms', purpose = 'reminder', role = 'borrower', person = CHEN, agency, allowance } = contact;
  return {
    contactId: allowance ?? (agency === undefined ? `c${n}` : `d${n}`),
    decisionId: `d${n}`,
    personId: person.personId,
    role,
    channel,
    purpose,
    step: `s${n}`,
    arm: null,
    episodeId: 'e1',
  };
};

/** The gate's yes to a contact; `outcome` says of another word of it. */
export function allowed(contact: Contact, outcome = 'allowed'): LogRecord {
  const { at, plannedFor = at, agency, channel = 'sms', loan } = contact;
  const byHand = channel === 'call' || channel === 'visit' ? 'staff' : 'robot';
  const decision = {
    ...about(contact),
    collector: agency === undefined ? { kind: byHand, id: null } : { kind: 'agency', id: agency },
    outcome,
    rules: [],
    plannedFor,
    nextAllowedAt: null,
    reservedUntil: new Date(Date.parse(plannedFor) + 7_200_000).toISOString(),
    packs: [{ id: 'house', version: 1 }],
    inputs: {},
    inputsHash: 'h',
  };
  return record('contact-decided', plannedFor, decision, loan);
}

/** A notice that the gate has allowed and the provider has taken. */
export const sent = (contact: Contact): readonly LogRecord[] => [
  allowed(contact),
  record(
    'notice-sent',
    contact.at,
    {
      ...about(contact),
      noticeId: `n${contact.n}`,
      template: { id: contact.template ?? 'first-overdue', version: 1, language: 'zh-CN', hash: 'h' },
      at: contact.at,
      provider: 'viewer',
      providerRef: null,
      proofHash: null,
      reason: null,
      requestId: null,
    },
    contact.loan,
  ),
];

/** A call that the gate has allowed and somebody has made. */
export const called = (contact: Contact): readonly LogRecord[] => [
  allowed({ channel: 'call', purpose: 'collection', ...contact }),
  logged(contact),
];

/** What was said of a call, whoever had allowed it. */
export function logged(contact: Contact): LogRecord {
  const { n, at, conversation = false, agency, loan } = contact;
  const { personId, role, contactId } = about(contact);
  const call = {
    callId: `k${n}`,
    contactId: agency === undefined ? contactId : `d${n}`,
    personId,
    role,
    direction: 'out',
    by: agency === undefined ? 'staff' : 'agency',
    agencyId: agency ?? null,
    outcome: conversation ? 'spoke-with-person' : 'no-answer',
    conversation,
    reasonForDelinquency: null,
    recordingId: null,
    at,
  };
  return record('call-logged', at, call, loan);
}

/** The notice of what is owed, which goes before everything else in America. */
export const validated = (at: string, person: KnownPerson): readonly LogRecord[] =>
  sent({ n: 99, at, person, channel: 'email', purpose: 'statutory-notice', template: 'validation-notice' });

/** The loan is given to a firm of which the bank has told the borrower. */
export const placed = (agencyId: string, on: string): LogRecord =>
  record('agency-placed', `${on}T00:00:00Z`, {
    placementId: 'p1',
    agencyId,
    from: on,
    until: null,
    balance: '900.00',
    currency: 'CNY',
    because: 'placed',
  });

export const FIRM: KnownFirm = {
  agencyId: 'firm-a',
  listed: true,
  certified: true,
  documents: [
    { kind: 'business-licence', validUntil: '2026-12-31' },
    { kind: 'qualification', validUntil: '2026-12-31' },
  ],
  contract: { from: '2026-01-01', until: '2026-12-31' },
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

/** Of what product the loan is: some packs are for cards alone. */
export const registered: LogRecord = {
  ...started('2026-01-05'),
  type: 'mora.loan.registered.v1',
  data: {
    source: 'core',
    sequence: 1,
    bookedOn: '2026-01-05',
    product: 'consumer-loan',
    currency: 'CNY',
  },
};
