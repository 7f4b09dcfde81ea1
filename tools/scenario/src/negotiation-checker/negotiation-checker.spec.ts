import type { LogRecord, NegotiationBook, Pack, Stated } from './book.js';
import { BOOK, closed, failed, FIRST_SCHEDULE, held, lifted, LOG, PACK, STATED, takenBack } from './fixtures.js';
import { meansOf } from './rules/affordable.js';
import { tierOf } from './rules/approved.js';
import { judgeNegotiations } from './verdict.js';

const checks = (records: readonly LogRecord[], book = BOOK): readonly string[] => [
  ...new Set(judgeNegotiations(records, book).findings.map(({ check }) => check)),
];
const isOf = (type: string) => (one: LogRecord) => one.type === `mora.${type}.v1`;
const without = (type: string) => LOG.filter((one) => !isOf(type)(one));
const changed = (type: string, change: object) =>
  LOG.map((one) => (isOf(type)(one) ? { ...one, data: { ...(one.data as object), ...change } } : one));
const moved = (type: string, before: string): readonly LogRecord[] => {
  const others = without(type);
  const place = others.findIndex(isOf(before));
  return [...others.slice(0, place), ...LOG.filter(isOf(type)), ...others.slice(place)];
};
const withPack = (more: Partial<Pack>): NegotiationBook => ({
  ...BOOK,
  packs: new Map([['pack-1', { ...PACK, ...more }]]),
});
const withStated = (more: Partial<Stated>): NegotiationBook => ({
  ...BOOK,
  stated: new Map([['assessment-1', { ...STATED, ...more }]]),
});
const settling = (settlesFor: bigint): NegotiationBook['packs'] =>
  new Map([['pack-1', { ...PACK, settlesFor, rows: [{ ...PACK.rows[0]!, principal: 999_999n }] }]]);
/** The instalments are due on 5 April and 5 May; what can be borne now is nothing, and what can be borne then is enough. */
const SQUEEZED: Partial<Stated> = {
  judgedOn: '2026-03-05',
  incomes: STATED.incomes.map((one) => ({ ...one, now: 0n })),
};
const squeezed = LOG.map((one) =>
  isOf('negotiation.affordability-assessed')(one)
    ? { ...one, data: { ...(one.data as object), verdict: 'short-term' } }
    : one,
);
const dataOf = <T>(type: string) => LOG.find(isOf(type))?.data as T;
type Rows = Readonly<{ instalments: readonly Readonly<Record<string, string>>[] }>;
const rowsWith = (type: string, n: number, change: object) =>
  dataOf<Rows>(type).instalments.map((row, k) => (k === n ? { ...row, ...change } : row));
const again = (type: string) => [...LOG, ...LOG.filter(isOf(type))];

it('finds nothing in a negotiation that went as it should', () => {
  expect(judgeNegotiations(LOG, BOOK)).toEqual({ loans: 1, plans: 1, findings: [] });
});

const WRONGS: readonly (readonly [string, string, readonly LogRecord[], NegotiationBook?])[] = [
  ['a cent more than the borrower can bear', 'affordable', LOG, withStated({ priorityDebts: 504_02n })],
  ['nobody has stated anything', 'affordable', LOG, { ...BOOK, stated: new Map() }],
  ['not assessed before', 'affordable', without('negotiation.affordability-assessed')],
  [
    'an assessment that had run out',
    'affordable',
    changed('negotiation.affordability-assessed', { validUntil: '2026-03-08' }),
  ],
  [
    'a settlement of a cent more than there is',
    'affordable',
    LOG,
    { ...withStated({ liquid: 819_99n }), packs: settling(820_00n) },
  ],
  ['more than can be borne before the squeeze is over', 'affordable', squeezed, withStated({ ...SQUEEZED, months: 2 })],
  ['nobody has approved it', 'approved', without('negotiation.offer-approved')],
  ['approved after it was accepted', 'approved', moved('negotiation.offer-approved', 'ledger-request.reschedule')],
  ['staff without a proof', 'proven', changed('negotiation.disclosure-acknowledged', { via: 'staff' })],
  ['a plan for the willing, and nothing was declared', 'willing', LOG, withPack({ kinds: ['re-age'] })],
  [
    'a plan for the willing, and they are not',
    'willing',
    changed('negotiation.affordability-assessed', { willing: false }),
    withPack({ kinds: ['card-plan'] }),
  ],
  ['taken by staff without one', 'proven', changed('negotiation.offer-accepted', { via: 'staff' })],
  ['approved too low', 'approved', LOG, withPack({ given: { ...PACK.given, interest: 1n } })],
  [
    'approved by who has proposed it',
    'approved',
    changed('negotiation.offer-approved', { approvers: ['negotiator-1'] }),
  ],
  ['approved by one where two must', 'approved', changed('negotiation.offer-approved', { tier: 'T4' })],
  [
    'approved twice by the same',
    'approved',
    changed('negotiation.offer-approved', { tier: 'T4', approvers: ['supervisor-1', 'supervisor-1'] }),
  ],
  ['never disclosed', 'disclosed', without('negotiation.disclosed')],
  ['never acknowledged', 'disclosed', without('negotiation.disclosure-acknowledged')],
  ['acknowledged before it was shown', 'disclosed', moved('negotiation.disclosed', 'negotiation.offer-accepted')],
  [
    'another disclosure acknowledged',
    'disclosed',
    changed('negotiation.disclosure-acknowledged', { disclosureId: 'pack-2' }),
  ],
  ['other words acknowledged', 'disclosed', changed('negotiation.disclosure-acknowledged', { sha256: 'b'.repeat(64) })],
  [
    'a plan that rests on another disclosure',
    'disclosed',
    changed('negotiation.plan-activated', { disclosureId: 'x' }),
  ],
  [
    'asked for a cent more than disclosed',
    'rows',
    changed('ledger-request.reschedule', {
      instalments: rowsWith('ledger-request.reschedule', 0, { interest: '20.01' }),
    }),
  ],
  [
    'in force though it was booked a day later',
    'rows',
    changed('loan.schedule-replaced', {
      instalments: rowsWith('loan.schedule-replaced', 2, { dueOn: '2026-05-06' }),
    }),
  ],
  [
    'more stands before than was paid',
    'rows',
    changed('loan.schedule-replaced', {
      instalments: rowsWith('loan.schedule-replaced', 0, { interest: '20.01' }),
    }),
  ],
  [
    'the plan says a cent less',
    'rows',
    changed('negotiation.plan-activated', {
      instalments: rowsWith('negotiation.plan-activated', 1, { amount: '809.99' }),
    }),
  ],
  ['in force without having been booked', 'booked', without('loan.schedule-replaced')],
  ['in force before it was booked', 'booked', moved('negotiation.plan-activated', 'loan.schedule-replaced')],
  ['in force twice', 'one-plan', again('negotiation.plan-activated')],
  ['never asked for', 'asks', without('ledger-request.reschedule')],
  ['asked for twice by one id', 'asks', again('ledger-request.reschedule')],
  [
    'never answered',
    'asks',
    LOG.filter((one) => !isOf('loan.schedule-replaced')(one) && !isOf('negotiation.plan-activated')(one)),
  ],
  ['a failure that says one too many', 'consecutive', [failed('round-1', 2)]],
  ['a failure that forgets the one before', 'consecutive', [failed('round-1', 1), failed('round-2', 1)]],
  ['a failure under a hold', 'held', [held(null), failed('round-1', 1)]],
];

it.each(WRONGS.map(([name, check, records, book = BOOK]) => [name, check, records, book] as const))(
  'sees %s',
  (_, check, records, book) => {
    expect(checks(records, book)).toContain(check);
  },
);

const broken = (planId: string, consecutive: number) =>
  failed('round-9', consecutive, { planId, reason: 'plan-broken' });
const reset = LOG.filter(isOf('negotiation.tally-reset'));

it.each<readonly [string, readonly LogRecord[]]>([
  ['two in a row', [failed('round-1', 1), failed('round-2', 2)]],
  [
    'one that was broken off by the bank between two',
    [failed('round-1', 1), closed('round-2', 'bank-delay'), failed('round-3', 1)],
  ],
  ['a plan in force between two', [failed('round-1', 1), ...reset, failed('round-3', 1)]],
  ['a plan that misses its first instalment and is broken: once', [broken('plan-1', 1), broken('plan-1', 1)]],
  ['one that is taken back', [failed('round-1', 1), broken('plan-1', 2), takenBack('plan-1', 1), failed('round-3', 2)]],
  ['another episode', [failed('round-1', 1), failed('round-2', 1, { episodeId: 'episode-2' })]],
  ['a hold that was lifted', [held(null), lifted, failed('round-1', 1)]],
  ['a hold that had run out the day before', [held('2026-03-29'), failed('round-1', 1)]],
  ['an ask that has time yet', LOG.filter((one) => one.businessDate < '2026-03-10')],
])('finds nothing wrong in %s', (_, records) => {
  expect(checks(records, { ...BOOK, lastDay: '2026-03-13' })).toEqual([]);
});

/** The ledger has booked the last instalment a day later; that was shown, and taken. */
const OTHERWISE = ['2026-04-05 82000', '2026-05-06 81000'];
const otherwise = (disclosureId: string, lastDueOn = '2026-05-06') =>
  LOG.map((one) => {
    const data = one.data as Readonly<{ instalments: readonly object[] }>;
    const later = {
      ...data,
      instalments: data.instalments?.with(-1, { ...data.instalments.at(-1), dueOn: lastDueOn }),
    };
    if (isOf('loan.schedule-replaced')(one)) return { ...one, data: later };
    return isOf('negotiation.plan-activated')(one) ? { ...one, data: { ...later, disclosureId } } : one;
  });
/** That the borrower has confirmed it and somebody has approved it stands before the plan is in force. */
const settled = (records: readonly LogRecord[], more: object = {}, rest: object = {}): readonly LogRecord[] => {
  const about = { planId: 'plan-1', disclosureId: 'other-1' };
  const said = (type: string, data: object): LogRecord => ({ ...LOG[0]!, type: `mora.negotiation.${type}.v1`, data });
  const words = [
    said('difference-acknowledged', { ...about, via: 'portal', ...more }),
    said('difference-approved', { ...about, tier: 'T2', approvers: ['wu'], because: 'fits', ...rest }),
  ];
  return records.flatMap((one) => (isOf('negotiation.plan-activated')(one) ? [...words, one] : [one]));
};
const dearer = (records: readonly LogRecord[]) =>
  records.map((one) => {
    if (!isOf('negotiation.plan-activated')(one) && !isOf('loan.schedule-replaced')(one)) return one;
    const data = one.data as Readonly<{ instalments: readonly Readonly<{ amount?: string; interest?: string }>[] }>;
    const last = data.instalments.at(-1)!;
    const more = 'amount' in last ? { ...last, amount: '820.01' } : { ...last, interest: '20.01' };
    return { ...one, data: { ...data, instalments: data.instalments.with(-1, more) } };
  });
const differing = { ...BOOK, differences: new Map([['plan-1', { disclosureId: 'other-1', rows: OTHERWISE }]]) };
it.each([
  ['as it was shown', settled(otherwise('other-1')), []],
  ['without having been shown', otherwise('pack-1'), ['rows']],
  ['on another day than was shown', settled(otherwise('other-1', '2026-05-07')), ['rows']],
  ['without a word of the borrower', otherwise('other-1'), ['disclosed']],
  ['by a word that staff cannot prove', settled(otherwise('other-1'), { via: 'staff' }), ['disclosed']],
  ['of another difference', settled(otherwise('other-1'), { disclosureId: 'x' }), ['disclosed']],
  ['approved too low', settled(otherwise('other-1'), {}, { tier: 'T1' }), ['disclosed']],
  [
    'approved by who has proposed it',
    settled(otherwise('other-1'), {}, { approvers: ['negotiator-1'] }),
    ['disclosed'],
  ],
  ['approved by nobody', settled(otherwise('other-1'), {}, { approvers: [] }), ['disclosed']],
])('what the ledger has booked otherwise is in force %s', (_, records, found) => {
  expect(checks(records, differing)).toEqual(found);
});

it('sees a difference that is a cent more than was agreed', () => {
  const book = {
    ...BOOK,
    differences: new Map([['plan-1', { disclosureId: 'other-1', rows: ['2026-04-05 82000', '2026-05-06 82001'] }]]),
  };
  expect(checks(settled(dearer(otherwise('other-1'))), book)).toEqual(['disclosed']);
});

const SETTLE: LogRecord = {
  type: 'mora.ledger-request.settle.v1',
  loan: LOG[0]!.loan,
  businessDate: '2026-03-09',
  data: {
    ...{ requestId: 'ask-1', planId: 'plan-1', currency: 'CNY', answerBy: '2026-03-14', pay: '1630.00' },
    parts: [
      { number: 1, dueOn: '2026-04-05', amount: '820.00' },
      { number: 2, dueOn: '2026-05-05', amount: '810.00' },
    ],
    waiveAfter: { principal: '0.00', interest: '0.00', fee: '0.00', penalty: '0.00' },
    restructure: dataOf<object>('ledger-request.reschedule')['restructure' as never],
  },
};
const answer: LogRecord = {
  type: 'mora.loan.request-answered.v1',
  loan: LOG[0]!.loan,
  businessDate: '2026-03-10',
  data: { source: 'core', sequence: 4, bookedOn: '2026-03-10', requestId: 'ask-1', outcome: 'accepted' },
};
it.each<readonly [string, LogRecord, readonly string[]]>([
  ['as disclosed', SETTLE, []],
  ['a cent more in all', { ...SETTLE, data: { ...(SETTLE.data as object), pay: '1630.01' } }, ['rows']],
])('a settlement is asked for %s', (_, ask, found) => {
  const records = LOG.flatMap((one) =>
    isOf('ledger-request.reschedule')(one) ? [ask] : isOf('loan.schedule-replaced')(one) ? [answer] : [one],
  );
  expect(checks(records, withPack({ settlesFor: 1_630_00n }))).toEqual(found);
});

it('finds nothing wrong in what is borne once a squeeze is over', () => {
  expect(checks(squeezed, withStated({ ...SQUEEZED, months: 1 }))).toEqual([]);
});

it('finds nothing wrong in a settlement of all that there is', () => {
  expect(checks(LOG, { ...withStated({ liquid: 820_00n }), packs: settling(820_00n) })).not.toContain('affordable');
});

it.each([
  ['what the law leaves counts where less is needed', {}, 820_00n],
  ['what is needed counts where it is more', { essentials: 1_600_01n }, 819_99n],
  ['for each head', { dependants: 2 }, 420_00n],
  ['nothing is left', { essentials: 9_999_00n }, 0n],
])('what a household can bear: %s', (_, more, now) => {
  expect(meansOf({ ...STATED, ...more })).toEqual({ now, later: now });
});

const given = (more: object): Partial<Pack> => ({ given: { ...PACK.given, ...more } });
it.each<readonly [string, Partial<Pack>, number]>([
  ['nothing is given away', {}, 1],
  ['arrears go into the schedule', { kinds: ['spread'] }, 2],
  ['interest of a grace becomes principal', { kinds: ['grace'], capitalised: 1n }, 2],
  ['a month longer', { oldEnd: '2026-04-05' }, 1],
  ['two months longer', { oldEnd: '2026-03-05' }, 2],
  ['three months longer', { oldEnd: '2026-02-05' }, 2],
  ['four months longer', { oldEnd: '2026-01-05' }, 3],
  ['a year longer', { oldEnd: '2025-05-05' }, 3],
  ['a year and a month longer', { oldEnd: '2025-04-05' }, 4],
  ['a tenth of the penalties', given({ penalty: 10_00n }), 2],
  ['a cent more than a tenth', given({ penalty: 10_01n }), 3],
  ['a cent of interest', given({ interest: 1n }), 3],
  ['a basis point of the rate', { rateCutBasisPoints: 1 }, 3],
  ['a cent of principal', given({ principal: 1n }), 4],
  ['the fund', { fund: true }, 4],
])('how high a plan must be approved: %s', (_, more, tier) => {
  expect(tierOf({ ...PACK, ...more })).toBe(tier);
});

/** Two instalments at first, so that it may end two months later; the plan is agreed on 9 March. */
const termed = (oldEnd: string, newEnd: string, more: Partial<Pack> = {}): readonly string[] =>
  checks([FIRST_SCHEDULE, ...LOG], withPack({ oldEnd, rows: [{ ...PACK.rows[0]!, dueOn: newEnd }], ...more }));
it.each<readonly [string, boolean, readonly string[]]>([
  ['two months later', false, termed('2026-03-05', '2026-05-09')],
  ['a day more', true, termed('2026-03-05', '2026-05-10')],
  ['a month was added before', true, termed('2026-04-05', '2026-06-05')],
  ['by a card plan', false, termed('2026-03-05', '2027-05-05', { kinds: ['card-plan'] })],
  ['in another country', false, termed('2026-03-05', '2027-05-05', { currency: 'TWD' })],
])('a plan that ends later than the law lets extend: %s', (_, isFound, found) => {
  expect(found.includes('term')).toBe(isFound);
});

it('a plan for the willing is right where they have declared it', () => {
  const declared = changed('negotiation.affordability-assessed', { willing: true });
  expect(checks(declared, withPack({ kinds: ['re-age'] }))).toEqual([]);
});
