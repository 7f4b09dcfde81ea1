import { addDays, type CalendarDate } from '@mora/kernel';
import type { LoanEvent } from './event.js';
import { charged, dayOf, instalments, LoanStory, NEGOTIATION, paid, registered, scheduled } from './fixtures.js';

const lift: LoanEvent = { kind: 'lift', holdId: 'h', because: 'x', by: 's-1' };

it('nothing is asked of a loan that no stream has told of', () => {
  expect(new LoanStory().take(lift).refused).toBe('loan-unknown');
});

it.each<[string, LoanEvent]>([
  ['a payment', { ...paid('p', 100, dayOf(0)), currency: 'TWD' } as LoanEvent],
  ['a charge', { ...charged('c', 100, dayOf(0)), currency: 'TWD' } as LoanEvent],
  ['a schedule', { ...scheduled(1, instalments(1, dayOf(0), 100)), currency: 'TWD' } as LoanEvent],
])('%s in another currency than that of the loan is refused and changes nothing', (_, event) => {
  const story = new LoanStory().take(registered);
  const { state } = story;
  expect(story.take(event).refused).toBe('currency-differs');
  expect(story.state).toBe(state);
});

it('a record that cannot be used is refused with its reason', () => {
  expect(new LoanStory().take({ kind: 'unusable', because: 'amount-too-large' }).refused).toBe('amount-too-large');
});

it('an event that changes nothing leaves the very same loan', () => {
  const story = new LoanStory().take(registered, { kind: 'nothing' });
  const { parts } = story;
  expect(story.take({ kind: 'nothing' }).parts).toBe(parts);
});

describe('what the ledger says again', () => {
  const open = (...events: readonly LoanEvent[]) => new LoanStory().take(registered, ...events).parts.ledger;

  it('of a charge stands as it is said last, and nought takes it away', () => {
    expect(open(charged('c', 500, dayOf(0)), charged('c', 300, dayOf(1))).charges).toMatchObject([{ minor: 300 }]);
    expect(open(charged('c', 500, dayOf(0)), charged('c', 0, dayOf(1))).charges).toEqual([]);
  });

  it('of a payment stands once, by its value date; one that is taken back is gone', () => {
    const late = paid('late', 1, dayOf(-9), dayOf(0));
    const { payments } = open(paid('p', 1, dayOf(0)), late, paid('p', 2, dayOf(0)));
    expect(payments.map(({ id, minor }) => [id, minor])).toEqual([
      ['late', 1],
      ['p', 2],
    ]);
    expect(open(paid('p', 1, dayOf(0)), { kind: 'reversal', paymentId: 'p' }).payments).toEqual([]);
  });

  it('of a schedule is what its latest version says, in whatever order they come', () => {
    const [old, recent] = [scheduled(1, instalments(1, dayOf(0), 1)), scheduled(2, instalments(2, dayOf(0), 2))];
    expect(open(recent, old).schedule?.version).toBe(2);
  });
});

describe('a plan in force, and negotiation silent', () => {
  const plan: LoanEvent = { kind: 'plan', planId: 'pl', state: 'active', legal: null, on: dayOf(0) };
  const waits = (known: CalendarDate | null): readonly string[] => {
    const story = new LoanStory().take(registered, plan).close(5);
    if (known !== null) story.knownUpTo = { [NEGOTIATION]: known };
    return story.close().state?.waits ?? [];
  };

  it.each([
    [0, []],
    [2, []],
    [3, [NEGOTIATION]],
    [null, [NEGOTIATION]],
  ])('known up to %s days before the close: the loan waits for %j', (lag, expected) => {
    expect(waits(lag === null ? null : addDays(dayOf(5), -lag))).toEqual(expected);
  });
});
