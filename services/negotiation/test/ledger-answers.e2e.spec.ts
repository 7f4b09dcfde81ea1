import { addDays, type CalendarDate } from '@mora/kernel';
import { borrowerOf, CHEN, People, WU } from './people.js';
import { OPENS_ON, useWholeLine } from './whole-line.js';

const line = useWholeLine();
const people = new People(line);
const day = (n: number): CalendarDate => addDays(OPENS_ON, n);
const [REFUSED, SILENT, OTHERWISE, PAID] = ['demo:L-1', 'demo:L-2', 'demo:L-3', 'demo:L-4'] as const;
const LOANS = [REFUSED, SILENT, OTHERWISE, PAID];
const partyOf = (loan: string): string => loan.replace('demo:L', 'P');
const plans = new Map<string, string>();
let closed = day(-1);

async function closeUpTo(last: CalendarDate): Promise<void> {
  await line.closeUpTo(addDays(closed, 1), last);
  closed = last;
}

const ASIDE = ['notice-requested', 'team-assigned', 'offer-withdrawn', 'documents-wanted'];
/** What is said of a loan since the ledger was asked. */
async function since(loan: string): Promise<readonly string[]> {
  const all = (await line.published(loan)).filter(({ type }) => !ASIDE.includes(type));
  const words = all.map(({ type, data }) => [type, data['kind'] ?? data['because'] ?? data['outcome']]);
  const from = words.findIndex(([type]) => type === 'plan-asked');
  return words.slice(from + 1).map((each) => each.filter((word) => word !== undefined).join(' '));
}
const planOf = (loan: string) => `/v1/loans/${loan}/plans/${plans.get(loan)}`;
const standing = async (loan: string) => {
  const { body } = await line.get(`/v1/loans/${loan}`);
  return { round: body.round?.state ?? null, consecutive: body.tally.consecutive };
};
beforeAll(async () => {
  for (const loan of LOANS) await line.upstream.overdue(loan, partyOf(loan), OPENS_ON, 61);
  await line.upstream.paid(PAID, OPENS_ON, '1120.00');
  await closeUpTo(OPENS_ON);
  for (const loan of LOANS) {
    await people.assess(loan, partyOf(loan), day(1));
    const { planId } = await people.agree(loan, partyOf(loan), await people.offered(loan, 'spread'));
    plans.set(loan, planId);
  }
  await closeUpTo(day(1));
});

it('what was paid before stands in the ledger before the rows that were asked for', async () => {
  const [ask] = await line.asks(PAID);
  const paid = { number: 1, dueOn: day(-61), principal: '1000.00', interest: '120.00' };
  await line.upstream.book(PAID, day(2), ask!, [paid]);
  await closeUpTo(day(2));
  expect(await since(PAID)).toEqual(['plan-activated', 'closed agreed']);
  const { body } = await line.get(planOf(PAID), CHEN);
  expect(body.state).toBe('active');
  expect(body.rows[0]).toMatchObject({ number: 1, amount: '1335.55', paid: '0.00' });
});

it('a ledger that will not: nobody has failed, it is asked once more and books', async () => {
  const [ask] = await line.asks(REFUSED);
  await line.upstream.refuse(REFUSED, day(3), ask!, 'product-locked');
  await closeUpTo(day(3));
  expect(await since(REFUSED)).toEqual(['plan-not-booked rejected', 'hold-set bank-delay']);
  expect(await standing(REFUSED)).toEqual({ round: 'offered', consecutive: 0 });
  const again = { take: 'ask-again', because: 'unlocked' };
  const answer = await line.post(`${planOf(REFUSED)}/settle-difference`, again, CHEN);
  expect(answer.body).toMatchObject({ state: 'awaiting' });
  await line.quiet();
  const [, second] = await line.asks(REFUSED);
  expect(second!.data['requestId']).not.toBe(ask!.data['requestId']);
  expect(second!.data['instalments']).toEqual(ask!.data['instalments']);
  await line.upstream.book(REFUSED, day(4), second!);
  await closeUpTo(day(4));
  expect((await since(REFUSED)).slice(2)).toEqual([
    'plan-asked',
    'hold-lifted bank-delay',
    'plan-activated',
    'closed agreed',
  ]);
});

it('a ledger that books otherwise: its schedule binds once it was shown, and not before', async () => {
  const [ask] = await line.asks(OTHERWISE);
  const on = addDays(closed, 1);
  await line.upstream.book(OTHERWISE, on, ask!, [], (row) =>
    row.number === 2 ? { ...row, dueOn: addDays(row.dueOn, 1) } : row,
  );
  await closeUpTo(on);
  // What is not booked lets the other offers be wanted again, for which nobody's approval has come in time.
  expect(await since(OTHERWISE)).toEqual([
    'plan-not-booked booked-otherwise',
    'hold-set bank-delay',
    'hold-set ledger-differs',
  ]);
  const borrower = borrowerOf(partyOf(OTHERWISE));
  const { difference, rows } = (await line.get(planOf(OTHERWISE), borrower)).body;
  expect(difference.booked.map(({ dueOn }: { dueOn: string }) => dueOn)).toEqual(
    rows.map(({ dueOn, number }: { dueOn: CalendarDate; number: number }) =>
      number === 2 ? addDays(dueOn, 1) : dueOn,
    ),
  );
  const take = (disclosureId: string) =>
    line.post(`${planOf(OTHERWISE)}/settle-difference`, { take: 'ledger', disclosureId, because: 'a-holiday' }, WU);
  const say = (body: object, who: object) =>
    line.post(`${planOf(OTHERWISE)}/acknowledge-difference`, body, who as never);
  expect((await take('what-was-shown-first')).body).toMatchObject({ reason: 'disclosure-changed' });
  expect((await take(difference.disclosureId)).body).toMatchObject({ reason: 'not-acknowledged' });
  const shown = { disclosureId: difference.disclosureId };
  expect((await say(shown, CHEN)).body).toMatchObject({ status: 422, reason: 'evidence-missing' });
  expect((await say(shown, borrower)).body).toMatchObject({ state: 'differs' });
  expect((await line.get(planOf(OTHERWISE), borrower)).body.difference).toMatchObject({ acknowledged: true });
  expect((await take(difference.disclosureId)).body).toMatchObject({ state: 'active' });
  await line.quiet();
  expect((await since(OTHERWISE)).slice(3)).toEqual([
    'difference-acknowledged',
    'difference-approved a-holiday',
    'plan-activated',
    'closed agreed',
  ]);
  const { data } = (await line.published(OTHERWISE)).find(({ type }) => type === 'plan-activated')!;
  expect(data).toMatchObject({ disclosureId: difference.disclosureId, instalments: difference.booked });
  expect(await line.db.lines('select subject, reason from held_subject')).toEqual([]);
});

it('a ledger that says nothing: the ask is taken back at the close of its last day; booked after that, it is late', async () => {
  const [ask] = await line.asks(SILENT);
  const answerBy = ask!.data['answerBy'] as CalendarDate;
  await closeUpTo(addDays(answerBy, -1));
  expect(await since(SILENT)).toEqual([]);
  await closeUpTo(answerBy);
  // Of the ledger, and of those who have not approved the other offers, which are wanted again.
  expect(await since(SILENT)).toEqual(['plan-not-booked timed-out', 'hold-set bank-delay', 'hold-set bank-delay']);
  expect((await line.asks(SILENT)).at(-1)).toMatchObject({
    type: 'mora.ledger-request.withdrawn.v1',
    data: { requestId: ask!.data['requestId'], because: 'timed-out' },
  });
  await line.upstream.book(SILENT, addDays(answerBy, 1), ask!);
  await closeUpTo(addDays(answerBy, 1));
  const { data } = (await line.published(SILENT)).find(({ type }) => type === 'plan-activated')!;
  expect(data).toMatchObject({ late: true, planId: plans.get(SILENT) });
  expect(await standing(SILENT)).toEqual({ round: null, consecutive: 0 });
});
