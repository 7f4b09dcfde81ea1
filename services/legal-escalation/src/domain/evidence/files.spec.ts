import { amountText, minorUnits } from '@mora/kernel';
import { dayOf, LoanStory, paid } from '../loan/fixtures.js';
import { aCase, AS_OF } from './fixtures.js';
import { filesOf } from './files.js';

const { view, matter, sheet } = aCase();
const files = filesOf(view, matter, sheet);
const textIn = (name: string): string => files.find((file) => file.name === name)?.text ?? '';
const jsonIn = (name: string) => JSON.parse(textIn(name)) as Record<string, unknown>;
const rowsIn = (name: string): string[] => textIn(name).trimEnd().split('\n').slice(1);

it('a bundle has each of its files, by name', () => {
  expect(files.map(({ name }) => name)).toEqual([
    '01-contract-references.json',
    '02-schedule.csv',
    '03-ledger-history.csv',
    '04-days-past-due.csv',
    '05-claim.json',
    '06-notices.json',
    '07-negotiation.json',
    '08-disclosures.json',
    '09-guarantees.json',
    '10-limitation.json',
    '11-evaluation.json',
  ]);
});

it('the same state makes the same bytes', () => {
  expect(filesOf(aCase().view, matter, sheet)).toEqual(files);
});

it('what is booked after the day of the claim changes nothing of it', () => {
  const later = new LoanStory(view.policies, dayOf(6));
  later.state = { loanId: view.loanId, parts: view.parts, reviews: {}, reviewOn: null, waits: [], writes: [] };
  later.take(paid('p-9', 1_000, dayOf(6)));
  const after = filesOf({ ...view, parts: later.parts }, matter, sheet);
  expect(after.slice(0, 5)).toEqual(files.slice(0, 5));
});

it('the history has every booking once, by day', () => {
  expect(rowsIn('03-ledger-history.csv')).toEqual([
    `payment,p-1,${dayOf(-28)},${dayOf(-30)},,,200.00,,,,`,
    `charge,fee-1,${dayOf(-10)},${dayOf(-10)},,fee,30.00,,,,`,
    `payment,p-2,${dayOf(-3)},${dayOf(-3)},,,500.00,,,,`,
  ]);
});

it('the sheet of days shows each change, and ends with what classification has said', () => {
  const rows = rowsIn('04-days-past-due.csv').map((row) => row.split(','));
  expect(rows.map(([on, from, , days, principal]) => [on, from, days, principal])).toEqual([
    [dayOf(-49), 'ledger', '1', '2000.00'],
    [dayOf(-28), 'ledger', '22', '1800.00'],
    [dayOf(-19), 'ledger', '31', '3800.00'],
    [dayOf(-9), 'ledger', '41', '3800.00'],
    [dayOf(-3), 'ledger', '47', '3300.00'],
    [AS_OF, 'ledger', '55', '3300.00'],
    [AS_OF, 'classification', '55', '1200.00'],
  ]);
});

it('the claim has the sums of its sheet to the cent', () => {
  const { total, lines } = jsonIn('05-claim.json') as { total: string; lines: { amount: string }[] };
  const sum = lines.reduce((all, { amount }) => all + minorUnits(amount, 'CNY'), 0n);
  expect([total, amountText(sum, 'CNY')]).toEqual(['3330.00', '3330.00']);
});

it('notices, negotiations and disclosures stand with their proofs', () => {
  const hash = 'ab'.repeat(32);
  expect(jsonIn('06-notices.json')).toMatchObject({
    notices: [{ id: 'n-1', on: dayOf(-15), outcome: 'delivered', sha256: hash }],
  });
  expect(jsonIn('07-negotiation.json')).toMatchObject({
    failuresInARow: 2,
    failures: [{ roundId: 'r-1' }, { roundId: 'r-2' }],
  });
  expect(jsonIn('08-disclosures.json')).toMatchObject({ disclosures: [{ id: 'd-1', sha256: hash }] });
});

it('papers of guarantees stand apart from those of the contract', () => {
  expect(jsonIn('01-contract-references.json')).toMatchObject({ papers: [{ kind: 'contract', id: 'C-1' }] });
  expect(jsonIn('09-guarantees.json')).toMatchObject({
    guarantors: [{ guarantorId: 'demo:P-2', kind: null, months: null }],
    papers: [{ kind: 'guarantee', id: 'G-1' }],
  });
});

it('each period stands with the acts that have moved it', () => {
  const { periods } = jsonIn('10-limitation.json') as { periods: { claim: string; acts: { actId: string }[] }[] };
  const debt = periods.find(({ claim }) => claim === 'debt');
  expect(debt?.acts.map(({ actId }) => actId)).toEqual(expect.arrayContaining(['payment:p-1', 'payment:p-2']));
});

it('what the bank’s lawyers expect of the suit is not handed to the other side', () => {
  const all = files.map(({ text }) => text).join('');
  for (const secret of ['12345.67', '76543.21', '1234567', '7654321', 'own thoughts', 'because'])
    expect(all).not.toContain(secret);
  expect(jsonIn('11-evaluation.json')).toMatchObject({ strategy: 'ordinary', by: 'l-1', approver: 'l-2' });
});
