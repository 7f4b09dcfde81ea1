import { calendarDate as day } from '@mora/kernel';
import {
  outreachPromiseBroken,
  outreachPromiseMade,
  outreachPromisePartlyKept,
  outreachPromiseReopened,
} from '@mora/contracts';
import { lines, LOAN, on, PERSON, seen } from '../people/fixtures.js';
import type { CutOver } from '../people/commands.js';
import type { Flag } from '../words.js';
import type { MakePromise } from './commands.js';
import { noPromises, onPromises, promiseFlags, type PromisesPart, promiseStanding } from './part.js';

const MONDAY = '2026-03-02';
const FRIDAY = '2026-03-06';

const make = (over: Partial<MakePromise> = {}): MakePromise => ({
  kind: 'promise-made',
  promiseId: 'p1',
  personId: PERSON,
  role: 'borrower',
  currency: 'CNY',
  parts: [{ dueOn: day(FRIDAY), minor: 10_000 }],
  method: 'transfer',
  via: 'staff',
  ...over,
});
const payment = { kind: 'payment', paymentId: 'x', currency: 'CNY', minor: 0, valueDate: day(FRIDAY) } as const;
const closing = (date: string) => ({ kind: 'day-closed', day: day(date) }) as const;
const made = (over: Partial<MakePromise> = {}): PromisesPart =>
  onPromises(noPromises, make(over), seen(), on(MONDAY)).part;
const paid = (minor: number, date = FRIDAY, id = `${date}/${minor}`) => ({ id, minor, valueDate: day(date) });
const part = (dueOn: string, minor = 10_000) => ({ dueOn: day(dueOn), minor });

it('says what was promised and by which terms it will be judged, and asks for the day on which it is', () => {
  const step = onPromises(noPromises, make(), seen(), on(MONDAY));
  const [said] = step.said ?? [];
  expect(outreachPromiseMade.of(said?.data as never)).toMatchObject({
    data: {
      parts: [{ number: 1, dueOn: FRIDAY, amount: '100.00' }],
      graceWorkingDays: 1,
      tolerance: '0.00',
      madeOn: MONDAY,
    },
  });
  expect(step.reviewOn).toBe('2026-03-09'); // the Monday after
  expect(step.writes).toMatchObject([{ table: 'promise', row: { loanId: LOAN } }]);
  expect(promiseFlags(step.part)).toEqual(['promise-open']);
});

// prettier-ignore
it.each<[string, Partial<MakePromise>, Parameters<typeof seen>[0], string | undefined]>([
  ['on the last day that is taken',  { parts: [part('2026-04-02')] }, {}, undefined],
  ['a day too far',                  { parts: [part('2026-04-03')] }, {}, 'too-far'],
  ['due today',                      { parts: [part(MONDAY)] }, {}, undefined],
  ['due yesterday',                  { parts: [part('2026-03-01')] }, {}, 'in-the-past'],
  ['the least that is taken',        { parts: [part(FRIDAY, 100)] }, {}, undefined],
  ['a cent less',                    { parts: [part(FRIDAY, 99)] }, {}, 'below-minimum'],
  ['all that is owed',               { parts: [part(FRIDAY, 50_000)] }, {}, undefined],
  ['a cent more',                    { parts: [part(FRIDAY, 50_001)] }, {}, 'above-owed'],
  ['what falls due until then too',  { parts: [part(FRIDAY, 60_000)] }, { dues: [part(FRIDAY, 10_000)] }, undefined],
  ['what falls due afterwards not',  { parts: [part(FRIDAY, 60_000)] }, { dues: [part('2026-03-07', 10_000)] }, 'above-owed'],
  ['parts out of order',             { parts: [part('2026-03-10', 200), part(FRIDAY, 200)] }, {}, 'parts-out-of-order'],
  ['two parts on one day',           { parts: [part(FRIDAY, 200), part(FRIDAY, 200)] }, {}, 'parts-out-of-order'],
  ['six parts',                      { parts: [3, 4, 5, 6, 9, 10].map((n) => part(`2026-03-${String(n).padStart(2, '0')}`, 100)) }, {}, undefined],
  ['seven parts',                    { parts: [3, 4, 5, 6, 9, 10, 11].map((n) => part(`2026-03-${String(n).padStart(2, '0')}`, 100)) }, {}, 'too-many-parts'],
  ['no part at all',                 { parts: [] }, {}, 'too-many-parts'],
  ['in another currency',            { currency: 'USD' }, {}, 'other-currency'],
  ['of a debt that is disputed',     {}, { flags: ['dispute'] }, 'restricted'],
  ['of somebody who has died',       {}, { flags: ['deceased'] }, 'restricted'],
])('a promise %s: %s', (_name, over, loan, because) => {
  expect(onPromises(noPromises, make(over), seen(loan), on(MONDAY)).refuse?.because).toBe(because);
});

it('one at a time; when it has ended, the next', () => {
  expect(onPromises(made(), make({ promiseId: 'p2' }), seen(), on(MONDAY)).refuse?.because).toBe('already-open');
  const ended = onPromises(
    made(),
    { kind: 'promise-withdrawn', promiseId: 'p1', because: 'changed-mind' },
    seen(),
    on(MONDAY),
  );
  expect(lines(ended.said, 'because')).toEqual(['promise-withdrawn changed-mind']);
  expect(onPromises(ended.part, make({ promiseId: 'p2' }), seen(), on(MONDAY)).refuse).toBeUndefined();
  expect(
    onPromises(ended.part, { kind: 'promise-withdrawn', promiseId: 'p1', because: 'x' }, seen(), on(MONDAY)).refuse
      ?.because,
  ).toBe('promise-ended');
  expect(
    onPromises(noPromises, { kind: 'promise-withdrawn', promiseId: 'p1', because: 'x' }, seen(), on(MONDAY)).refuse
      ?.because,
  ).toBe('promise-unknown');
});

it('kept in the moment of the payment; money that was there before is no answer', () => {
  const before = seen({ payments: [paid(10_000, MONDAY, 'before')] });
  const { part: promised } = onPromises(noPromises, make(), before, on(MONDAY));
  expect(onPromises(promised, payment, before, on(MONDAY)).said).toEqual([]);
  const after = seen({ payments: [paid(10_000, MONDAY, 'before'), paid(10_000)] });
  const kept = onPromises(promised, payment, after, on(FRIDAY));
  expect(lines(kept.said, 'part', 'credited', 'because')).toEqual(['promise-kept 1 100.00 paid']);
  expect([promiseStanding(kept.part), promiseFlags(kept.part), kept.reviewOn]).toEqual(['kept', [], undefined]);
});

it('broken at the close of the last day, and counted in a row; opened again when a payment comes in late by the books', () => {
  const open = onPromises(made(), closing('2026-03-08'), seen(), on('2026-03-08'));
  expect(open.said).toEqual([]);
  const broken = onPromises(open.part, closing('2026-03-09'), seen(), on('2026-03-09'));
  expect(lines(broken.said, 'judgedOn', 'credited', 'brokenInARow')).toEqual(['promise-broken 2026-03-09 0.00 1']);
  outreachPromiseBroken.of(broken.said?.[0]?.data as never);
  expect(promiseStanding(broken.part)).toBe('broken');
  const late = onPromises(broken.part, payment, seen({ payments: [paid(10_000)] }), on('2026-03-12'));
  expect(lines(late.said, 'because', 'brokenInARow')).toEqual([
    'promise-reopened back-dated-payment 0',
    'promise-kept paid 0',
  ]);
});

it('a reversal after the last day opens it, and the close of that day judges it', () => {
  const kept = onPromises(made(), payment, seen({ payments: [paid(10_000)] }), on(FRIDAY)).part;
  const half = seen({ payments: [paid(5_000)] });
  const reopened = onPromises(
    kept,
    { kind: 'reversal', paymentId: 'x', on: day('2026-03-12') },
    half,
    on('2026-03-12'),
  );
  expect(lines(reopened.said, 'credited', 'because')).toEqual(['promise-reopened 50.00 payment-reversed']);
  outreachPromiseReopened.of(reopened.said?.[0]?.data as never);
  expect(reopened.reviewOn).toBe('2026-03-12');
  const closed = onPromises(reopened.part, closing('2026-03-12'), half, on('2026-03-12'));
  expect(lines(closed.said, 'judgedOn')).toEqual(['promise-partly-kept 2026-03-12']);
  outreachPromisePartlyKept.of(closed.said?.[0]?.data as never);
});

// prettier-ignore
it.each<['paid' | 'rescheduled' | 'written-off' | 'corrected', Flag[], string[]]>([
  ['paid',        [],              []],
  ['rescheduled', [],              ['promise-withdrawn rescheduled']],
  ['written-off', [],              ['promise-withdrawn written-off']],
  ['corrected',   [],              ['promise-withdrawn corrected']],
  ['paid',        ['plan-active'], ['promise-withdrawn plan-active']],
])('cured as %s with %j: at the close of the day, never before', (by, flags, said) => {
  const cured = onPromises(made(), { kind: 'cured', episodeId: 'e', by, asOf: day('2026-03-04'), daysPastDueBefore: 3 }, seen(), on('2026-03-04'));
  expect(cured.said ?? []).toEqual([]);
  const closed = onPromises(cured.part, closing('2026-03-04'), seen({ flags }), on('2026-03-04'));
  expect(lines(closed.said, 'because')).toEqual(said);
});

it('a promise from before Mora counts what has been paid since, and comes once', () => {
  const past = {
    what: 'promise' as const,
    promiseId: 'old',
    currency: 'CNY' as const,
    madeOn: day('2026-02-24'),
    parts: [part(MONDAY)],
    method: 'cash',
  };
  const brought: CutOver = { kind: 'cut-over', personId: PERSON, role: 'borrower', past };
  const step = onPromises(noPromises, brought, seen({ payments: [paid(10_000, '2026-02-27')] }), on(MONDAY));
  expect(lines(step.said, 'via', 'because')).toEqual(['promise-made cut-over', 'promise-kept paid']);
  expect(onPromises(step.part, brought, seen(), on(MONDAY))).toEqual({ part: step.part });
});

it('what is older than the payments that are kept is forgotten', () => {
  const broken = onPromises(made(), closing('2026-03-09'), seen(), on('2026-03-09')).part;
  expect(onPromises(broken, closing('2027-04-10'), seen(), on('2027-04-10')).part.promises).toHaveLength(1);
  expect(onPromises(broken, closing('2027-04-11'), seen(), on('2027-04-11')).part.promises).toHaveLength(0);
});
