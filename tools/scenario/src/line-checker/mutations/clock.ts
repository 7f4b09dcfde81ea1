import { type Data, gone, day, has, type Mutation, said } from './words.js';

const SET = 'legal.limitation-set';
const runs = ({ state, claim, expiresOn }: Data): boolean =>
  state === 'running' && (claim === 'debt' || claim === 'interest') && expiresOn !== null;
const runsAs =
  (name: string) =>
  ({ state, claim, expiresOn }: Data): boolean =>
    state === 'running' && claim === name && expiresOn !== null;

/** Periods and the gate. */
export const OF_CLOCK: readonly Mutation[] = [
  {
    name: 'a period ends a day later',
    check: 'clock',
    kind: SET,
    of: runs,
    apply: said(({ expiresOn }) => ({ expiresOn: day(expiresOn, 1) })),
  },
  {
    name: 'a period ends a day earlier',
    check: 'clock',
    kind: SET,
    of: runs,
    apply: said(({ expiresOn }) => ({ expiresOn: day(expiresOn, -1) })),
  },
  {
    name: 'a period begins on another day',
    check: 'clock',
    kind: SET,
    of: runs,
    apply: said(({ startsOn }) => ({ startsOn: day(startsOn, 1) })),
  },
  {
    name: 'a period that runs is said to have run out',
    check: 'clock',
    kind: SET,
    of: runs,
    apply: said(() => ({ state: 'expired' })),
  },
  {
    name: 'the period of a called debt begins when nobody has called it',
    check: 'clock',
    kind: SET,
    of: runsAs('accelerated'),
    apply: said(({ startsOn }) => ({ startsOn: day(startsOn, 1) })),
  },
  {
    name: 'the period of a title ends a day later',
    check: 'clock',
    kind: SET,
    of: runsAs('enforcement'),
    apply: said(({ expiresOn }) => ({ expiresOn: day(expiresOn, 1) })),
  },
  {
    name: 'a period started anew by what nobody has told',
    check: 'acts',
    kind: 'legal.limitation-interrupted',
    apply: said(({ proof }) => ({ proof: { ...(proof as object), id: 'mutation' } })),
  },
  {
    name: 'the gate passes on the last day of the third month',
    check: 'gate',
    kind: 'legal.gate-passed',
    apply: said(({ readings }) => ({
      on: day((readings as Readonly<{ months: Readonly<{ since: string }> }>).months.since, -1),
    })),
  },
  {
    name: 'a failure was never told',
    check: 'gate',
    kind: 'negotiation.failed',
    of: ({ consecutive }) => consecutive === 2,
    where: has('legal.gate-passed'),
    apply: gone,
  },
];
