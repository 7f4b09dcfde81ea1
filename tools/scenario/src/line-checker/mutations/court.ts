import { behind, cent, type Data, day, gone, has, hasNot, HOLDS, type Mutation, said } from './words.js';

const FILED = 'legal.filed';
const bySuit = ({ kind }: Data): boolean => !String(kind).endsWith('preservation');
const byGate = ({ gateId }: Data): boolean => gateId !== null;
/** What the last suit goes by stands before it: behind it a case is weighed anew. */
const SUIT = { kind: FILED, of: bySuit };
const longAgo = (row: Data): Data => ({ ...row, dueOn: `19${String(row['dueOn']).slice(2)}` });

/** Going to court, and what is claimed there. */
export const OF_COURT: readonly Mutation[] = [
  {
    name: 'filed though no gate has passed',
    check: 'filed',
    kind: 'legal.gate-passed',
    before: { kind: FILED, of: byGate },
    apply: gone,
  },
  {
    name: 'filed though the gate was withdrawn',
    check: 'filed',
    kind: FILED,
    of: byGate,
    apply: behind('legal.gate-withdrawn', () => ({ gateId: 'mutation', because: 'no-hold' })),
  },
  {
    name: 'filed though a failure was taken back',
    check: 'filed',
    kind: FILED,
    of: byGate,
    apply: behind('negotiation.tally-reset', () => ({ consecutive: 0, episodeId: null, because: 'cured' })),
  },
  {
    name: 'filed though nobody has agreed',
    check: 'filed',
    kind: 'legal.strategy-approved',
    before: SUIT,
    apply: gone,
  },
  {
    name: 'filed by the one who thought of it',
    check: 'filed',
    kind: 'legal.case-evaluated',
    before: SUIT,
    apply: said(() => ({ by: 'l-2' })),
  },
  {
    name: 'filed in another way than was agreed',
    check: 'filed',
    kind: 'legal.strategy-approved',
    before: SUIT,
    apply: said(() => ({ strategy: 'wait' })),
  },
  {
    name: 'filed after the claim has run out',
    check: 'filed',
    kind: FILED,
    apply: said(() => ({ on: '2099-01-01' })),
  },
  {
    name: 'filed by the debt, though the period since it was called has run out',
    check: 'filed',
    kind: FILED,
    of: bySuit,
    apply: behind('legal.limitation-set', ({ businessDate }) => ({
      clockId: 'mutation',
      claim: 'accelerated',
      jurisdiction: 'CN',
      startsOn: '2021-01-01',
      expiresOn: day(businessDate, -1),
      provisional: false,
      state: 'expired',
      actId: null,
      policy: { id: 'mutation', version: 1, rule: 'mutation' },
    })),
  },
  {
    name: 'filed in a period that has run out by the ledger alone',
    check: 'filed',
    kind: 'loan.schedule-replaced',
    where: (all) => has(FILED)(all) && hasNot('negotiation.limitation-interrupted')(all),
    apply: said(({ instalments }) => ({ instalments: (instalments as readonly Data[]).map(longAgo) })),
  },
  ...HOLDS.map(({ name, apply }): Mutation => ({
    name: `filed beside ${name}`,
    check: 'filed',
    kind: FILED,
    of: bySuit,
    apply,
  })),
  ...HOLDS.map(({ name, apply }): Mutation => ({
    name: `the gate passes beside ${name}`,
    check: 'gate',
    kind: 'legal.gate-passed',
    apply,
  })),
  {
    name: 'a suit is filed by an exception',
    check: 'filed',
    kind: FILED,
    of: ({ kind, exceptionId }) => kind === 'preservation' && exceptionId !== null,
    apply: said(() => ({ kind: 'ordinary' })),
  },
  {
    name: 'assets are kept by an exception that has run out',
    check: 'filed',
    kind: 'legal.exception-approved',
    where: has(FILED, ({ kind, exceptionId }) => kind === 'preservation' && exceptionId !== null),
    apply: said(() => ({ until: '2000-01-01' })),
  },
  {
    name: 'a cent more is claimed than is booked',
    check: 'claim',
    kind: 'legal.claim-computed',
    apply: said(({ principal }) => ({ principal: cent(principal) })),
  },
  {
    name: 'a cent of interest more is claimed',
    check: 'claim',
    kind: 'legal.claim-computed',
    apply: said(({ interest }) => ({ interest: cent(interest) })),
  },
  { name: 'a cent more of a fee', check: 'fee', kind: FILED, apply: said(({ fee }) => ({ fee: cent(fee) })) },
];
