import { outreachNoticeSettled } from '@mora/contracts';
import { addDays } from '@mora/kernel';
import { id128 } from '../ids.js';
import type { LoanEvent, NoticeRequested } from './event.js';
import { answerTo, dayOf, factsOf, LI, linked, LoanStory, WANG, type WantedData } from './fixtures.js';

const request = (over: Partial<NoticeRequested> = {}): NoticeRequested => ({
  kind: 'notice-requested',
  requester: 'legal',
  requestId: 'r-1',
  purpose: 'statutory-notice',
  template: 'statutory-generic',
  facts: { amount: '1200.00' },
  role: 'borrower',
  channels: ['email', 'letter'],
  notBefore: dayOf(0),
  deadline: dayOf(3),
  proof: 'sent',
  ...over,
});

const told = (over: Partial<NoticeRequested> = {}) =>
  new LoanStory().take(
    { kind: 'registered', product: 'consumer-loan', currency: 'CNY', cutOver: false },
    linked(),
    factsOf(WANG),
    request(over),
  );

/** The gate allows it; then the sender claims it, and says what came of it. */
function carried(story: LoanStory, wanted: WantedData, outcome: 'sent' | 'failed' | 'unknown'): LoanStory {
  const [channel = 'letter'] = wanted.channels;
  const claim = { noticeId: id128(wanted.contactId, channel), attemptId: 'a' };
  const said = {
    provider: 'p',
    providerRef: 'ref',
    reason: null,
    definite: false,
    proofHash: 'h',
    template: null,
    at: 0,
  };
  const words = { id: 'statutory-generic', version: 1, language: 'zh-CN' as const, hash: 'h' };
  return story.take(
    answerTo(wanted, { step: null, channel }),
    { kind: 'claim-notice', ...claim },
    { kind: 'notice-outcome', ...claim, ...said, outcome, template: words },
  );
}

const receipt = (wanted: WantedData, outcome: 'delivered' | 'failed'): LoanEvent => ({
  kind: 'receipt',
  noticeId: id128(wanted.contactId, wanted.channels[0] ?? 'letter'),
  outcome,
  provider: 'p',
  providerRef: 'ref',
  reason: null,
  definite: false,
  proofHash: null,
  at: 0,
});

const answers = (story: LoanStory) =>
  story.heard<{ outcome: string; proof: { kind: string } | null; rules: string[] }>('request-answered');
const [first] = told().wanted();
if (first === undefined) throw new Error('nothing was wanted');

it('is wanted at once, first of all, until its deadline; the same request again is no second one', () => {
  const story = told().take(request());
  expect(story.wanted()).toEqual([
    expect.objectContaining({ personId: WANG, priority: 0, on: dayOf(0), lapsesOn: dayOf(3), at: null, step: null }),
  ]);
});

it('for the next day is wanted for that day, whether the close of this one comes behind the request or before it', () => {
  const known = () =>
    new LoanStory().take(
      { kind: 'registered', product: 'consumer-loan', currency: 'CNY', cutOver: false },
      linked(),
      factsOf(WANG),
    );
  const tomorrow = request({ notBefore: dayOf(1) });
  const contact = { contactId: first.contactId, on: dayOf(1), lapsesOn: dayOf(3), at: null };
  expect(known().take(tomorrow).close().wanted()).toMatchObject([contact]);
  expect(known().close().take(tomorrow).wanted()).toMatchObject([contact]);
});

it.each([
  ['sent', 'none', 'sent'],
  ['sent', 'sent', 'sent'],
] as const)('%s, where the proof asked for is %s: answered as %s', (outcome, proof, answer) => {
  const story = carried(told({ proof }), first, outcome);
  expect(answers(story)).toMatchObject([{ outcome: answer, proof: { kind: 'sent' } }]);
  expect(answers(story.close(5))).toEqual([]);
});

it('proof of delivery waits for the receipt; without one the deadline answers with what there is', () => {
  const story = carried(told({ proof: 'delivered' }), first, 'sent');
  expect(answers(story)).toEqual([]);
  expect(answers(story.take(receipt(first, 'delivered')))).toMatchObject([{ outcome: 'delivered' }]);
  const silent = carried(told({ proof: 'delivered' }), first, 'sent').close(3);
  expect(answers(silent)).toEqual([]);
  expect(answers(silent.close())).toMatchObject([{ outcome: 'sent', proof: { kind: 'sent' } }]);
});

it('a way that fails makes room for the next one; when none is left it has failed', () => {
  const story = carried(told(), first, 'failed');
  expect(answers(story)).toEqual([]);
  const [, second] = story.wanted();
  expect(second).toMatchObject({ channels: ['letter'] });
  if (second === undefined) throw new Error('nothing more was wanted');
  expect(second.contactId).not.toBe(first.contactId);
  expect(answers(carried(story, second, 'failed'))).toMatchObject([{ outcome: 'failed', proof: null }]);
});

describe('nobody knows whether a notice of the law went out', () => {
  const cases = (story: LoanStory) =>
    story.heard<{ queue: string; because: string }>('case-opened').map(({ queue, because }) => `${queue} ${because}`);
  const unknown = (purpose: NoticeRequested['purpose'] = 'statutory-notice') =>
    carried(told({ purpose }), { ...first, purpose }, 'unknown');

  it('it is put before a human being, once; other notices are not', () => {
    const story = unknown();
    expect(cases(story)).toEqual(['human notice-unknown']);
    const again = { ...receipt(first, 'delivered'), outcome: 'unknown' } as LoanEvent;
    expect(cases(story.take(again))).toEqual([]);
    for (const outcome of ['sent', 'failed'] as const) expect(cases(carried(told(), first, outcome))).toEqual([]);
    expect(cases(unknown('service'))).toEqual([]);
  });

  it('the one who tried it is asked, and no other', () => {
    const claim = { noticeId: id128(first.contactId, 'email'), attemptId: 'a' };
    const story = told().take(answerTo(first, { step: null, channel: 'email' }), { kind: 'claim-notice', ...claim });
    const said = { provider: 'p', providerRef: null, reason: null, definite: false, proofHash: null, at: 0 };
    const outcome = { kind: 'notice-outcome', outcome: 'unknown', template: null, ...claim, ...said } as const;
    expect(cases(story.take({ ...outcome, attemptId: 'another' }))).toEqual([]);
    expect(cases(story.take({ ...receipt(first, 'failed'), outcome: 'unknown' } as LoanEvent))).toHaveLength(1);
  });

  it('it is answered when a receipt says what became of it, and not by a close before the deadline', () => {
    const story = unknown().close(1);
    expect(answers(story)).toEqual([]);
    expect(answers(story.take(receipt(first, 'delivered')))).toMatchObject([{ outcome: 'delivered' }]);
  });
});

describe('somebody finds out what became of it', () => {
  const noticeId = id128(first.contactId, 'email');
  const settle = (outcome: 'sent' | 'failed', proof: string | null = null): LoanEvent => ({
    kind: 'settle-notice',
    noticeId,
    outcome,
    proof,
    because: 'asked-the-provider',
    by: 'li',
  });
  const unknown = (over: Partial<NoticeRequested> = {}) => carried(told(over), first, 'unknown');

  it.each([
    ['sent without proof', 'sent', null, 'no-proof'],
    ['sent with proof', 'sent', 'archive/1', null],
    ['never sent', 'failed', null, null],
  ] as const)('%s', (_name, outcome, proof, because) => {
    const story = unknown().take(settle(outcome, proof));
    expect(story.refused).toBe(because);
    const settled = story.heard<object>('notice-settled').map((data) => outreachNoticeSettled.check(data));
    expect(settled).toHaveLength(because === null ? 1 : 0);
    expect(story.heard(`notice-${outcome}`)).toHaveLength(because === null ? 1 : 0);
    expect(story.heard('case-closed')).toHaveLength(because === null ? 1 : 0);
  });

  it.each(['sent', 'failed'] as const)(
    'what is known to be %s is nobody’s to settle, nor is it settled twice',
    (as) => {
      expect(carried(told(), first, as).take(settle('failed')).refused).toBe('not-unknown');
      const story = unknown().take(settle('sent', 'archive/1'));
      expect(story.take(settle('failed')).refused).toBe('not-unknown');
    },
  );

  it('the service that asked for it is answered with the proof', () => {
    const story = unknown().take(settle('sent', 'archive/1'));
    expect(answers(story)).toMatchObject([{ outcome: 'sent', proof: { kind: 'sent', hash: 'archive/1' } }]);
  });

  it('what never went out is asked for again by the same way at the close, under another id', () => {
    const story = unknown({ channels: ['email'] }).take(settle('failed'));
    story.wanted();
    expect(answers(story)).toEqual([]);
    story.knownUpTo = { 'mora.legal.v1': story.openDay };
    const [again] = story.close().wanted();
    expect(again).toMatchObject({ channels: ['email'] });
    expect(again?.contactId).not.toBe(first.contactId);
    if (again === undefined) throw new Error('nothing was wanted again');
    expect(answers(carried(story, again, 'sent'))).toMatchObject([{ outcome: 'sent' }]);
  });
});

describe('a letter has arrived, as the post says', () => {
  const wantedBy = (channels: readonly ('letter' | 'email')[]) => {
    const story = told({ channels, proof: 'delivered' });
    const [wanted] = story.wanted();
    if (wanted === undefined) throw new Error('nothing was wanted');
    return { story: carried(story, wanted, 'sent'), noticeId: id128(wanted.contactId, channels[0] ?? 'letter') };
  };
  const arrived = (noticeId: string, over: object = {}): LoanEvent => ({
    kind: 'settle-notice',
    noticeId,
    outcome: 'delivered',
    proof: 'post-office/1',
    at: 0,
    because: 'receipt-of-the-post',
    by: 'li',
    ...over,
  });

  it('the service that asked for proof of it has the day on which it came', () => {
    const { story, noticeId } = wantedBy(['letter']);
    expect(answers(story)).toEqual([]);
    expect(answers(story.take(arrived(noticeId)))).toMatchObject([
      { outcome: 'delivered', proof: { kind: 'delivered', hash: 'post-office/1', at: '1970-01-01T00:00:00.000Z' } },
    ]);
    expect(story.heard('notice-delivered')).toHaveLength(1);
    const [settled] = story.heard<object>('notice-settled');
    expect(outreachNoticeSettled.check(settled)).toMatchObject({ outcome: 'delivered' });
    expect(story.take(arrived(noticeId)).refused).toBe('not-unknown');
  });

  it.each([
    ['an email, of which its provider tells', ['email'], {}, 'not-a-letter'],
    ['no proof', ['letter'], { proof: null }, 'no-proof'],
    ['a day to come', ['letter'], { at: Date.UTC(2100, 0) }, 'in-the-future'],
  ] as const)('not %s', (_what, channels, over, because) => {
    const { story, noticeId } = wantedBy(channels);
    expect(story.take(arrived(noticeId, over)).refused).toBe(because);
    expect(answers(story)).toEqual([]);
  });
});

const lapses = ({ contactId }: WantedData, channel: 'email' | 'letter'): LoanEvent => ({
  kind: 'timer',
  timer: 'notice-lapse',
  key: `notice/${id128(contactId, channel)}`,
  dueAt: 0,
});

it('what never left is wanted by the next way at the close, round and round until the deadline', () => {
  const story = told();
  const ways: (readonly string[])[] = [];
  for (let [asked] = story.wanted(); asked !== undefined; [asked] = story.wanted()) {
    const [channel = 'letter'] = asked.channels;
    ways.push(asked.channels);
    story.take(answerTo(asked, { step: null, channel }), lapses(asked, channel as 'letter'));
    expect(story.wanted()).toEqual([]);
    expect(answers(story)).toEqual([]);
    // Another service is known, so that nothing is given back for want of its mark.
    story.knownUpTo = { 'mora.legal.v1': story.openDay };
    story.close();
  }
  expect(ways).toEqual([
    ['email', 'letter'],
    ['letter', 'email'],
    ['email', 'letter'],
    ['letter', 'email'],
  ]);
  expect(answers(story)).toMatchObject([{ outcome: 'lapsed', proof: null }]);
});

it('what may not leave for a while is wanted again at each close, and has lapsed at the deadline', () => {
  const story = told({ purpose: 'collection' });
  const [asked] = story.wanted();
  if (asked === undefined) throw new Error('nothing was wanted');
  const hold: LoanEvent = { kind: 'hold', holdId: 'h-1', set: true, reason: 'suit', on: dayOf(0) };
  const noticeId = id128(asked.contactId, 'email');
  story.take(answerTo(asked, { step: null, channel: 'email' }), hold);
  story.take({ kind: 'claim-notice', noticeId, attemptId: 'a' }).close();
  expect(story.state?.parts.notices.notices[noticeId]?.state).toBe('withdrawn');
  expect(story.wanted()).toMatchObject([{ channels: ['letter', 'email'] }]);
  expect(answers(story.close(3))).toMatchObject([{ outcome: 'lapsed', proof: null }]);
});

it('nobody knows whether it went out: it is not sent again, and the deadline says so', () => {
  const story = carried(told(), first, 'unknown');
  expect(story.wanted()).toHaveLength(1);
  expect(answers(story.close(3))).toEqual([]);
  expect(answers(story.close())).toMatchObject([{ outcome: 'lapsed', proof: null }]);
});

it.each([
  ['refused', null, 'refused'],
  ['lapsed', null, 'lapsed'],
] as const)('the gate: %s for good', (outcome, again, answer) => {
  const rules = ['person-unknown'];
  const story = told().take(answerTo(first, { step: null, outcome, again, rules, reservation: null }));
  expect(answers(story)).toMatchObject([{ outcome: answer, rules }]);
});

it('a refusal that time will cure is no answer', () => {
  const later = { outcome: 'refused', again: 1, reservation: null } as const;
  expect(answers(told().take(answerTo(first, { step: null, ...later })))).toEqual([]);
});

it('what is allowed on a day that is not known yet is asked for again at its close', () => {
  const story = told();
  story.wanted();
  story.today = addDays(story.openDay, 1);
  story.take(answerTo(first, { step: null }));
  story.today = null;
  const [again] = story.close().wanted();
  expect(again).toMatchObject({ on: dayOf(0), at: null });
  expect(again?.contactId).not.toBe(first.contactId);
});

it('goes to everybody in the role, and is answered by the worst of what became of them', () => {
  const story = told({ requestId: 'r-2', role: 'guarantor', channels: ['letter'] });
  expect(story.wanted()).toEqual([]);
  story.knownUpTo = { 'mora.legal.v1': story.openDay };
  story.take(linked(WANG, { role: 'guarantor' }), linked(LI, { role: 'guarantor' })).close();
  const both = story.wanted();
  expect(both.map(({ personId }) => personId)).toEqual([WANG, LI]);
  const [one, other] = both as [WantedData, WantedData];
  expect(answers(carried(story, one, 'sent'))).toEqual([]);
  expect(answers(carried(story, other, 'failed'))).toMatchObject([{ outcome: 'failed' }]);
});

it('is given back while too little is known of whoever asks, and asked for again when more is', () => {
  const story = told().close(1);
  story.wanted();
  story.take(answerTo(first, { step: null }));
  expect(story.heard<{ outcome: string }>('contact-reported')).toMatchObject([{ outcome: 'returned' }]);
  story.knownUpTo = { 'mora.legal.v1': story.openDay };
  expect(story.close().wanted()).toMatchObject([{ on: dayOf(1), at: null }]);
});

it('nobody in the role until the deadline: lapsed, for nobody was there', () => {
  const story = told({ role: 'co-borrower' }).close(4);
  expect(answers(story)).toMatchObject([{ outcome: 'lapsed', rules: ['no-person'] }]);
});

it('a dispute stops the strategy, and never a notice that the law demands', () => {
  const saying = { says: 'dispute', about: 'amount', written: false } as const;
  const story = told().take({ kind: 'say', sayId: 's-1', personId: WANG, role: 'borrower', via: 'staff', saying });
  expect(story.heard('contact-withdrawn')).toEqual([]);
  expect(answers(carried(story, first, 'sent'))).toMatchObject([{ outcome: 'sent' }]);
});
