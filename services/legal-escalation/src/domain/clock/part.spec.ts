import type { PersonId } from '@mora/kernel';
import type { Step } from '../loan/part.js';
import { changedBy } from '../loan/parts/elsewhere-facts.js';
import type { LoanState } from '../loan/state.js';
import type { ClockCommand } from './commands.js';
import { day, laneAt, LOAN, partsWith, viewOf } from './fixtures.js';
import { clockPart } from './part.js';
import type { Act, ClockPart } from './types.js';

type Parts = LoanState['parts'];

const act = (on: string, more: Partial<Act> = {}): Act => ({
  actId: `a-${on}`,
  kind: 'demand',
  on: day(on),
  until: null,
  claims: 'all',
  against: 'debtor',
  proof: { kind: 'letter', id: 'l-1', sha256: null },
  from: 'staff',
  ...more,
});

const close = (parts: Parts, on: string): Step<ClockPart> =>
  clockPart.on(parts.clock, { kind: 'day-closed', day: day(on) }, viewOf(parts), laneAt(on));
const command = (parts: Parts, one: ClockCommand, on: string): Step<ClockPart> =>
  clockPart.on(parts.clock, one, viewOf(parts, `command-${on}`), laneAt(on));
const record = (parts: Parts, one: Act, on: string) => command(parts, { kind: 'record-act', act: one, by: 'l-1' }, on);
const after = (parts: Parts, { part }: Step<ClockPart>): Parts => ({ ...parts, clock: part });
const types = ({ said = [] }: Step<ClockPart>): readonly string[] => said.map(({ type }) => type);
const dataOf = ({ said = [] }: Step<ClockPart>, type: string) => said.find((one) => one.type === type)?.data;
const work = ({ writes = [] }: Step<ClockPart>): readonly string[] =>
  writes
    .filter(({ table }) => table === 'work_item')
    .map(({ row }) => row as { kind?: string; because: string; state: string })
    .map(({ kind, because, state }) => `${state} ${kind ?? ''} ${because}`);

/** A debt of 2023-09-11: it lapses on 2026-09-11, a Friday. */
const DUE = '2023-09-11';

it('is said once when it is first seen, and looked at again 180 days before its end', () => {
  const first = close(partsWith(DUE), '2026-02-01');
  expect(types(first)).toEqual(['limitation-set']);
  expect(dataOf(first, 'limitation-set')).toMatchObject({
    claim: 'debt',
    jurisdiction: 'CN',
    expiresOn: '2026-09-11',
    state: 'running',
    policy: { id: 'cn-limitation', version: 1, rule: 'debt' },
  });
  expect(first.reviewOn).toBe('2026-03-15');
  const again = close(after(partsWith(DUE), first), '2026-02-02');
  expect([types(again), again.part === first.part]).toEqual([[], true]);
});

it.each([
  ['2026-03-14', [], '2026-03-15'],
  ['2026-03-15', [180], '2026-06-13'],
  ['2026-06-12', [180], '2026-06-13'],
  ['2026-06-13', [90], '2026-06-30'],
  ['2026-08-12', [30], '2026-08-29'],
  ['2026-09-11', [30], '2026-09-12'],
  ['2026-09-12', [0], undefined],
] as const)('first seen on %s: only the tightest level is said, once', (on, levels, next) => {
  const first = close(partsWith(DUE), on);
  const risk = (first.said ?? []).filter(({ type }) => type === 'limitation-at-risk').map(({ data }) => data);
  expect(risk).toEqual(levels.map((level) => expect.objectContaining({ level, expiresOn: '2026-09-11', on })));
  expect(first.reviewOn).toBe(next);
  expect(types(close(after(partsWith(DUE), first), on))).toEqual([]);
});

it('90 days before the end the debtor is asked, and the proof of arrival restarts the period', () => {
  const parts = partsWith(DUE);
  const asked = close(parts, '2026-06-13');
  expect(types(asked)).toEqual(['limitation-set', 'limitation-at-risk', 'notice-requested']);
  const { requestId } = asked.part.demand!;
  expect(dataOf(asked, 'notice-requested')).toMatchObject({ requestId, role: 'borrower', proof: 'delivered' });
  const elsewhere = {
    ...parts.elsewhere,
    notices: { [requestId]: 'delivered' as const },
    heard: [act('2026-06-20', { actId: 'notice', from: 'outreach' })],
  };
  const restarted = close(after({ ...parts, elsewhere }, asked), '2026-06-20');
  expect(types(restarted)).toEqual(['limitation-set', 'limitation-interrupted']);
  expect(dataOf(restarted, 'limitation-interrupted')).toMatchObject({ actId: 'notice', expiresOn: '2029-06-20' });
  expect(work(restarted)).toEqual(['done  moved', 'done  delivered']);
  expect(restarted.part).toMatchObject({ demand: null, alerted: [] });
});

it('a letter that has not arrived is for people, and so is one that nobody answers', () => {
  const parts = partsWith(DUE);
  const asked = close(parts, '2026-06-13');
  const { requestId } = asked.part.demand!;
  const failed = { ...parts, elsewhere: { ...parts.elsewhere, notices: { [requestId]: 'failed' as const } } };
  expect(work(close(after(failed, asked), '2026-06-20'))).toEqual(['open demand-failed failed']);
  expect(work(close(after(parts, asked), '2026-06-29'))).toEqual([]);
  expect(work(close(after(parts, asked), '2026-06-30'))).toEqual(['open demand-failed no-answer']);
});

it('who is under a hold is asked all the same: it only keeps the claim', () => {
  const parts = partsWith(DUE);
  const hold = { holdId: 'h', kind: 'dispute' as const, by: 'staff' as const, from: day('2026-06-01'), until: null };
  const held = { ...parts, elsewhere: { ...parts.elsewhere, holds: [hold] } };
  expect(types(close(held, '2026-06-13'))).toEqual(['limitation-set', 'limitation-at-risk', 'notice-requested']);
});

it('what could not be asked as another letter was on its way is asked once that has failed, and only once', () => {
  const parts = partsWith(DUE);
  const watched = after(parts, close(parts, '2026-06-01'));
  const clockId = watched.clock.clocks[0]!.clockId;
  const byHand = after(
    watched,
    command(watched, { kind: 'demand', clockId, role: 'borrower', by: 'l-1' }, '2026-06-12'),
  );
  const silent = close(byHand, '2026-06-13');
  expect(types(silent)).toEqual(['limitation-at-risk']);
  const { requestId } = byHand.clock.demand!;
  const failed = { ...parts, elsewhere: { ...parts.elsewhere, notices: { [requestId]: 'failed' as const } } };
  const again = close(after(failed, silent), '2026-06-15');
  expect(types(again)).toEqual(['notice-requested']);
  const second = again.part.demand!.requestId;
  const both = { ...parts, elsewhere: { ...parts.elsewhere, notices: { [second]: 'failed' as const } } };
  expect(types(close(after(both, again), '2026-06-17'))).toEqual([]);
});

it('the day on which a debt was called stands: no second one moves it', () => {
  const watched = after(partsWith('2027-09-11'), close(partsWith('2027-09-11'), '2026-02-01'));
  const call = (parts: Parts, on: string) =>
    command(parts, { kind: 'accelerate', on: day(on), proof: act(on).proof, by: 'l-1' }, '2026-02-03');
  const called = call(watched, '2026-02-02');
  const ends = ({ part }: Step<ClockPart>) => part.clocks.find(({ claim }) => claim === 'accelerated')?.expiresOn;
  expect([called.part.acceleratedOn, ends(called)]).toEqual(['2026-02-02', '2029-02-02']);
  for (const on of ['2026-02-01', '2026-02-03'])
    expect(call(after(watched, called), on).refuse).toEqual({ because: 'accelerated-already' });
  expect(call(after(watched, called), '2026-02-02').part).toBe(called.part);
});

it('a day that was mistyped is taken back by another person, and can then be said anew', () => {
  const watched = after(partsWith('2027-09-11'), close(partsWith('2027-09-11'), '2026-02-01'));
  const call = (parts: Parts, on: string) =>
    command(parts, { kind: 'accelerate', on: day(on), proof: act(on).proof, by: 'l-1' }, '2026-02-03');
  const back = (parts: Parts, by: string) =>
    command(parts, { kind: 'void-acceleration', because: 'mistyped', by }, '2026-02-03');
  const ends = ({ part }: Step<ClockPart>) => part.clocks.find(({ claim }) => claim === 'accelerated')?.expiresOn;
  expect(back(watched, 's-1').refuse).toEqual({ because: 'not-accelerated' });
  const mistyped = after(watched, call(watched, '2022-02-02'));
  expect(back(mistyped, 'l-1').refuse).toEqual({ because: 'own-acceleration' });
  const taken = back(mistyped, 's-1');
  expect([taken.part.acceleratedOn, ends(taken)]).toEqual([null, undefined]);
  expect(taken.said).toMatchObject([{ type: 'limitation-set', data: { claim: 'accelerated', state: 'off' } }]);
  const again = call(after(mistyped, taken), '2026-02-02');
  expect([again.part.acceleratedOn, ends(again)]).toEqual(['2026-02-02', '2029-02-02']);
  expect(back(after(watched, again), 'l-1').refuse).toEqual({ because: 'own-acceleration' });
});

it('an overdue loan under no law that anybody has entered is a supervisor’s, once, until somebody enters it', () => {
  const parts = partsWith('2025-12-01');
  const unknown = { ...parts, ledger: { ...parts.ledger, product: 'unheard-of' } };
  const worked = ({ writes = [] }: Step<ClockPart>) =>
    writes.flatMap(({ table, row }) => (table === 'work_item' ? [row as { kind?: string; state: string }] : []));
  const first = close(unknown, '2026-02-01');
  const item = { kind: 'no-law', team: 'supervisor', about: LOAN, dueOn: '2026-02-02', because: 'product-unknown' };
  expect(worked(first)).toMatchObject([{ state: 'open', ...item }]);
  const second = close(after(unknown, first), '2026-02-02');
  expect([worked(second), second.part]).toEqual([[], first.part]);
  const entered = close(after(parts, first), '2026-02-03');
  expect(worked(entered).map(({ state }) => state)).toContain('done');
  expect([entered.part.clocks.length > 0, entered.part.lawless]).toEqual([true, undefined]);
});

it('what was shown of a loan under no law is no longer to be done once it is cured, and is shown anew with a new episode', () => {
  const parts = partsWith('2025-12-01');
  const unknown = { ...parts, ledger: { ...parts.ledger, product: 'unheard-of' } };
  const cured = { ...unknown, arrears: { ...unknown.arrears, episode: null } };
  const shown = close(unknown, '2026-02-01');
  const over = close(after(cured, shown), '2026-02-02');
  expect(work(over)).toEqual(['done  over']);
  const later = close(after(cured, over), '2026-02-03');
  expect([work(later), later.part === over.part]).toEqual([[], true]);
  expect(work(close(after(unknown, later), '2026-02-04'))).toEqual(['open no-law product-unknown']);
  // The product that is entered only afterwards finds nothing that is overdue.
  expect(work(close({ ...parts, arrears: cured.arrears, clock: shown.part }, '2026-02-02'))).toEqual(['done  over']);
});

describe('of two joint guarantors', () => {
  const [A, B] = ['demo:A', 'demo:B'] as PersonId[] as [PersonId, PersonId];
  const parts = partsWith('2025-12-01');
  const guarantees = [A, B].map((guarantorId) => ({ guarantorId, kind: 'joint' as const, months: null }));
  const two = { ...parts, clock: { ...parts.clock, guarantees } };
  const held = ({ part }: Step<ClockPart>) =>
    part.clocks.filter(({ claim }) => claim === 'guarantee').map(({ ref, state }) => `${ref} ${state}`);

  it('a notice that one has received keeps the claim against that one', () => {
    const on = day('2026-02-01');
    const notice = { noticeId: 'n-1', personId: A, role: 'guarantor', sha256: null, outcome: 'delivered' } as const;
    const elsewhere = changedBy(parts.elsewhere, { kind: 'notice', ...notice, isOurs: false, on }, 'e-1', on);
    const step = close({ ...two, elsewhere: elsewhere as Parts['elsewhere'] }, '2026-02-02');
    expect(held(step).toSorted()).toEqual(['demo:A kept', 'demo:B running']);
  });

  it('what people record names the one whom it was said to', () => {
    const watched = after(two, close(two, '2026-02-01'));
    const unnamed = act('2026-02-01', { against: 'guarantor' });
    expect(record(watched, unnamed, '2026-02-02').refuse).toEqual({ because: 'guarantor-unnamed' });
    const named = record(watched, { ...unnamed, guarantorId: B }, '2026-02-02');
    expect(held(named).toSorted()).toEqual(['demo:A running', 'demo:B kept']);
  });
});

it('a payment restarts it, and its reversal takes that back', () => {
  const parts = partsWith(DUE);
  const first = after(parts, close(parts, '2026-02-01'));
  const on = day('2026-02-03');
  const payment = { id: 'p-1', minor: 1_00, valueDate: on, bookedOn: on, portions: null };
  const paid = { ...first, ledger: { ...first.ledger, payments: [payment] } };
  const step = close(paid, '2026-02-03');
  expect(dataOf(step, 'limitation-interrupted')).toMatchObject({ actId: 'payment:p-1', act: 'part-payment' });
  const reversed = close({ ...after(paid, step), ledger: first.ledger }, '2026-02-04');
  expect(dataOf(reversed, 'limitation-set')).toMatchObject({ expiresOn: '2026-09-11', actId: null });
});

it('an act that people record counts at once, and is taken back as a correction', () => {
  const parts = partsWith(DUE);
  const watched = after(parts, close(parts, '2026-02-01'));
  const recorded = record(watched, act('2026-01-20'), '2026-02-02');
  expect(types(recorded)).toEqual(['limitation-set', 'limitation-interrupted']);
  const kept = after(watched, recorded);
  expect(record(kept, act('2026-01-20'), '2026-02-02').refuse).toEqual({ because: 'act-exists' });
  const filed = { state: 'open', filedOn: day('2026-02-02'), proceedingId: 'pr-1' } as never;
  const inCourt = { ...kept, proceedings: { ...kept.proceedings, proceedings: [filed] } };
  const take = { kind: 'void-act', actId: 'a-2026-01-20', because: 'wrong-loan', by: 'l-2' } as const;
  const voided = command(inCourt, take, '2026-02-03');
  expect(dataOf(voided, 'limitation-set')).toMatchObject({ expiresOn: '2026-09-11' });
  expect(work(voided)).toEqual(['open filed-on-voided-act wrong-loan']);
  expect(command(after(inCourt, voided), take, '2026-02-03').refuse).toEqual({ because: 'no-such-act' });
});

it.each([
  ['an act of a day to come', { kind: 'record-act', act: act('2026-02-03'), by: 'l' }, 'in-the-future'],
  [
    'one that ends first',
    { kind: 'record-act', act: act('2026-02-01', { until: day('2026-01-01') }), by: 'l' },
    'ends-before-it-begins',
  ],
  [
    'an obstacle that nobody knows',
    { kind: 'obstacle-ended', obstacleId: 'o', on: day('2026-02-01'), by: 'l' },
    'no-such-obstacle',
  ],
  ['a demand for no period', { kind: 'demand', clockId: 'c', role: 'borrower', by: 'l' }, 'no-such-clock'],
] as const)('%s is refused', (_what, one, because) => {
  expect(command(partsWith(DUE), one, '2026-02-02').refuse).toEqual({ because });
});

it('a final title ends the period of the debt and starts that of its enforcement', () => {
  const parts = partsWith(DUE);
  const watched = after(parts, close(parts, '2026-02-01'));
  const performBy = day('2026-03-02');
  const judgment = { judgmentId: 'j-1', on: day('2026-02-02'), parts: [{ amount: 1, performBy }] } as never;
  const step = clockPart.hear!(watched.clock, { kind: 'title-final', judgment }, viewOf(watched), laneAt('2026-02-20'));
  expect(step.part.clocks.map(({ claim, state, expiresOn }) => `${claim} ${state} ${expiresOn}`).toSorted()).toEqual([
    'debt off 2026-09-11',
    'enforcement running 2028-03-02',
  ]);
});

it('an interest of the other law lapses by itself, and what is paid or sold is watched no more', () => {
  const parts = partsWith('2022-03-11');
  const taiwan = { ...parts, ledger: { ...parts.ledger, currency: 'TWD' as const } };
  const first = close(taiwan, '2026-03-11');
  expect(first.part.clocks.map(({ claim, expiresOn }) => `${claim} ${expiresOn}`).toSorted()).toEqual([
    'debt 2037-03-11',
    'interest 2027-03-11',
  ]);
  const sold = { ...after(taiwan, first), ledger: { ...taiwan.ledger, status: 'transferred' as const } };
  const over = close(sold, '2026-03-12');
  expect(over.part).toMatchObject({ open: false, clocks: [], nextDate: null });
  expect((over.writes ?? []).map(({ row }) => row)).toEqual(
    [0, 1].map(() => ({ loanId: LOAN, clock: expect.objectContaining({ state: 'off', expiresOn: null }) })),
  );
});

describe('what stops a period for as long as somebody says', () => {
  const OPEN = act('2026-02-01', { kind: 'suit', until: 'open' });
  const stopped = () => after(partsWith(DUE), close(partsWith(DUE), '2026-02-01'));
  const recorded = record(stopped(), OPEN, '2026-02-02');

  it('is shown to a supervisor at once, and every half year', () => {
    expect(recorded.part.clocks).toMatchObject([{ state: 'paused' }]);
    expect(work(recorded)).toContain('open act-open suit');
    expect(recorded.reviewOn).toBe('2026-07-31');
    const parts = after(stopped(), recorded);
    expect(work(close(parts, '2026-07-30'))).toEqual([]);
    const looked = close(parts, '2026-07-31');
    expect([work(looked), looked.reviewOn]).toEqual([['open act-open suit'], '2027-01-27']);
  });

  it('is over when somebody says when, and only once', () => {
    const end = (on: string, actId = OPEN.actId): ClockCommand => ({
      kind: 'act-ended',
      actId,
      on: day(on),
      by: 'l-1',
    });
    const parts = after(stopped(), recorded);
    const ended = command(parts, end('2026-02-20'), '2026-02-20');
    expect(ended.part.clocks).toMatchObject([{ state: 'running', expiresOn: '2029-02-20' }]);
    expect(work(ended)).toContain('done  ended');
    const because = (step: Step<ClockPart>) => step.refuse?.because;
    expect(because(command(parts, end('2026-02-21'), '2026-02-20'))).toBe('in-the-future');
    expect(because(command(parts, end('2026-01-31'), '2026-02-20'))).toBe('ends-before-it-begins');
    expect(because(command(after(parts, ended), end('2026-02-20'), '2026-02-21'))).toBe('no-such-act');
    expect(because(command(parts, end('2026-02-20', 'x'), '2026-02-20'))).toBe('no-such-act');
  });
});
