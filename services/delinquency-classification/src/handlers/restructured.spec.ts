import { calendarDate as day } from '@mora/kernel';
import { answeredBy, restructuredOf, sinceOf } from './restructured.js';

const rank = { bookedOn: day('2026-03-21'), sequence: 7 };
const due = (dueOn: string, number: number) => ({
  number,
  dueOn: day(dueOn),
  principal: 1,
  interest: 0,
  fee: 0,
  penalty: 0,
});
const instalments = [due('2026-03-08', 1), due('2026-04-08', 2), due('2026-05-08', 3)];
const restructure = {
  forms: ['extension' as const],
  difficulty: 'overdue' as const,
  inDifficulty: true,
  firstDueOn: day('2026-05-08'),
  classBefore: 'substandard',
};

it('takes what the ledger echoes of the ask', () => {
  const fact = restructuredOf({ requestId: 'R1', restructure }, instalments, rank);
  expect(fact).toEqual({ requestId: 'R1', forms: ['extension'], firstDueOn: '2026-05-08', classBefore: 'substandard', ...rank }); // prettier-ignore
});

it('C-11: a contract changed for a debtor who is in no difficulty is not restructured', () => {
  const request = { requestId: 'R1', restructure: { ...restructure, inDifficulty: false } };
  expect(restructuredOf(request, instalments, rank)).toBeUndefined();
});

it.each([
  ['the first payment date after it', instalments, '2026-04-08'],
  ['the last one where all have gone by', instalments.slice(0, 1), '2026-03-08'],
] as const)(
  'a ledger that does not say what it changed is taken on the strict side, from %s',
  (_rule, lines, firstDueOn) => {
    const fact = restructuredOf({ requestId: 'R1' }, lines, rank);
    expect(fact).toEqual({ requestId: 'R1', forms: ['other'], firstDueOn, classBefore: null, ...rank });
  },
);

it.each([
  ['rescheduled', '2026-03-21'],
  [undefined, '2026-03-21'],
  ['corrected', undefined],
  ['contract', undefined],
] as const)('a schedule replaced for the reason %s rules from %s', (reason, since) => {
  const said = reason === undefined ? {} : { reason };
  const data = {
    source: 'core',
    bookedOn: rank.bookedOn,
    version: 2,
    currency: 'CNY' as const,
    instalments: [],
    ...said,
  };
  expect(sinceOf(data)).toBe(since);
});

const echo = { forms: ['amount-reduced' as const], classBefore: null };
const answer = { source: 'core', requestId: 'R1', ...rank };

it.each([
  ['accepted, with what was asked', { outcome: 'accepted' as const, restructure: { ...restructure, ...echo } }, true],
  ['accepted, without it: proof of a sum that changes nothing', { outcome: 'accepted' as const }, false],
  [
    'for a debtor in no difficulty',
    { outcome: 'accepted' as const, restructure: { ...restructure, inDifficulty: false } },
    false,
  ],
])('C-13: a settlement that is %s', (_, said, isOne) => {
  const expected = { requestId: 'R1', firstDueOn: '2026-05-08', ...echo, ...rank };
  expect(answeredBy({ ...answer, ...said })).toEqual(isOne ? expected : undefined);
});

it('a no takes back what was booked for the ask, where anything was', () => {
  const never = { requestId: 'R1', forms: [], classBefore: null, firstDueOn: rank.bookedOn, takenBack: true, ...rank };
  expect(answeredBy({ ...answer, outcome: 'rejected' })).toEqual(never);
  expect(answeredBy({ ...answer, outcome: 'rejected', restructure })).toEqual(never);
});
