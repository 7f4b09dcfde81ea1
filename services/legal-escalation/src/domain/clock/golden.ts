import {
  calendarDate,
  type CalendarDate,
  type HolidayBook,
  InvariantViolated,
  type LoanId,
  type PersonId,
} from '@mora/kernel';
import type { ActKind, ClaimKind, Obstacle } from '../words.js';
import { clocksOf, type ClockInput, isOfTitle } from './clocks.js';
import type { LimitationRules } from './rules.js';
import type { Act } from './types.js';

/** One period as a text of the law, or its reading, says that it must come out. */
export type LimitationCase = Readonly<{
  name: string;
  claim: ClaimKind;
  startsOn: CalendarDate;
  acts: readonly Readonly<{
    kind: ActKind;
    on: CalendarDate;
    until?: CalendarDate | 'open';
    against?: Act['against'];
    /** Of which claims alone it was; of all where nothing else is said. */
    claims?: readonly ClaimKind[];
    /** The guarantor to whom it was said: the one of the case where nothing else is said. */
    to?: 'another';
  }>[];
  obstacles?: readonly Readonly<{ kind: Obstacle; from: CalendarDate; until: CalendarDate | null }>[];
  guarantee?: Readonly<{ kind: 'general' | 'joint'; months: number | null }>;
  on: CalendarDate;
  expiresOn: CalendarDate | null;
  provisional?: boolean;
  state: 'running' | 'paused' | 'kept' | 'expired' | 'off';
}>;

export type LimitationFile = LimitationRules & Readonly<{ goldenCases: readonly LimitationCase[] }>;

const NOBODY = 'golden:case' as LoanId;
const GUARANTOR = 'golden:guarantor' as PersonId;
const ANOTHER = 'golden:another' as PersonId;
const PROOF = { kind: 'case', id: 'golden', sha256: null };

/** Throws InvariantViolated for the first case that does not come out as it says. */
export function proveLimitation(file: LimitationFile, book: HolidayBook): void {
  for (const one of file.goldenCases) {
    const clock = clocksOf(inputOf(one), file, book, one.on).find(({ claim }) => claim === one.claim);
    const found = clock && `${clock.expiresOn} ${clock.provisional} ${clock.state}`;
    const expected = `${one.expiresOn} ${one.provisional ?? false} ${one.state}`;
    if (found === expected) continue;
    throw new InvariantViolated(`${file.id}/${file.version}: "${one.name}" comes out as ${found}, not ${expected}`);
  }
}

function inputOf({ claim, startsOn, acts, obstacles = [], guarantee }: LimitationCase): ClockInput {
  const nothing = { principal: 0, interest: 0, fee: 0, penalty: 0 };
  const owed = { ...nothing, principal: 100, interest: 1 };
  const row = { number: 1, dueOn: startsOn, ...owed };
  return {
    loanId: NOBODY,
    schedule: { version: 1, bookedOn: calendarDate('2000-01-01'), instalments: [row] },
    debt: { rows: [row], charges: [], due: owed, total: owed, oldestUnpaidOn: startsOn, lastDueOn: startsOn },
    acceleratedOn: claim === 'accelerated' ? startsOn : null,
    acts: acts.map(({ kind, on, until = null, against = 'debtor', claims, to }, at): Act => {
      const whom = against === 'guarantor' && { guarantorId: to === 'another' ? ANOTHER : GUARANTOR };
      return {
        actId: `a-${at}`,
        kind,
        on,
        until,
        claims: claims ?? 'all',
        against,
        ...whom,
        proof: PROOF,
        from: 'staff',
      };
    }),
    obstacles: obstacles.map((obstacle, at) => ({ obstacleId: `o-${at}`, proof: PROOF, ...obstacle })),
    guarantees: guarantee === undefined ? [] : [{ guarantorId: GUARANTOR, ...guarantee }],
    titles: isOfTitle(claim) ? [{ judgmentId: 'golden', lastPerformBy: startsOn, interest: true }] : [],
  };
}
