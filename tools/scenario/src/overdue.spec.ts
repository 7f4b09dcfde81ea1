import { calendarDate } from '@mora/kernel';
import { peopleOf, type Portfolio } from '@mora/ledger-simulator';
import type { LogRecord } from './checker/log.js';
import { overdueSince, ownedBy, roundsOf } from './overdue.js';

const PORTFOLIO: Portfolio = {
  seed: 'spec',
  loans: 30,
  cards: 0,
  opensOn: calendarDate('2026-03-02'),
  sharedPeople: true,
};
const people = peopleOf(PORTFOLIO);
const said = (kind: string, loan: string, businessDate: string): LogRecord => ({
  type: `mora.delinquency.${kind}.v1`,
  loan,
  businessDate,
  time: 0,
  data: {},
});

it('a loan is overdue from the day on which its episode began until it is cured', () => {
  const records = [
    said('started', 'demo:A', '2026-03-03'),
    said('started', 'demo:B', '2026-03-04'),
    said('cured', 'demo:A', '2026-03-05'),
    said('started', 'demo:A', '2026-03-09'),
    said('cured', 'demo:B', '2026-03-10'),
  ];
  expect([...overdueSince(records)]).toEqual([['demo:A', '2026-03-09']]);
});

it('in no round does somebody come twice, and every loan is in one', () => {
  const all = ownedBy(
    people.flatMap(({ loans }) => loans.map((loan) => `demo:${loan}`)),
    people,
  );
  const rounds = roundsOf(all);
  expect(rounds).toHaveLength(2); // some have two loans, nobody has three
  for (const round of rounds) expect(new Set(round.map(({ person }) => person.party)).size).toBe(round.length);
  expect(rounds.flat()).toHaveLength(PORTFOLIO.loans);
});
