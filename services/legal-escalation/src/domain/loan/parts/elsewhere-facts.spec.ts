import { addDays, calendarDate, type CalendarDate, id128, type PersonId } from '@mora/kernel';
import { holdsOn } from '../held.js';
import type { LoanEvent } from '../event.js';
import { changedBy } from './elsewhere-facts.js';
import { type ElsewherePart, elsewherePart, withAsked } from './elsewhere.js';

const day = (n: number): CalendarDate => addDays(calendarDate('2026-03-02'), n);
const LEGAL = { requestId: 'r-1', caseId: 'case-1' };
const WHO = 'demo:P-1' as PersonId;

function after(events: readonly LoanEvent[], from: ElsewherePart = elsewherePart.start): ElsewherePart {
  return events.reduce<ElsewherePart>((part, event, n) => {
    const next = changedBy(part, event, `e-${n}`, day(20));
    if (typeof next === 'string') throw new Error(next);
    return next;
  }, from);
}
const kinds = (part: ElsewherePart, n: number) => holdsOn({ elsewhere: part }, day(n)).map(({ kind }) => kind);

describe('holds', () => {
  const plan = (state: 'active' | 'broken' | 'completed' | 'ended', n: number): LoanEvent => {
    return { kind: 'plan', planId: 'pl', state, legal: null, on: day(n) };
  };

  it.each<[string, LoanEvent, string]>([
    ['a dispute', { kind: 'dispute-raised', disputeId: 'd', on: day(2) }, 'dispute'],
    ['a plan', plan('active', 2), 'plan'],
    ['a death', { kind: 'vulnerable', personId: WHO, role: 'borrower', legal: ['deceased'], on: day(2) }, 'deceased'],
    [
      'a bankruptcy',
      { kind: 'vulnerable', personId: WHO, role: 'co-borrower', legal: ['bankrupt'], on: day(2) },
      'moratorium',
    ],
    ['care', { kind: 'vulnerable', personId: WHO, role: 'borrower', legal: [], on: day(2) }, 'vulnerability'],
    [
      'a hold of negotiation',
      { kind: 'negotiation-hold', holdId: 'h', hold: 'moratorium', until: null, on: day(2) },
      'moratorium',
    ],
    [
      'a hold by hand',
      { kind: 'hold', holdId: 'h', hold: 'dispute', from: day(2), until: null, because: 'x', by: 's' },
      'dispute',
    ],
  ])('%s stops the bank from its day on', (_, event, kind) => {
    const part = after([event]);
    expect(kinds(part, 1)).toEqual([]);
    expect(kinds(part, 2)).toEqual([kind]);
  });

  it('who only vouches for the debt needs care too, but stops nothing', () => {
    expect(kinds(after([{ kind: 'vulnerable', personId: WHO, role: 'guarantor', legal: [], on: day(2) }]), 2)).toEqual(
      [],
    );
  });

  it.each([
    ['broken', plan('broken', 6)],
    ['kept to its end', plan('completed', 6)],
    ['over otherwise', plan('ended', 6)],
  ])('a plan that is %s holds up to the day before; opened again it holds again', (_, end) => {
    const part = after([plan('active', 2), end]);
    expect([kinds(part, 5), kinds(part, 6)]).toEqual([['plan'], []]);
    expect(kinds(after([plan('active', 8)], part), 8)).toEqual(['plan']);
  });

  it.each<[string, LoanEvent, string]>([
    ['one that is not there', { kind: 'lift', holdId: 'x', because: 'x', by: 's' }, 'no-such-hold'],
    ['one that outreach has set', { kind: 'lift', holdId: 'dispute:d', because: 'x', by: 's' }, 'no-such-hold'],
    [
      'one that ends before it begins',
      { kind: 'hold', holdId: 'h', hold: 'dispute', from: day(2), until: day(1), because: 'x', by: 's' },
      'ends-before-it-begins',
    ],
  ])('people do not touch %s', (_, command, because) => {
    const part = after([{ kind: 'dispute-raised', disputeId: 'd', on: day(2) }]);
    expect(changedBy(part, command, 'e', day(20))).toBe(because);
  });
});

describe('failures in a row', () => {
  const failed = (roundId: string, consecutive: number, n: number): LoanEvent => {
    return { kind: 'round-failed', roundId, reason: 'expired', consecutive, legal: null, on: day(n) };
  };
  const two = after([failed('r-1', 1, 1), failed('r-2', 2, 5)]);

  it('stand with their days, and the figure is the one that negotiation has said', () => {
    expect(two).toMatchObject({ consecutive: 2, consecutiveOn: day(5) });
    expect(two.failures.map(({ roundId, on }) => [roundId, on])).toEqual([
      ['r-1', day(1)],
      ['r-2', day(5)],
    ]);
  });

  it('one that is taken back is none', () => {
    const part = after([{ kind: 'failure-taken-back', roundId: 'r-2', consecutive: 1, on: day(6) }], two);
    expect([part.consecutive, part.failures.map(({ roundId }) => roundId)]).toEqual([1, ['r-1']]);
  });

  it('and all are gone once the tally begins anew', () => {
    expect(after([{ kind: 'tally-reset', on: day(7) }], two)).toMatchObject({ consecutive: 0, failures: [] });
  });
});

it('of very many holds none that is in force is dropped, however old', () => {
  const old: LoanEvent = { kind: 'dispute-raised', disputeId: 'old', on: day(0) };
  const short = Array.from({ length: 120 }, (_, n): readonly LoanEvent[] => [
    { kind: 'dispute-raised', disputeId: `d-${n}`, on: day(1 + n) },
    { kind: 'dispute-closed', disputeId: `d-${n}`, on: day(2 + n) },
  ]);
  const part = after([old, ...short.flat()]);
  expect(part.holds).toHaveLength(100);
  expect(kinds(part, 200)).toEqual(['dispute']);
  const open = Array.from({ length: 120 }, (_, n): LoanEvent => {
    return { kind: 'dispute-raised', disputeId: `o-${n}`, on: day(n) };
  });
  expect(kinds(after(open), 200)).toHaveLength(120);
});

it('of very many notices none that is under way is dropped', () => {
  const ask = (part: ElsewherePart, requestId: string): ElsewherePart =>
    withAsked(part, [
      { type: 'notice-requested', data: { requestId, template: 'legal-demand', purpose: 'statutory-notice' } },
    ]);
  const answered = (part: ElsewherePart, requestId: string): ElsewherePart =>
    after([{ kind: 'notice-answered', requestId, outcome: 'sent', noticeId: null, sha256: null, on: day(1) }], part);
  let part = ask(elsewherePart.start, 'first');
  for (let n = 0; n < 50; n += 1) part = answered(ask(part, `n-${n}`), `n-${n}`);
  expect([Object.keys(part.notices).length, part.notices.first, part.meant.first]).toEqual([40, 'open', 'demand']);
  expect(Object.keys(part.meant)).toEqual(Object.keys(part.notices));
});

describe('acts that others tell of', () => {
  const notice = (over: Partial<Extract<LoanEvent, { kind: 'notice' }>> = {}): LoanEvent => ({
    kind: 'notice',
    noticeId: 'n-1',
    personId: WHO,
    role: 'borrower',
    sha256: 'h',
    outcome: 'delivered',
    isOurs: false,
    on: day(3),
    ...over,
  });
  const demand = {
    actId: id128('notice', 'n-1'),
    kind: 'demand',
    on: day(3),
    against: 'debtor',
    proof: { kind: 'notice', id: 'n-1', sha256: 'h' },
    from: 'outreach',
  };

  it('a delivered notice is a demand, with its own day and proof; told twice it is one', () => {
    expect(after([notice(), notice()]).heard).toMatchObject([demand]);
    expect(after([notice({ role: 'guarantor' })]).heard).toMatchObject([
      { ...demand, against: 'guarantor', guarantorId: WHO },
    ]);
  });

  it('of several debtors it is enough that one is asked (LIM 15)', () => {
    expect(after([notice({ role: 'co-borrower' })]).heard).toMatchObject([demand]);
  });

  it.each([
    ['came back', notice({ outcome: 'failed' })],
    ['reached somebody who owes nothing', notice({ role: 'contact' })],
    ['was asked for: the answer to the request tells of it', notice({ isOurs: true })],
  ])('one that %s is a record only', (_, event) => {
    const part = after([event]);
    expect([part.heard, part.records.length]).toEqual([[], 1]);
  });

  const asked = (template: string, purpose: string): ElsewherePart =>
    withAsked(elsewherePart.start, [{ type: 'notice-requested', data: { requestId: 'r-1', template, purpose } }]);
  const answer = (outcome: 'delivered' | 'sent' | 'failed'): LoanEvent => {
    return { kind: 'notice-answered', requestId: 'r-1', outcome, noticeId: 'n-1', sha256: 'h', on: day(3) };
  };

  it.each([
    ['legal-demand', 'statutory-notice', 'delivered', ['demand']],
    ['legal-demand', 'statutory-notice', 'sent', []],
    ['legal-demand', 'statutory-notice', 'failed', []],
    ['legal-transfer', 'statutory-notice', 'delivered', ['assignment-notice']],
    ['other', 'service', 'delivered', []],
  ] as const)('our notice %s for %s that is %s: %j', (template, purpose, outcome, expected) => {
    const part = after([answer(outcome)], asked(template, purpose));
    expect(part.heard.map(({ kind }) => kind)).toEqual(expected);
    expect(part.notices).toEqual({ 'r-1': outcome });
  });

  it('the answer to a request of somebody else changes nothing', () => {
    expect(after([answer('delivered')])).toBe(elsewherePart.start);
  });

  it('they stand by their own days, in whatever order they are told', () => {
    const one = notice();
    const other: LoanEvent = {
      kind: 'interrupted',
      act: 'acknowledged',
      proof: { kind: 'letter', id: 'l', sha256: null },
      on: day(1),
    };
    const days = (part: ElsewherePart) => part.heard.map(({ kind, on }) => [kind, on]);
    const expected = [
      ['acknowledged', day(1)],
      ['demand', day(3)],
    ];
    expect([days(after([one, other])), days(after([other, one]))]).toEqual([expected, expected]);
  });
});

it.each<[string, LoanEvent, string]>([
  ['agreed', { kind: 'plan', planId: 'pl', state: 'active', legal: LEGAL, on: day(3) }, 'agreed'],
  [
    'failed',
    { kind: 'round-failed', roundId: 'x', reason: 'rejected', consecutive: 1, legal: LEGAL, on: day(3) },
    'failed',
  ],
  [
    'closed',
    { kind: 'round-closed', roundId: 'x', outcome: 'withdrawn', consecutive: 0, legal: LEGAL, on: day(3) },
    'closed',
  ],
])('a negotiation that we have asked for and that has %s', (_, event, state) => {
  const asked = withAsked(elsewherePart.start, [{ type: 'negotiation-requested', data: LEGAL }]);
  expect(asked.asks).toEqual({ 'r-1': 'open' });
  expect(after([event], asked).asks).toEqual({ 'r-1': state });
});

it('of very many contacts the oldest are only counted', () => {
  const calls = Array.from({ length: 403 }, (_, n): LoanEvent => {
    return { kind: 'contact', record: { kind: 'call', id: `c-${n}`, on: day(0), sha256: null, outcome: 'spoken' } };
  });
  const part = after(calls);
  expect([part.records.length, part.records[0]?.id, part.recordsBefore]).toEqual([400, 'c-3', 3]);
});
