import { addMonths, calendarDate as day } from '@mora/kernel';
import { loadPolicies, readPolicySet } from '../policies.js';
import { becomes, LoanStory, paid, registered, restructured, scheduled, takenBack } from './fixtures.js';
import type { Restructured } from './facts.js';
import type { LoanFact } from './loan-event.js';
import { Policies } from './policies.js';

const policies = loadPolicies();
const FIRST = day('2026-04-08');
const monthly = (count: number, from = FIRST) =>
  Array.from({ length: count }, (_, nth) => [addMonths(from, nth), 20_000] as const);

const contract = scheduled([
  ['2026-03-08', 150_000],
  ['2026-04-08', 150_000],
]);
/** Twelve days late, then fifteen instalments from 8 April. */
const late = () =>
  new LoanStory(policies, day('2026-03-01')).take(registered('2026-03-01'), contract).close('2026-03-20');
const eased = (classBefore: string | null = null) =>
  late().take(restructured('R1', '2026-03-21', monthly(15), { classBefore }));

/** Pays the instalments on their due dates, the first `from`th to the last `to`th. */
function pays(loan: LoanStory, from: number, to: number): LoanStory {
  for (let nth = from; nth <= to; nth += 1) {
    const on = addMonths(FIRST, nth - 1);
    loan.close(day(on) > loan.openDay ? before(on) : '2026-01-01').take(paid(`p${nth}`, on, 20_000));
  }
  return loan;
}
const before = (on: string): string => new Date(Date.parse(on) - 86_400_000).toISOString().slice(0, 10);

const watched = (loan: LoanStory) =>
  loan.sentences.filter((text) => text.includes('observation')).map((text) => text.replace('observation-', ''));
const classOf = (loan: LoanStory) => loan.standing?.judgement.classes['prc-five-tier'];

it('C-13: a settlement is watched like any restructuring, though it changes no schedule', () => {
  const { restructured: asked } = restructured('R1', '2026-03-21', monthly(2)) as { restructured: Restructured };
  const answered = (fact: Restructured | undefined): LoanFact => ({
    ...registered('2026-03-01'),
    kind: 'request-answered',
    restructured: fact,
  });
  const loan = late().take(answered(asked)).close('2026-04-07');
  expect(watched(loan)).toEqual(['2026-03-21 started 2026-04-08 to 2027-04-08: special-mention, restructured']);
  expect(watched(late().take(answered(asked), answered(asked)).close('2026-04-07'))).toHaveLength(1);
  expect(watched(late().take(answered(undefined)).close('2026-04-07'))).toEqual([]);
});

describe('what the ledger takes back again, as where it booked what nobody waited for any more', () => {
  const answered = (requestId: string, bookedOn: string, isTakenBack = true): LoanFact => {
    const rest = isTakenBack ? { forms: [], takenBack: true as const } : { forms: ['amount-reduced'] };
    const fact = { requestId, firstDueOn: day('2026-04-08'), classBefore: null, bookedOn: day(bookedOn), sequence: 0 };
    return { ...registered('2026-03-01'), kind: 'request-answered', restructured: { ...fact, ...rest } };
  };

  it('was never restructured, in whichever order it is told', () => {
    const [yes, no] = [answered('R1', '2026-03-21', false), answered('R1', '2026-03-25')];
    const loan = late().take(yes).close('2026-03-24').take(no).close('2026-04-30');
    expect(watched(loan)).toEqual([
      '2026-03-21 started 2026-04-08 to 2027-04-08: special-mention, restructured',
      '2026-03-25 ended 2026-04-08 to 2027-04-08: special-mention, taken-back',
    ]);
    expect(loan.standing?.watch).toBeNull();
    const other = late().take(no, yes).close('2026-04-30');
    expect(watched(other)).toEqual([]);
    expect(other.standing?.judgement).toEqual(loan.standing?.judgement);
    const never = late().close('2026-04-30');
    expect(never.standing?.judgement).toEqual(loan.standing?.judgement);
  });

  it('leaves the watch before it as it was, and what was restructured since as the first', () => {
    const [again, no] = [answered('R2', '2026-05-21', false), answered('R2', '2026-05-28')];
    const loan = pays(eased(), 1, 2).close('2026-05-20').take(again).close('2026-05-27');
    expect(classOf(loan)).toBe('substandard');
    loan.take(no);
    expect(classOf(loan)).toBe('special-mention');
    expect(watched(loan).at(-1)).toBe('2026-05-28 restarted 2026-04-08 to 2027-04-08: special-mention, taken-back');
    expect(loan.standing?.watch?.now).toEqual(pays(eased(), 1, 2).close('2026-05-27').standing?.watch?.now);

    const first = pays(eased(), 1, 2).close('2026-05-20').take(again).close('2026-05-27');
    expect(classOf(first.take(answered('R1', '2026-05-28')))).toBe('special-mention');
    expect(first.standing?.watch?.now).toMatchObject({ requestId: 'R2', second: false, before: null });
  });

  it('a no to what was never booked watches nothing', () => {
    expect(watched(late().take(answered('R1', '2026-03-21')).close('2026-04-07'))).toEqual([]);
  });

  it('what is booked after a no is watched', () => {
    const loan = late()
      .take(answered('R1', '2026-03-21'))
      .close('2026-03-21')
      .take(answered('R1', '2026-03-22', false));
    expect(watched(loan)).toEqual(['2026-03-22 started 2026-04-08 to 2027-04-08: special-mention, restructured']);
  });
});

it('C-14: from the first payment date agreed, for a year, and it ends where every payment came', () => {
  const loan = pays(eased(), 1, 13).close('2027-04-07');
  expect(watched(loan)).toEqual(['2026-03-21 started 2026-04-08 to 2027-04-08: special-mention, restructured']);
  expect(classOf(loan)).toBe('special-mention');
  expect(watched(loan.close('2027-04-08'))[1]).toBe('2027-04-08 ended 2026-04-08 to 2027-04-08: normal, kept');
  expect(classOf(loan)).toBe('normal');
});

it('is cured of being late at once, but not of its class', () => {
  expect(eased().sentences.slice(3)).toEqual([
    '2026-03-21 M1 → M0 at 0',
    '2026-03-21 cured by rescheduled',
    '2026-03-21 observation-started 2026-04-08 to 2027-04-08: special-mention, restructured',
  ]);
});

it('C-14: does not end on a day whose payment is missing, and starts anew on the day after', () => {
  const loan = pays(eased(), 1, 12).close('2027-04-08');
  expect(watched(loan)).toHaveLength(1);
  const restarted = '2027-04-09 restarted 2027-04-09 to 2028-04-09: special-mention, overdue-again';
  expect(watched(loan.close('2027-04-09'))[1]).toBe(restarted);
});

it('C-14: a missed payment starts it anew from the point of the breach, once', () => {
  const loan = pays(eased(), 1, 4).close('2026-08-09');
  const restarted = '2026-08-09 restarted 2026-08-09 to 2027-08-09: special-mention, overdue-again';
  expect(watched(loan).slice(1)).toEqual([restarted]);
  loan.take(paid('p5', '2026-08-10', 20_000));
  pays(loan, 6, 15).close('2027-08-08');
  expect(watched(loan).slice(1)).toEqual([restarted]);
  expect(watched(loan.close('2027-08-09'))[2]).toBe('2027-08-09 ended 2026-08-09 to 2027-08-09: normal, kept');
});

it('a payment dated into time takes the breach back, also once the loan is no longer late', () => {
  const taken = '2026-04-08 to 2027-04-08: special-mention, breach-taken-back';
  const loan = pays(eased(), 1, 4)
    .close('2026-08-11')
    .take(paid('p5', '2026-08-08', 20_000));
  expect(watched(loan)[2]).toBe(`2026-08-12 restarted ${taken}`);
  const later = pays(eased(), 1, 4)
    .close('2026-08-11')
    .take(paid('p5', '2026-08-12', 20_000))
    .close('2026-08-20');
  later.take(takenBack('p5', '2026-08-21'), paid('p5b', '2026-08-08', 20_000)).close('2026-08-21');
  expect(watched(later).at(-1)).toContain(taken);
});

it('a payment taken back makes breaches of the past: July’s payment went to June, and July’s is missing', () => {
  const loan = pays(eased(), 1, 4).close('2026-07-20').take(takenBack('p3', '2026-07-21'));
  expect(watched(loan).slice(1)).toEqual([
    '2026-07-21 restarted 2026-07-09 to 2027-07-09: special-mention, overdue-again',
  ]);
});

// prettier-ignore
it.each([
  ['normal',          '2026-04-07', 'special-mention'],
  [null,              '2026-04-07', 'special-mention'],
  ['special-mention', '2026-12-31', 'special-mention'],
  ['substandard',     '2026-10-08', 'substandard'],     // six months from 8 April; that day's payment is not late yet
  ['substandard',     '2026-10-09', 'special-mention'],
  ['loss',            '2026-10-08', 'loss'],
  ['loss',            '2026-10-09', 'special-mention'],
  ['not-a-class',     '2026-04-07', 'special-mention'],
])('C-15: %s before, at the close of %s it is %s', (classBefore, upTo, expected) => {
  const loan = eased(classBefore);
  for (let nth = 1; nth <= 12; nth += 1) loan.take(paid(`p${nth}`, addMonths(FIRST, nth - 1), 20_000));
  expect(classOf(loan.roll(upTo))).toBe(expected);
});

it('C-15: bad by days while watched, it stays bad until six months of normal payment, or the second payment', () => {
  const loan = pays(eased(), 1, 4).close('2026-11-06');
  expect(classOf(loan)).toBe('special-mention'); // ninety days
  expect(classOf(loan.close('2026-11-07'))).toBe('substandard');
  loan.take(paid('all', '2026-11-08', 80_000)).close('2026-11-09');
  expect(loan.standing?.judgement).toMatchObject({ delinquent: false, classes: { 'prc-five-tier': 'substandard' } });
  for (let nth = 9; nth <= 15; nth += 1) loan.take(paid(`p${nth}`, addMonths(FIRST, nth - 1), 20_000));
  expect(classOf(loan.roll('2027-05-08'))).toBe('substandard');
  expect(classOf(loan.roll('2027-05-09'))).toBe('special-mention');
  expect(watched(loan.roll('2027-08-31')).at(-1)).toContain('ended 2026-08-09');
});

it('C-16: restructured again while it is watched it is substandard at least, and the time starts anew', () => {
  const loan = pays(eased(), 1, 4).close('2026-07-20');
  loan.take(restructured('R2', '2026-07-21', [...monthly(4), ...monthly(12, day('2026-10-08'))], { version: 3, firstDueOn: '2026-10-08' })); // prettier-ignore
  const again = '2026-07-21 restarted 2026-10-08 to 2027-10-08: substandard, restructured-again';
  expect(watched(loan.close('2026-09-30')).slice(1)).toEqual([again]);
});

it('restructured again once the watch has ended, it is watched as at first', () => {
  const loan = pays(eased(), 1, 13).close('2027-04-10');
  loan.take(restructured('R2', '2027-04-11', monthly(16), { version: 3, firstDueOn: '2027-05-08' }));
  expect(watched(loan).at(-1)).toBe('2027-04-11 started 2027-05-08 to 2028-05-08: special-mention, restructured');
});

it('a schedule replaced without an ask does not take a breach back', () => {
  const loan = pays(eased(), 1, 4).close('2026-08-20');
  loan.take(scheduled([...monthly(4), ...monthly(12, day('2026-10-08'))], { version: 3, reason: 'rescheduled', since: '2026-08-21' })); // prettier-ignore
  expect(watched(loan.close('2026-08-31')).slice(1)).toEqual([
    '2026-08-09 restarted 2026-08-09 to 2027-08-09: special-mention, overdue-again',
  ]);
});

it('a loan that is paid off is watched no longer', () => {
  const loan = eased().take(becomes('closed', '2026-03-21'));
  expect(watched(loan.close('2026-03-21')).at(-1)).toBe('2026-03-21 ended 2026-04-08 to 2027-04-08: normal, closed');
});

it('an ask that comes twice, or behind a later schedule, changes nothing', () => {
  const loan = late().take(scheduled(monthly(15), { version: 3, reason: 'corrected' }));
  const first = restructured('R1', '2026-03-21', monthly(15));
  expect(watched(loan.take(first))).toHaveLength(1);
  const known = loan.standing;
  expect(loan.take(first).standing).toBe(known);
});

it('a loan that was never restructured carries nothing of it', () => {
  expect(late().standing).toMatchObject({ watch: null });
  expect(late().standing?.facts).not.toHaveProperty('restructures');
});

it('history says the class of the watch', () => {
  const loan = pays(eased(), 1, 13).close('2027-04-08');
  const rows = loan.standing?.moves.map((m) => `${m.validOn} ${m.judgement.buckets['m-table']} ${m.judgement.classes['prc-five-tier']}`); // prettier-ignore
  expect(rows).toEqual([
    '2026-03-01 M0 normal',
    '2026-03-09 M1 special-mention',
    '2026-03-08 M0 normal', // by the schedule of 21 March
    '2026-03-21 M0 special-mention',
    '2027-04-08 M0 normal',
  ]);
});

it.each(['fine', 'missed', 'bad'])('touched on the days it asks for it tells the same as touched daily: %s', (how) => {
  const told = (go: (loan: LoanStory, upTo: string) => unknown) => {
    const loan = eased('doubtful');
    const missing = how === 'missed' ? [5] : how === 'bad' ? [5, 6, 7, 8, 9] : [];
    for (let nth = 1; nth <= 15; nth += 1) {
      const on = addMonths(FIRST, nth - 1);
      go(loan, before(on));
      if (!missing.includes(nth)) loan.take(paid(`p${nth}`, on, 20_000 * (nth === (missing.at(-1) ?? 0) + 1 ? missing.length + 1 : 1))); // prettier-ignore
    }
    go(loan, '2028-12-31');
    return loan.told;
  };
  expect(told((loan, upTo) => loan.roll(upTo))).toEqual(told((loan, upTo) => loan.close(upTo)));
});

it.each([
  ['a class that its scheme does not have', { floor: 'worrying' }, 'has the class worrying'],
  ['too short a time', { minMonths: 6 }, 'prc-restructured@1 is wrong from 2026-04-08'],
  ['too short a rise', { rise: { minPeriods: 1, minMonths: 6 } }, 'wrong about a rise from 2026-04-09'],
  ['a mild second', { secondInside: 'special-mention' }, 'is wrong about no class held'],
])('rules with %s do not start', (_case, over, message) => {
  const shipped = readPolicySet();
  const observations = shipped.observations.map((rules) => ({ ...rules, ...over }));
  expect(() => new Policies({ ...shipped, observations })).toThrow(message);
});
