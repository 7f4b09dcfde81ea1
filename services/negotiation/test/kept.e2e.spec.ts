import { addDays } from '@mora/kernel';
import { borrowerOf, People } from './people.js';
import { OPENS_ON, useWholeLine } from './whole-line.js';

const line = useWholeLine();
const people = new People(line);
const [LOAN, PARTY] = ['demo:L-1', 'P-1'];
const NEXT = addDays(OPENS_ON, 1);
const BOOKED_ON = addDays(OPENS_ON, 2);

const sinceThe = async (type: string): Promise<readonly string[]> => {
  const types = (await line.published(LOAN)).map((one) => one.type);
  const aside = ['notice-requested', 'offer-withdrawn'];
  return types.slice(types.indexOf(type) + 1).filter((one) => !aside.includes(one));
};
const cents = (text: string): number => Math.round(Number(text) * 100);
const text = (minor: number): string => (minor / 100).toFixed(2);

it('from the close that opens it to the last cent: asked, booked, in force, kept, completed', async () => {
  await line.upstream.overdue(LOAN, PARTY, OPENS_ON, 61);
  await line.close(OPENS_ON);
  await people.assess(LOAN, PARTY, NEXT);
  const offer = await people.offered(LOAN, 'spread');
  const taken = await people.agree(LOAN, PARTY, offer);

  const [ask, ...more] = await line.asks(LOAN);
  expect(more).toEqual([]);
  expect(ask).toMatchObject({ type: 'mora.ledger-request.reschedule.v1', data: { requestId: taken.requestId } });
  await line.close(NEXT);

  await line.upstream.book(LOAN, BOOKED_ON, ask!);
  await line.upstream.rescheduled(LOAN, BOOKED_ON);
  await line.close(BOOKED_ON);
  expect(await sinceThe('plan-asked')).toEqual(['plan-activated', 'closed']);
  const said = await line.published(LOAN);
  const activated = said.find(({ type }) => type === 'plan-activated')!.data;
  expect(activated).toMatchObject({
    planId: taken.planId,
    requestId: taken.requestId,
    activeFrom: BOOKED_ON,
    instalments: taken.rows.map(({ number, dueOn, total: amount }) => ({ number, dueOn, amount })),
  });
  expect(said.find(({ type }) => type === 'closed')!.data).toMatchObject({ outcome: 'agreed', consecutive: 0 });

  const [first, ...others] = taken.rows;
  await line.upstream.paid(LOAN, addDays(OPENS_ON, 3), first!.total);
  await line.closeUpTo(addDays(OPENS_ON, 3), addDays(first!.dueOn as typeof NEXT, 6));
  expect(await sinceThe('closed')).toEqual(['instalment-kept']);
  const [plan] = await line.db.lines(`select state from plan`);
  expect(plan).toBe('active');

  const rest = text(others.reduce((sum, { total }) => sum + cents(total), 0));
  const last = addDays(first!.dueOn as typeof NEXT, 7);
  await line.upstream.paid(LOAN, last, rest);
  await line.close(last);
  expect(await sinceThe('closed')).toEqual([...taken.rows.map(() => 'instalment-kept'), 'plan-completed']);
  const { body } = await line.get(`/v1/loans/${LOAN}/plans/${taken.planId}`, borrowerOf(PARTY));
  expect(body).toMatchObject({ state: 'completed' });
  expect(await line.db.lines('select subject, reason from held_subject')).toEqual([]);
});
