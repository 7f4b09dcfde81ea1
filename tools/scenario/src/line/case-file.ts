import {
  delinquencyCured,
  delinquencyStarted,
  type EventContract,
  legalAssetSold,
  legalCaseClosed,
  legalCaseEvaluated,
  legalCaseOpened,
  legalClueGiven,
  legalEnforcementApplied,
  legalExecutionEnded,
  legalExecutionResumed,
  legalExecutionStayed,
  legalFiled,
  legalGatePassed,
  legalGateWithdrawn,
  legalJudgmentEntered,
  legalJudgmentFinal,
  legalMeasureApplied,
  legalMeasureEnded,
  legalMeasureInForce,
  legalMeasureRefused,
  legalPackageLeft,
  legalPackageListed,
  legalProceedingStep,
  legalRecovered,
  legalSettlementAsked,
  legalSettlementDefaulted,
  legalSettlementGivenUp,
  legalSettlementPerformed,
  legalSettlementRecorded,
  legalStrategyApproved,
  legalStrategyRefused,
  legalWriteOffApproved,
  legalWriteOffProposed,
  legalWriteOffRefused,
  loanPaymentPosted,
  negotiationClosed,
  negotiationFailed,
  negotiationRefusedToOpen,
} from '@mora/contracts';
import { calendarDate, type CalendarDate, latest } from '@mora/kernel';
import { BY_COURT } from './money.js';

type Of<S extends string> = Readonly<{ state: S; on: CalendarDate }>;

export type Opinion = Of<'given' | 'approved' | 'refused'> & Readonly<{ strategy: string }>;
export type Proceeding = Of<'open' | 'over'> & Readonly<{ proceedingId: string; kind: string; step: string | null }>;
export type Title = Readonly<{ judgmentId: string; isFinal: boolean; performBy: CalendarDate }>;
export type Measure = Of<'applied' | 'in-force' | 'refused' | 'ended'> & Readonly<{ measureId: string | null }>;
/** What a court has taken and the ledger has booked, and whether legal escalation was told of it. */
export type Booked = Readonly<{ on: CalendarDate; amount: string; isTold: boolean }>;
export type Round = Of<'open' | 'stayed' | 'ended'> &
  Readonly<{
    enforcementId: string;
    judgmentId: string;
    clue: Readonly<{ clueId: string; on: CalendarDate }> | null;
    measure: Measure | null;
    booked: Booked | null;
  }>;
export type Settlement = Of<'asked' | 'kept' | 'broken' | 'over'> & Readonly<{ requestId: string }>;

/** What a lawyer knows of a case by what was said of it: enough to see what is to be done next, and when. */
export type CaseFile = Readonly<{
  openedOn: CalendarDate;
  isClosed: boolean;
  /** Whether the bank may go to court, as far as was said. */
  mayGo: boolean;
  /** Since when nothing is overdue any more, by a plan or by money. */
  inOrderOn: CalendarDate | null;
  opinion: Opinion | null;
  proceeding: Proceeding | null;
  title: Title | null;
  /** All rounds of enforcing, the last one last. */
  rounds: readonly Round[];
  settlement: Settlement | null;
  writeOff: Of<'proposed' | 'approved' | 'refused'> | null;
  /** The package in which the claim is offered. */
  listed: string | null;
}>;

type Turn = (file: CaseFile, data: never, on: CalendarDate) => Partial<CaseFile>;
const turn = <D>(
  { type }: EventContract<D>,
  act: (file: CaseFile, data: D, on: CalendarDate) => Partial<CaseFile>,
): readonly [string, Turn] => [type, act as Turn];

const ofRound = (file: CaseFile, enforcementId: string | null, more: (round: Round) => Partial<Round>) => ({
  rounds: file.rounds.map((round) => (round.enforcementId === enforcementId ? { ...round, ...more(round) } : round)),
});

const settled = ({ settlement }: CaseFile, state: Settlement['state'], on: CalendarDate): Partial<CaseFile> =>
  settlement === null ? {} : { settlement: { ...settlement, state, on } };

/** Negotiation answers: only a plan that is in force is more than that. */
function answered(
  file: CaseFile,
  { reference }: Readonly<{ reference: Readonly<{ requestId: string }> | null }>,
  on: CalendarDate,
): Partial<CaseFile> {
  const { settlement } = file;
  const isOurs = settlement?.state === 'asked' && reference?.requestId === settlement.requestId;
  return isOurs ? settled(file, 'over', on) : {};
}

const TURNS: ReadonlyMap<string, Turn> = new Map([
  turn(delinquencyStarted, () => ({ inOrderOn: null })),
  turn(delinquencyCured, (_, __, on) => ({ inOrderOn: on })),
  turn(legalGatePassed, () => ({ mayGo: true })),
  turn(legalGateWithdrawn, () => ({ mayGo: false })),
  turn(legalCaseEvaluated, (_, { strategy }, on) => ({ opinion: { state: 'given', strategy, on } })),
  turn(legalStrategyApproved, (_, { strategy }, on) => ({ opinion: { state: 'approved', strategy, on } })),
  turn(legalStrategyRefused, (_, { strategy }, on) => ({ opinion: { state: 'refused', strategy, on } })),
  turn(legalFiled, (_, { proceedingId, kind }, on) => {
    return { proceeding: { proceedingId, kind, step: null, state: 'open', on } };
  }),
  turn(legalProceedingStep, (_, { proceedingId, kind, to: step, on, next }) => {
    return { proceeding: { proceedingId, kind, step, state: next === null ? 'over' : 'open', on: calendarDate(on) } };
  }),
  turn(legalJudgmentEntered, (_, { judgmentId, on, parts }) => {
    const performBy = parts.reduce((last, part) => latest(last, calendarDate(part.performBy)), calendarDate(on));
    return { title: { judgmentId, isFinal: false, performBy } };
  }),
  turn(legalJudgmentFinal, ({ title }) => (title === null ? {} : { title: { ...title, isFinal: true } })),
  turn(legalEnforcementApplied, ({ rounds }, { enforcementId, judgmentId }, on) => ({
    rounds: [...rounds, { enforcementId, judgmentId, state: 'open', on, clue: null, measure: null, booked: null }],
  })),
  turn(legalClueGiven, (file, { enforcementId, clueId }, on) =>
    ofRound(file, enforcementId, () => ({ clue: { clueId, on } })),
  ),
  turn(legalMeasureApplied, (file, { enforcementId, measureId }, on) =>
    ofRound(file, enforcementId, () => ({ measure: { measureId, state: 'applied', on } })),
  ),
  turn(legalMeasureRefused, (file, { enforcementId }, on) =>
    ofRound(file, enforcementId, () => ({ measure: { measureId: null, state: 'refused', on } })),
  ),
  turn(legalMeasureInForce, (file, { enforcementId, measureId }, on) =>
    ofRound(file, enforcementId, () => ({ measure: { measureId, state: 'in-force', on } })),
  ),
  turn(legalMeasureEnded, (file, { enforcementId, measureId }, on) =>
    ofRound(file, enforcementId, () => ({ measure: { measureId, state: 'ended', on } })),
  ),
  turn(legalExecutionStayed, (file, { enforcementId }, on) =>
    ofRound(file, enforcementId, () => ({ state: 'stayed', on })),
  ),
  turn(legalExecutionResumed, (file, { enforcementId }, on) =>
    ofRound(file, enforcementId, () => ({ state: 'open', on })),
  ),
  turn(legalExecutionEnded, (file, { enforcementId }, on) =>
    ofRound(file, enforcementId, () => ({ state: 'ended', on })),
  ),
  turn(loanPaymentPosted, (file, { transactionId, amount }, on) =>
    ofRound(file, transactionId.replace(BY_COURT, ''), () => ({ booked: { on, amount, isTold: false } })),
  ),
  turn(legalRecovered, (file, { enforcementId }) =>
    ofRound(file, enforcementId, ({ booked }) => (booked === null ? {} : { booked: { ...booked, isTold: true } })),
  ),
  turn(legalSettlementAsked, (_, { requestId }, on) => ({ settlement: { requestId, state: 'asked', on } })),
  turn(legalSettlementRecorded, (file, _, on) => settled(file, 'kept', on)),
  turn(legalSettlementDefaulted, (file, _, on) => settled(file, 'broken', on)),
  turn(legalSettlementPerformed, (file, _, on) => settled(file, 'over', on)),
  turn(legalSettlementGivenUp, (file, _, on) => settled(file, 'over', on)),
  turn(negotiationFailed, (file, data, on) => answered(file, data, on)),
  turn(negotiationRefusedToOpen, (file, data, on) => answered(file, data, on)),
  turn(negotiationClosed, (file, data, on) => (data.outcome === 'agreed' ? {} : answered(file, data, on))),
  turn(legalPackageListed, (_, { packageId: listed }) => ({ listed })),
  turn(legalPackageLeft, () => ({ listed: null })),
  turn(legalWriteOffProposed, (_, __, on) => ({ writeOff: { state: 'proposed', on } })),
  turn(legalWriteOffApproved, (_, __, on) => ({ writeOff: { state: 'approved', on } })),
  turn(legalWriteOffRefused, (_, __, on) => ({ writeOff: { state: 'refused', on } })),
]);

const ENDS: readonly string[] = [legalCaseClosed.type, legalAssetSold.type];

/** Money that a court has passed on, and that legal escalation was not told of yet. */
export const untold = ({ rounds }: CaseFile): Round | undefined =>
  rounds.find(({ booked }) => booked?.isTold === false);

/** A file after something was said; null where there is none. The same again changes nothing. */
export function filedAway(
  file: CaseFile | null,
  { type, businessDate, data }: Readonly<{ type: string; businessDate: string; data: unknown }>,
): CaseFile | null {
  const on = calendarDate(businessDate);
  if (type === legalCaseOpened.type) return { ...FRESH, openedOn: on };
  if (file === null) return null;
  if (ENDS.includes(type)) return { ...file, isClosed: true };
  const act = TURNS.get(type);
  return act === undefined ? file : { ...file, ...act(file, data as never, on) };
}

const FRESH = {
  isClosed: false,
  mayGo: true,
  inOrderOn: null,
  opinion: null,
  proceeding: null,
  title: null,
  rounds: [],
  settlement: null,
  writeOff: null,
  listed: null,
};
