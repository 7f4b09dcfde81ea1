import { addDays, type CalendarDate, daysBetween } from '@mora/kernel';
import { People } from './people.js';
import { OPENS_ON, type Published, useWholeLine } from './whole-line.js';

const line = useWholeLine();
const people = new People(line);
const day = (n: number): CalendarDate => addDays(OPENS_ON, n);
const [LATE, TWICE] = ['demo:L-1', 'demo:L-2'] as const;
const PARTIES = { [LATE]: 'P-1', [TWICE]: 'P-2' };
const PARTS = [
  { dueOn: day(12), amount: '1665.00' },
  { dueOn: day(24), amount: '1665.00' },
];
const SPLIT = { terms: [{ kind: 'split', amounts: PARTS }], firstDueOn: day(12), beside: true };
let planned = day(0);
let closed = day(-1);

async function closeUpTo(last: CalendarDate): Promise<void> {
  await line.closeUpTo(addDays(closed, 1), last);
  closed = last;
}

const ASIDE = ['notice-requested', 'hold-set', 'hold-lifted', 'team-assigned'];
/** What is said of a loan after its plan came into force, in a word each. */
async function since(loan: string): Promise<readonly (readonly unknown[])[]> {
  const all = (await line.published(loan)).filter(({ type }) => !ASIDE.includes(type));
  const from = all.findIndex(({ type }) => type === 'closed');
  return all.slice(from + 1).map(inWords);
}
const inWords = ({ type, data }: Published): readonly unknown[] => {
  const words = [data['because'] ?? data['reason'], data['on'] ?? data['closedOn'], data['consecutive']];
  return [type, ...words.filter((word) => word !== undefined)];
};

beforeAll(async () => {
  for (const [loan, party] of Object.entries(PARTIES)) await line.upstream.overdue(loan, party, OPENS_ON, 61);
  await closeUpTo(OPENS_ON);
  for (const [loan, party] of Object.entries(PARTIES)) {
    await people.assess(loan, party, day(1));
    const offer = loan === LATE ? await people.offered(loan, 'spread') : await people.made(loan, SPLIT);
    const { rows } = await people.agree(loan, party, offer);
    if (loan === LATE) planned = rows[0]!.dueOn as CalendarDate;
  }
  await closeUpTo(day(1));
  for (const loan of [LATE, TWICE]) {
    const [ask] = await line.asks(loan);
    await line.upstream.book(loan, day(2), ask!);
    await line.upstream.rescheduled(loan, day(2));
  }
  await closeUpTo(day(2));
});

it('two missed instalments break a plan at the close that finds the second; it counts once', async () => {
  await closeUpTo(day(12));
  await line.upstream.behind(TWICE, day(13), 'e-2', 1);
  await closeUpTo(day(30));
  expect(await since(TWICE)).toEqual([
    ['plan-at-risk', 'overdue'],
    ['failed', 'first-instalment-missed', day(18), 1],
    ['plan-broken', 'two-missed', day(30)],
    ['failed', 'plan-broken', day(30), 1],
  ]);
  const [plan] = await line.db.lines(`select state, ended_on::text from plan where loan_id = '${TWICE}'`);
  expect(plan).toBe(`broken ${day(30)}`);
});

it('the next negotiation that fails is the second in a row, though the new schedule had cured the first debt', async () => {
  await closeUpTo(day(43));
  expect((await since(TWICE)).slice(4)).toEqual([
    ['re-defaulted', day(42)],
    ['opened', 'no-contact-self-service'],
  ]);
  await people.noShow(TWICE);
  await people.noShow(TWICE);
  await closeUpTo(day(46));
  expect((await since(TWICE)).at(-1)).toEqual(['failed', 'no-show', day(44), 2]);
  const { body } = await line.get(`/v1/loans/${TWICE}`);
  expect(body.tally).toMatchObject({ consecutive: 2 });
});

it('an instalment that is late for more than thirty days breaks it alone', async () => {
  const broken = addDays(planned, 31);
  await line.upstream.behind(LATE, day(47), 'e-2', daysBetween(planned, day(47)));
  await closeUpTo(addDays(broken, -1));
  const before = await since(LATE);
  expect(before).toEqual([
    ['plan-at-risk', 'overdue'],
    ['failed', 'first-instalment-missed', addDays(planned, 6), 1],
    ['re-defaulted', addDays(broken, -1)],
  ]);
  await closeUpTo(broken);
  expect((await since(LATE)).slice(before.length)).toEqual([
    ['plan-broken', 'overdue', broken],
    ['failed', 'plan-broken', broken, 1],
  ]);
  expect(await line.db.lines('select subject, reason from held_subject')).toEqual([]);
});
