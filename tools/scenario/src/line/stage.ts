import {
  delinquencyBucketChanged,
  delinquencyCured,
  delinquencyStarted,
  type EventContract,
  legalAssetSold,
  legalCaseClosed,
  legalCaseOpened,
  legalEnforcementApplied,
  legalExecutionEnded,
  legalExecutionResumed,
  legalExecutionStayed,
  legalFiled,
  legalGatePassed,
  legalGateWithdrawn,
  legalJudgmentEntered,
  loanRegistered,
  loanStatusChanged,
  negotiationClosed,
  negotiationFailed,
  negotiationOpened,
  negotiationPlanActivated,
  negotiationPlanBroken,
  negotiationPlanCompleted,
  negotiationPlanReopened,
  outreachCallLogged,
  outreachNoticeDelivered,
  outreachNoticeSent,
  outreachPromiseBroken,
  outreachPromiseKept,
  outreachPromiseMade,
  outreachPromisePartlyKept,
  outreachPromiseReopened,
  outreachPromiseWithdrawn,
  outreachVisitLogged,
} from '@mora/contracts';

/** What public events have said of a loan, as far as it says where the loan stands. */
export type Standing = Readonly<{
  status: 'active' | 'closed' | 'written-off' | 'transferred';
  /** Null while it is not overdue. */
  bucket: string | null;
  /** It was overdue once, and is not now. */
  cured: boolean;
  /** In this episode. */
  contacted: boolean;
  /** Parts of promises that are not judged yet, by promise and number. */
  promised: readonly string[];
  /** Negotiations and plans that go on, by their ids. */
  rounds: readonly string[];
  plans: readonly string[];
  /** The debt was settled for less than all of it, or in a legal case. */
  settled: boolean;
  gate: boolean;
  /** How far a legal case has come; null where none is open. */
  legal: 'case' | 'court' | 'judged' | 'enforcing' | null;
}>;

export const STAGES = [
  'sold',
  'written-off',
  'settled',
  'enforcing',
  'judged',
  'in-court',
  'in-legal',
  'on-plan',
  'negotiating',
  'promised',
  'contacted',
  'overdue',
  'cured',
  'current',
] as const;
/** A stage, or one that is overdue with its bucket behind it. */
export type Stage = Exclude<(typeof STAGES)[number], 'overdue'> | `overdue-${string}`;

export const UNTOLD: Standing = {
  status: 'active',
  bucket: null,
  cured: false,
  contacted: false,
  promised: [],
  rounds: [],
  plans: [],
  settled: false,
  gate: false,
  legal: null,
};

/** The first of its stages that applies. */
export function stageOf(standing: Standing): Stage {
  const { status, legal, bucket } = standing;
  if (status === 'transferred') return 'sold';
  if (legal === null && status === 'written-off') return 'written-off';
  if (standing.settled) return 'settled';
  if (legal !== null) return LEGAL[legal];
  if (standing.plans.length > 0) return 'on-plan';
  if (standing.rounds.length > 0) return 'negotiating';
  if (bucket === null) return standing.cured || status === 'closed' ? 'cured' : 'current';
  if (standing.promised.length > 0) return 'promised';
  return standing.contacted ? 'contacted' : `overdue-${bucket}`;
}

const LEGAL = { case: 'in-legal', court: 'in-court', judged: 'judged', enforcing: 'enforcing' } as const;

type Change = (standing: Standing, data: unknown) => Partial<Standing>;
type Row = readonly [type: string, change: Change];

const row = <D>({ type }: EventContract<D>, change: (standing: Standing, data: D) => Partial<Standing>): Row => [
  type,
  (standing, data) => change(standing, data as D),
];
const added = (all: readonly string[], one: string): readonly string[] => (all.includes(one) ? all : [...all, one]);
const without = (all: readonly string[], one: string): readonly string[] => all.filter((each) => each !== one);
const isContact = (): Partial<Standing> => ({ contacted: true });

const judged = ({ promised }: Standing, { promiseId, part }: Readonly<{ promiseId: string; part: number }>) => ({
  promised: without(promised, `${promiseId}/${part}`),
});
/** The bucket table that all loans have; others are a bank's own views. */
const TABLE = 'm-table';

const CHANGES: ReadonlyMap<string, Change> = new Map([
  row(loanStatusChanged, (_, { status }) => ({ status })),
  row(loanRegistered, () => ({})),
  row(delinquencyStarted, () => ({ bucket: 'M1', contacted: false, promised: [] })),
  row(delinquencyBucketChanged, ({ bucket }, { table, to }) =>
    table === TABLE && bucket !== null ? { bucket: to } : {},
  ),
  row(delinquencyCured, () => ({ bucket: null, cured: true, contacted: false, promised: [] })),
  row(outreachNoticeSent, isContact),
  row(outreachNoticeDelivered, isContact),
  row(outreachCallLogged, isContact),
  row(outreachVisitLogged, isContact),
  row(outreachPromiseMade, ({ promised }, { promiseId, parts }) => ({
    promised: parts.reduce((all, { number }) => added(all, `${promiseId}/${number}`), promised),
  })),
  row(outreachPromiseReopened, ({ promised }, { promiseId, part }) => ({
    promised: added(promised, `${promiseId}/${part}`),
  })),
  row(outreachPromiseKept, judged),
  row(outreachPromisePartlyKept, judged),
  row(outreachPromiseBroken, judged),
  row(outreachPromiseWithdrawn, judged),
  row(negotiationOpened, ({ rounds }, { roundId }) => ({ rounds: added(rounds, roundId) })),
  row(negotiationClosed, ({ rounds }, { roundId }) => ({ rounds: without(rounds, roundId) })),
  row(negotiationFailed, ({ rounds }, { roundId }) => ({ rounds: without(rounds, roundId ?? '') })),
  row(negotiationPlanActivated, ({ plans }, { planId }) => ({ plans: added(plans, planId) })),
  row(negotiationPlanReopened, ({ plans }, { planId }) => ({ plans: added(plans, planId), settled: false })),
  row(negotiationPlanBroken, ({ plans }, { planId }) => ({ plans: without(plans, planId) })),
  row(negotiationPlanCompleted, ({ plans }, { planId, settled }) => ({
    plans: without(plans, planId),
    ...(settled === true && { settled: true }),
  })),
  row(legalGatePassed, () => ({ gate: true })),
  row(legalGateWithdrawn, () => ({ gate: false })),
  row(legalCaseOpened, () => ({ legal: 'case' })),
  row(legalFiled, ({ legal }) => (legal === 'case' ? { legal: 'court' } : {})),
  row(legalJudgmentEntered, () => ({ legal: 'judged' })),
  row(legalEnforcementApplied, () => ({ legal: 'enforcing' })),
  row(legalExecutionStayed, () => ({ legal: 'judged' })),
  row(legalExecutionResumed, () => ({ legal: 'enforcing' })),
  row(legalExecutionEnded, () => ({ legal: 'judged' })),
  row(legalCaseClosed, (_, { outcome }) => ({ legal: null, ...(outcome === 'settled' && { settled: true }) })),
  row(legalAssetSold, () => ({ status: 'transferred' })),
]);

/** The types of events by which a loan comes to stand elsewhere. */
export const MOVING: ReadonlySet<string> = new Set(CHANGES.keys());

/** What is known of a loan after an event of a public stream; the same again changes nothing. */
export function heard(standing: Standing, type: string, data: unknown): Standing {
  const change = CHANGES.get(type);
  return change === undefined ? standing : { ...standing, ...change(standing, data) };
}
