import {
  type EventContract,
  negotiationHoldLifted,
  negotiationHoldSet,
  negotiationPlanActivated,
  negotiationPlanBroken,
  negotiationPlanCompleted,
  negotiationPlanEnded,
  negotiationPlanReopened,
  outreachDisputeClosed,
  outreachDisputeRaised,
  outreachVulnerabilityCleared,
  outreachVulnerabilityFlagged,
} from '@mora/contracts';
import { addDays, calendarDate } from '@mora/kernel';
import type { Trace } from '../negotiation-checker/trace.js';

/** From a day to another, both among them; null where it has no end yet. */
type Hold = Readonly<{ kind: string; from: string; until: string | null }>;
type Holds = Map<string, Hold>;
type Turn = (holds: Holds, data: unknown, on: string) => void;

const turn = <D>(contract: EventContract<D>, act: (holds: Holds, data: D, on: string) => void) =>
  [contract.type, (holds, data, on) => act(holds, contract.check(data), on)] as const satisfies readonly [string, Turn];

/** It began when it was said first, as long as it has not ended. */
function begin(holds: Holds, id: string, hold: Hold): void {
  const known = holds.get(id);
  holds.set(id, known?.until === null ? { ...hold, from: known.from } : hold);
}

/** What ends on a day has held up to the day before. */
function end(holds: Holds, id: string, on: string): void {
  const known = holds.get(id);
  if (known !== undefined) holds.set(id, { ...known, until: addDays(calendarDate(on), -1) });
}

const OWES: readonly string[] = ['borrower', 'co-borrower'];
/** What of negotiation's holds stops a court too. */
const STOPS: readonly string[] = ['dispute', 'vulnerability', 'moratorium', 'deceased'];

const FROM_OUTREACH = new Map<string, Turn>([
  turn(outreachDisputeRaised, (holds, { disputeId }, from) =>
    begin(holds, disputeId, { kind: 'dispute', from, until: null }),
  ),
  turn(outreachDisputeClosed, (holds, { disputeId }, on) => end(holds, disputeId, on)),
  turn(outreachVulnerabilityFlagged, (holds, { personId, role }, from) => {
    if (OWES.includes(role)) begin(holds, personId, { kind: 'vulnerability', from, until: null });
  }),
  turn(outreachVulnerabilityCleared, (holds, { personId }, on) => end(holds, personId, on)),
]);

const FROM_NEGOTIATION = new Map<string, Turn>([
  turn(negotiationHoldSet, (holds, { holdId, kind, until }, from) => {
    if (STOPS.includes(kind)) begin(holds, holdId, { kind, from, until });
  }),
  turn(negotiationHoldLifted, (holds, { holdId }, on) => end(holds, holdId, on)),
  turn(negotiationPlanActivated, (holds, { planId, activeFrom: from }) =>
    begin(holds, planId, { kind: 'plan', from, until: null }),
  ),
  turn(negotiationPlanReopened, (holds, { planId }, from) => begin(holds, planId, { kind: 'plan', from, until: null })),
  turn(negotiationPlanBroken, (holds, { planId, on }) => end(holds, planId, on)),
  turn(negotiationPlanCompleted, (holds, { planId, on }) => end(holds, planId, on)),
  turn(negotiationPlanEnded, (holds, { planId, on }) => end(holds, planId, on)),
]);

/**
 * What stops the bank on a day, by what outreach and negotiation have said before a place of the log. At the end of a day
 * (`atClose`) what negotiation sets on that very day need not have been heard: nobody waits for it.
 */
export function heldBy(trace: Trace, place: number, on: string, atClose = false): readonly string[] {
  const holds: Holds = new Map();
  for (const { type, data, businessDate } of trace.records.slice(0, place)) {
    FROM_OUTREACH.get(type)?.(holds, data, businessDate);
    if (atClose && businessDate >= on && SETS.includes(type)) continue;
    FROM_NEGOTIATION.get(type)?.(holds, data, businessDate);
  }
  return [...holds.values()]
    .filter(({ from, until }) => from <= on && (until === null || on <= until))
    .map(({ kind }) => kind);
}

const SETS: readonly string[] = [negotiationHoldSet.type, negotiationPlanActivated.type, negotiationPlanReopened.type];
