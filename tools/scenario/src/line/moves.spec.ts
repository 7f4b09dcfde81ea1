import { calendarDate } from '@mora/kernel';
import { Behaviour } from '@mora/ledger-simulator';
import { type CaseFile, filedAway } from './case-file.js';
import { assetsOf } from './courts.js';
import { type At, nextMove, waysOf } from './moves.js';

const behaviour = new Behaviour('spec');
const at = (n = 1, isTaiwan = false): At => ({ behaviour, loan: `demo:L-${n}`, isTaiwan });
type Said = readonly [type: string, businessDate: string, data?: object];
/** A round in which a court finds something. */
const found = ['x-1', 'x-2', 'x-3', 'x-4', 'x-5'].find((id) => assetsOf(behaviour, id) > 0) ?? '';
/** And one in which it finds nothing. */
const nothing = Array.from({ length: 50 }, (_, n) => `y-${n}`).find((id) => assetsOf(behaviour, id) === 0) ?? '';
const ofRound = { enforcementId: found };

const after = (...said: readonly Said[]): CaseFile => {
  const file = said.reduce<CaseFile | null>(
    (known, [type, businessDate, data = {}]) => filedAway(known, { type: `mora.${type}.v1`, businessDate, data }),
    null,
  );
  if (file === null) throw new Error('nobody has opened a case');
  return file;
};
const opened: Said = ['legal.case-opened', '2025-06-02'];
const given = (strategy = 'simplified'): Said => ['legal.case-evaluated', '2025-06-04', { strategy }];
const agreed = (strategy = 'simplified'): Said => ['legal.strategy-approved', '2025-06-05', { strategy }];
const shut: Said = ['legal.gate-withdrawn', '2025-06-05', { gateId: 'g-1', because: 'no-hold' }];
const open: Said = ['legal.gate-passed', '2025-06-09', { gateId: 'g-2' }];
const filed: Said = ['legal.filed', '2025-06-06', { proceedingId: 'p-1', kind: 'simplified' }];
const cured: Said = ['delinquency.cured', '2025-06-20', { by: 'rescheduled' }];
const overdue: Said = ['delinquency.started', '2025-07-20'];
const step = (to: string, next: object | null): Said => [
  'legal.proceeding-step',
  '2025-06-10',
  { proceedingId: 'p-1', kind: 'simplified', to, on: '2025-06-09', next },
];
const judged: Said = [
  'legal.judgment-entered',
  '2025-07-01',
  { judgmentId: 'j-1', on: '2025-07-01', parts: [{ performBy: '2025-07-11' }] },
];
const final: Said = ['legal.judgment-final', '2025-07-20', { judgmentId: 'j-1' }];
const enforcing: Said = ['legal.enforcement-applied', '2025-07-21', { ...ofRound, judgmentId: 'j-1' }];
const clue: Said = ['legal.clue-given', '2025-07-27', { ...ofRound, clueId: 'c-1' }];
const measure: Said = ['legal.measure-applied', '2025-07-28', { ...ofRound, measureId: 'm-1' }];
const inForce: Said = ['legal.measure-in-force', '2025-07-30', { ...ofRound, measureId: 'm-1' }];
const paid: Said = ['loan.payment-posted', '2025-08-08', { transactionId: `court-${found}`, amount: '100.00' }];
const told: Said = ['legal.recovered', '2025-08-09', ofRound];
const freed: Said = ['legal.measure-ended', '2025-08-10', { ...ofRound, measureId: 'm-1' }];
const refused: Said = ['legal.measure-refused', '2025-07-28', ofRound];
const inVain: Said = ['legal.enforcement-applied', '2025-07-21', { enforcementId: nothing, judgmentId: 'j-1' }];
const ended: Said = ['legal.execution-ended', '2025-08-20', ofRound];
const asked: Said = ['legal.settlement-asked', '2025-06-03', { requestId: 's-1' }];
const settlementOver: Said = ['negotiation.failed', '2025-06-20', { reference: { requestId: 's-1' } }];

/** Of a hundred loans the first whose lawyer thinks so of its file. */
const whoThinks = (file: CaseFile, kind: string): At => {
  const found = Array.from({ length: 100 }, (_, n) => at(n)).find((one) => nextMove(file, one)?.kind === kind);
  if (found === undefined) throw new Error(`nobody thinks of ${kind}`);
  return found;
};
/** One in whose case nobody wants to settle. */
const sues = whoThinks(after(opened), 'weigh');
const titled = [opened, asked, settlementOver, given(), agreed(), filed, judged, final] as const;

it.each<[string, readonly Said[], string | null, string | null]>([
  ['what was weighed is agreed to a day later', [opened, given()], 'approve', '2025-06-05'],
  ['what was agreed is filed a day later', [opened, given(), agreed()], 'file', '2025-06-06'],
  ['nothing is filed while the gate is shut', [opened, given(), agreed(), shut], null, null],
  ['and what was agreed is filed once it is open again', [opened, given(), agreed(), shut, open], 'file', '2025-06-06'],
  ['what is in order again is sued for no longer', [opened, given(), agreed(), filed, cured], 'withdraw', '2025-06-22'],
  ['unless it is overdue once more', [opened, given(), agreed(), filed, cured, overdue], 'attend', '2025-06-07'],
  ['and a title of it is not enforced', [...titled, cured], null, null],
  ['what is for sale waits for a buyer', [opened, given('sale'), agreed('sale')], null, null],
  ['of what was filed somebody sees where it stands', [opened, given(), agreed(), filed], 'attend', '2025-06-07'],
  [
    'what a court has dismissed is not sued for again',
    [opened, given(), agreed(), filed, step('lost', null)],
    null,
    null,
  ],
  [
    'an order that came to nothing is no suit',
    [opened, given('payment-order'), agreed('payment-order'), filed, step('declined', null)],
    'weigh',
    '2025-06-10',
  ],
  ['a judgment that can be appealed is waited for', [...titled.slice(0, -1)], 'attend', '2025-06-07'],
  ['a title is enforced once it is due', titled, 'enforce', '2025-07-12'],
  ['something is looked for', [...titled, enforcing], 'clue', '2025-07-27'],
  ['and seized', [...titled, enforcing, clue], 'measure', '2025-07-28'],
  ['the court answers', [...titled, enforcing, clue, measure], 'answer-measure', '2025-07-30'],
  ['and passes the money on', [...titled, enforcing, clue, measure, inForce], 'take', '2025-08-07'],
  ['legal escalation is told of it', [...titled, enforcing, clue, measure, inForce, paid], 'tell', '2025-08-09'],
  [
    'what was seized is free again',
    [...titled, enforcing, clue, measure, inForce, paid, told],
    'answer-measure',
    '2025-08-10',
  ],
  [
    'a round whose money is told ends',
    [...titled, enforcing, clue, measure, inForce, paid, told, freed],
    'end',
    '2025-08-20',
  ],
  ['and so does one in which nothing is found', [...titled, inVain], 'end', '2025-08-10'],
  [
    'money that the court wants no measure for is taken all the same',
    [...titled, enforcing, clue, refused],
    'take',
    '2025-08-05',
  ],
  [
    'also where the case was closed by the money',
    [...titled, enforcing, paid, ['legal.case-closed', '2025-08-08']],
    'tell',
    '2025-08-09',
  ],
  ['a closed case is closed', [opened, ['legal.case-closed', '2025-06-03']], null, null],
  ['negotiation is waited for', [opened, asked], 'give-up', '2025-07-18'],
  ['a settlement that is kept is let alone', [opened, asked, ['legal.settlement-recorded', '2025-06-20']], null, null],
  [
    'one that was broken lets the enforcement go on',
    [
      ...titled,
      enforcing,
      ['legal.execution-stayed', '2025-08-01', ofRound],
      asked,
      ['legal.settlement-defaulted', '2025-09-01'],
    ],
    'resume',
    '2025-09-03',
  ],
  [
    'what was proposed is agreed to',
    [...titled, enforcing, ended, ['legal.write-off-proposed', '2025-08-25']],
    'approve-write-off',
    '2025-08-26',
  ],
])('%s', (_rule, said, kind, from) => {
  const move = nextMove(after(...said), sues);
  expect([move?.kind ?? null, move?.from ?? null]).toEqual([kind, from]);
});

it('behind a round that found no more it is written off, or looked for once more, and not a third time', () => {
  const once = after(...titled, enforcing, ended);
  whoThinks(once, 'propose-write-off');
  const again = whoThinks(once, 'reapply');
  const round: Said = ['legal.enforcement-applied', '2025-09-29', { enforcementId: 'x-again', judgmentId: 'j-1' }];
  const end: Said = ['legal.execution-ended', '2025-10-29', { enforcementId: 'x-again' }];
  expect(nextMove(after(...titled, enforcing, ended, round, end), again)?.kind).not.toBe('reapply');
});

it('few settle first, sell or ask for an order, and each of it somebody does', () => {
  const file = after(opened);
  const all = Array.from({ length: 1_000 }, (_, n) => at(n));
  const share = (is: (one: At) => boolean): number => all.filter(is).length / all.length;
  expect(share((one) => nextMove(file, one)?.kind === 'settle')).toBeCloseTo(0.15, 1);
  expect(share((one) => waysOf(file, one)[0] === 'sale')).toBeCloseTo(0.2, 1);
  expect(share((one) => waysOf(file, one)[0] === 'payment-order')).toBeCloseTo(0.28, 1);
  expect(all.every((one) => waysOf(file, { ...one, isTaiwan: true })[0] !== 'sale')).toBe(true);
});

it('is the same on whatever day somebody looks, and the file is the same when it is told twice', () => {
  const twice = titled.flatMap((one) => [one, one]);
  expect(after(...twice)).toEqual(after(...titled));
  expect(nextMove(after(...titled), sues)).toEqual(nextMove(after(...twice), sues));
});

it('a court acts on a step some days later, and nobody looks before', () => {
  const move = nextMove(after(opened, given(), agreed(), filed, step('docketed', { step: 'docketed' })), sues);
  expect(move?.kind).toBe('attend');
  expect(move?.from.slice(0, 7)).toBe('2025-06');
  expect(calendarDate(move?.from ?? '') > '2025-06-10').toBe(true);
});
