import { calendarDate as day, type Currency } from '@mora/kernel';
import type { Booked, Fact } from './booked.js';
import { expireGap, type Said, skipGap, take } from './take.js';
import { type LoanIntake } from './loan-intake.js';
import type { Terms } from './terms.js';

const numbered: Terms = {
  sequence: { kind: 'per-loan', first: 1, gapTimeoutMs: 1000 },
  unknownLoan: { kind: 'refuse' },
};
const unnumbered: Terms = { sequence: { kind: 'none', bookingIds: 'numeric' }, unknownLoan: { kind: 'refuse' } };
const openDay = day('2026-03-10');

const record = (over: Partial<Booked> = {}, ...facts: Fact[]): Booked => ({
  source: 'core',
  eventId: `e-${over.sequence ?? 0}`,
  facts: facts.length > 0 ? facts : [{ kind: 'payment-posted', body: {} }],
  sequence: null,
  bookedOn: openDay,
  valueDate: openDay,
  bookingId: '',
  currency: 'CNY',
  cutOver: false,
  historyUntil: null,
  digest: `content-${over.sequence ?? 0}`,
  ...over,
});
const registered = (over: Partial<Booked> = {}): Booked => record(over, { kind: 'registered', body: {} });
const payment = (sequence: number, over: Partial<Booked> = {}): Booked => record({ sequence, ...over });

function after(records: readonly Booked[], terms: Terms = numbered) {
  let loan: LoanIntake | null = null;
  const said: string[] = [];
  for (const one of records) {
    const decision = take(loan, one, { openDay, terms });
    if (decision.kind === 'refused') {
      said.push(`refused ${decision.because}`);
      continue;
    }
    loan = decision.next;
    said.push(...decision.said.map(words));
  }
  return { loan, said };
}

const words = (said: Said): string => {
  if (said.kind !== 'fact') return `${said.kind} ${said.reason}`;
  const marks = `${said.late ? ' late' : ''}${said.cutOver ? ' cut-over' : ''}`;
  return `${said.fact.kind} ${said.of.sequence ?? said.of.bookingId}${marks}`;
};

it('a record in its turn is told at once', () => {
  const { said } = after([registered({ sequence: 1 }), payment(2), payment(3)]);
  expect(said).toEqual(['registered 1', 'payment-posted 2', 'payment-posted 3']);
});

it('records behind a gap wait, and the missing one releases them in order', () => {
  const { said } = after([registered({ sequence: 1 }), payment(4), payment(3), payment(2)]);
  expect(said).toEqual([
    'registered 1',
    'held sequence-gap',
    'payment-posted 2',
    'payment-posted 3',
    'payment-posted 4',
    'released sequence-gap',
  ]);
});

it('a second gap keeps the loan held', () => {
  const { loan, said } = after([registered({ sequence: 1 }), payment(3), payment(5), payment(2)]);
  expect(said.at(-1)).toBe('payment-posted 3');
  expect(loan).toMatchObject({ lastSequence: 3, gapSince: openDay });
});

it('the registration that comes last releases what came before it', () => {
  expect(after([payment(2), registered({ sequence: 1 })]).said).toEqual([
    'held sequence-gap',
    'registered 1',
    'payment-posted 2',
    'released sequence-gap',
  ]);
});

it('a gap that lasts too long is told once, and the loan goes on waiting', () => {
  const { loan } = after([registered({ sequence: 1 }), payment(3)]);
  const expired = expireGap(loan as LoanIntake);
  expect(expired).toMatchObject({ said: [{ kind: 'held', reason: 'sequence-gap-expired', since: openDay }] });
  expect(expired.kind === 'decided' && expireGap(expired.next)).toMatchObject({ said: [] });
});

it.each([
  ['the same content is a repetition', payment(2), []],
  ['other content is a correction that comes late', payment(2, { digest: 'other' }), ['payment-posted 2 late']],
])('a number that was passed: %s', (_rule, again, told) => {
  expect(after([registered({ sequence: 1 }), payment(2), payment(3), again]).said.slice(3)).toEqual(told);
});

it('a loan that is taken over begins with the number its ledger has come to', () => {
  const { said } = after([registered({ sequence: 40, cutOver: true }), payment(41)]);
  expect(said).toEqual(['registered 40 cut-over', 'payment-posted 41']);
});

it('what was booked up to the day of the history is history', () => {
  const until = { historyUntil: day('2026-03-09'), sequence: 40, bookedOn: day('2026-03-09') };
  const { said } = after([registered(until), payment(41, { bookedOn: day('2026-03-09') }), payment(42)]);
  expect(said).toEqual(['registered 40 late cut-over', 'payment-posted 41 late cut-over', 'payment-posted 42']);
});

it.each([
  ['a later value date', '2026-03-09', '1', ''],
  ['the same value date and a greater number', '2026-03-08', '10', ''],
  ['the same value date and the same number', '2026-03-08', '9', ''],
  ['the same value date and a smaller number', '2026-03-08', '8', ' late'],
  ['an earlier value date', '2026-03-07', '99', ' late'],
])(
  'where the source has no sequence, %s than the latest is judged by value date and booking id',
  (_c, on, id, mark) => {
    const first = registered({ valueDate: day('2026-03-01'), bookingId: '1' });
    const latest = record({ valueDate: day('2026-03-08'), bookingId: '9' });
    const next = record({ valueDate: day(on), bookingId: id });
    expect(after([first, latest, next], unnumbered).said.at(-1)).toBe(`payment-posted ${id}${mark}`);
  },
);

it('a record of a day that has closed is late', () => {
  const { said } = after([registered({ sequence: 1, bookedOn: day('2026-03-09') })]);
  expect(said).toEqual(['registered 1 late']);
});

const registering = (currency: Currency | null): Terms => ({
  ...numbered,
  unknownLoan: { kind: 'register', product: 'card', currency },
});
it.each([
  ['refused, where that was agreed', numbered, payment(1), ['refused loan-unknown']],
  ['registered by its first record', registering(null), payment(1), ['registered 1', 'payment-posted 1']],
  ['refused without a currency', registering(null), payment(1, { currency: null }), ['refused currency-unknown']],
  [
    'in the currency of its source',
    registering('CNY'),
    payment(1, { currency: null }),
    ['registered 1', 'payment-posted 1'],
  ],
])('a loan that nobody registered is %s', (_rule, terms, first, told) => {
  expect(after([first], terms).said).toEqual(told);
});

it.each([
  ['another currency', payment(2, { currency: 'EUR' }), 'currency-differs'],
  ['another currency behind a gap', payment(3, { currency: 'EUR' }), 'currency-differs'],
  ['another source', payment(2, { source: 'other' }), 'loan-of-another-source'],
  ['no number', record(), 'sequence-missing'],
])('%s is refused', (_case, wrong, because) => {
  expect(after([registered({ sequence: 1 }), wrong]).said.at(-1)).toBe(`refused ${because}`);
});

it('two different records under one waiting number are refused', () => {
  const { said } = after([registered({ sequence: 1 }), payment(3), payment(3), payment(3, { digest: 'other' })]);
  expect(said).toEqual(['registered 1', 'held sequence-gap', 'refused sequence-conflict']);
});

const skipped = (loan: LoanIntake | null) => {
  const decision = skipGap(loan as LoanIntake, { openDay, terms: numbered });
  return decision.kind === 'refused' ? [`refused ${decision.because}`] : decision.said.map(words);
};

it('a gap that is skipped lets go what waits, and says that records are missing', () => {
  const { loan } = after([registered({ sequence: 1 }), payment(4), payment(5)]);
  expect(skipped(loan)).toEqual(['payment-posted 4', 'payment-posted 5', 'released sequence-gap-skipped']);
});

it('behind a further gap the loan goes on waiting', () => {
  const { loan } = after([registered({ sequence: 1 }), payment(3), payment(5)]);
  const decision = skipGap(loan as LoanIntake, { openDay, terms: numbered });
  expect(decision).toMatchObject({ gap: 'opened', next: { lastSequence: 3, gapSince: openDay, gapExpired: false } });
  expect(skipped(loan)).toEqual(['payment-posted 3']);
});

it.each([
  ['where nothing waits', [registered({ sequence: 1 })], 'no-gap'],
  ['where the loan was never registered', [payment(3)], 'loan-unknown'],
])('a gap cannot be skipped %s', (_where, records, because) => {
  expect(skipped(after(records).loan)).toEqual([`refused ${because}`]);
});
