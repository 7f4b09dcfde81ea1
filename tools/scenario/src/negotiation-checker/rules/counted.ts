import {
  negotiationClosed,
  negotiationFailed,
  negotiationFailureTakenBack,
  negotiationHoldLifted,
  negotiationHoldSet,
  negotiationPlanActivated,
  negotiationPlanBroken,
  negotiationPlanCompleted,
  negotiationPlanEnded,
  negotiationTallyReset,
} from '@mora/contracts';
import type { Finding, LogRecord } from '../book.js';
import type { Trace } from '../trace.js';

type Closing = Readonly<{ key: string; episodeId: string | null; counted: boolean }>;
type Failure = Readonly<{ roundId: string | null; planId: string | null; episodeId: string | null }>;

const keyOf = ({ planId, roundId }: Failure): string => (planId === null ? `round ${roundId}` : `plan ${planId}`);

/** N-22 by hand: failures in a row of an episode, a plan once; whatever ended without failing ends the row. */
export function countsAreRight({ loan, records }: Trace): readonly Finding[] {
  const findings: Finding[] = [];
  let closings: readonly Closing[] = [];
  const expect = (about: string, said: number, episodeId: string | null): void => {
    const own = closings.filter((one) => one.episodeId === episodeId);
    const last = own.findLastIndex(({ counted }) => !counted);
    const consecutive = own.length - 1 - last;
    const detail = `says ${said} in a row where there are ${consecutive}`;
    if (said !== consecutive) findings.push({ check: 'consecutive', loan, about, detail });
  };
  for (const record of records) {
    const change = closingIn(record);
    if (change === null) continue;
    const { closing, isBack, said } = change;
    closings = closings.filter(({ key }) => key !== closing.key);
    if (!isBack) closings = [...closings, closing];
    if (said !== null) expect(closing.key, said, closing.episodeId);
  }
  return findings;
}

function closingIn({
  type,
  data,
}: LogRecord): null | Readonly<{ closing: Closing; isBack: boolean; said: number | null }> {
  switch (type) {
    case negotiationFailed.type:
    case negotiationFailureTakenBack.type: {
      const isBack = type === negotiationFailureTakenBack.type;
      const said = (isBack ? negotiationFailureTakenBack : negotiationFailed).check(data);
      const { episodeId, consecutive } = said;
      return { closing: { key: keyOf(said), episodeId, counted: true }, isBack, said: consecutive };
    }
    case negotiationClosed.type: {
      const { roundId, episodeId, outcome } = negotiationClosed.check(data);
      // How rounds before Mora ended is not on the log.
      if (outcome === 'imported') return null;
      return { closing: { key: `closed ${roundId}`, episodeId, counted: false }, isBack: false, said: null };
    }
    case negotiationTallyReset.type: {
      const { episodeId, because } = negotiationTallyReset.check(data);
      return {
        closing: { key: `reset ${episodeId} ${because}`, episodeId, counted: false },
        isBack: false,
        said: null,
      };
    }
    default:
      return null;
  }
}

/** No negotiation fails while it is held; of plans, which run on behind it, another rule asks. */
export function failsUnheld(trace: Trace): readonly Finding[] {
  return trace.all(negotiationFailed).flatMap(({ place, data: { roundId, planId, closedOn } }) => {
    if (planId !== null || roundId === null) return [];
    const lifted = new Set(trace.before(negotiationHoldLifted, place).map(({ data }) => data.holdId));
    const held = trace
      .before(negotiationHoldSet, place)
      .filter(({ data }) => data.roundId === roundId && (data.until === null || data.until >= closedOn))
      .find(({ data }) => !lifted.has(data.holdId));
    if (held === undefined) return [];
    return [{ check: 'held', loan: trace.loan, about: roundId, detail: `failed under a hold: ${held.data.kind}` }];
  });
}

/** A loan has one plan in force at a time, and a plan comes into force once. */
export function onePlan(trace: Trace): readonly Finding[] {
  const ends = [
    ...trace.all(negotiationPlanCompleted),
    ...trace.all(negotiationPlanBroken),
    ...trace.all(negotiationPlanEnded),
  ];
  const all = trace.all(negotiationPlanActivated);
  return all.flatMap(({ place, data: { planId } }) => {
    const open = all
      .filter((one) => one.place < place)
      .find(({ data }) => !ends.some((end) => end.place < place && end.data.planId === data.planId));
    if (open === undefined && !all.some((one) => one.place < place && one.data.planId === planId)) return [];
    return [{ check: 'one-plan', loan: trace.loan, about: planId, detail: 'in force beside another, or twice' }];
  });
}
