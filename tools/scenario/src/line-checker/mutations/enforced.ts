import { behind, cent, type Data, day, gone, has, HOLDS, type Mutation, said } from './words.js';

const APPLIED = 'legal.enforcement-applied';
const MEASURE = 'legal.measure-applied';
const RECOVERED = 'legal.recovered';
const enforced = has(APPLIED);
const byCourt = ({ enforcementId }: Data): boolean => enforcementId !== null;

/** Enforcing a title, and what comes in by it. */
export const OF_ENFORCING: readonly Mutation[] = [
  {
    name: 'enforced though it can be appealed',
    check: 'enforced',
    kind: 'legal.judgment-final',
    where: enforced,
    apply: gone,
  },
  {
    name: 'enforced though no court has decided',
    check: 'enforced',
    kind: 'legal.judgment-entered',
    where: enforced,
    apply: gone,
  },
  {
    name: 'enforced by the one who has written the judgment down',
    check: 'enforced',
    kind: APPLIED,
    apply: said(() => ({ approver: 'l-1' })),
  },
  { name: 'enforced too late', check: 'enforced', kind: APPLIED, apply: said(() => ({ on: '2099-01-01' })) },
  {
    name: 'a cent more is enforced than is due',
    check: 'enforced',
    kind: APPLIED,
    apply: said(({ amount }) => ({ amount: cent(amount) })),
  },
  ...HOLDS.map(({ name, apply }): Mutation => ({
    name: `enforced beside ${name}`,
    check: 'enforced',
    kind: APPLIED,
    apply,
  })),
  {
    name: 'a title can be enforced for a day longer',
    check: 'left',
    kind: 'legal.judgment-final',
    apply: said(({ enforceUntil }) => ({ enforceUntil: day(enforceUntil, 1) })),
  },
  {
    name: 'a round leaves a cent more',
    check: 'left',
    kind: 'legal.execution-ended',
    apply: said(({ left }) => ({ left: cent(left) })),
  },
  {
    name: 'more is seized than is due',
    check: 'measures',
    kind: MEASURE,
    of: ({ asset }) => asset === 'deposit' || asset === 'wage',
    apply: said(() => ({ value: '99999999.00' })),
  },
  {
    name: 'seized behind the end of the round',
    check: 'measures',
    kind: MEASURE,
    apply: (record) =>
      behind('legal.execution-ended', ({ businessDate: on, data }) => {
        const { caseId, enforcementId, currency } = data as Data;
        return { caseId, enforcementId, kind: 'final', on, left: '0.00', currency };
      })(record),
  },
  ...HOLDS.map(({ name, apply }): Mutation => ({
    name: `seized beside ${name}`,
    check: 'measures',
    kind: MEASURE,
    apply,
  })),
  {
    name: 'a measure binds longer than the law lets it',
    check: 'measures',
    kind: 'legal.measure-in-force',
    of: ({ until }) => until !== null,
    apply: said(({ until }) => ({ until: day(until, 1_200) })),
  },
  {
    name: 'a cent more has come in than was used',
    check: 'recovered',
    kind: RECOVERED,
    apply: said(({ amount }) => ({ amount: cent(amount) })),
  },
  {
    name: 'money goes into costs before they are there',
    check: 'recovered',
    kind: RECOVERED,
    of: (data) => byCourt(data) && data['judgment'] !== '0.00',
    apply: said(({ costs, judgment }) => ({ costs: judgment, judgment: costs })),
  },
  {
    name: 'a court is said to have passed on what nobody has booked',
    check: 'recovered',
    kind: 'loan.payment-posted',
    of: ({ transactionId }) => String(transactionId).startsWith('court-'),
    where: has(RECOVERED, byCourt),
    apply: gone,
  },
  {
    name: 'the same money comes in twice',
    check: 'recovered',
    kind: RECOVERED,
    of: byCourt,
    apply: (record) => [record, { ...record, data: { ...(record.data as Data), recoveryId: 'mutation' } }],
  },
];
