import { addDays, type CalendarDate } from '@mora/kernel';
import type { LoanEvent } from '../loan/event.js';
import { failed, instalments, linked, LoanStory, longOverdue, registered, scheduled, START } from '../loan/fixtures.js';
import type { Matter } from '../matter/types.js';
import type { LegalPolicies } from '../policies.js';
import type { ProceedingKind, Strategy } from '../words.js';
import type { Declared, ProceedingCommand } from './commands.js';
import type { Proceeding } from './types.js';

export const LAWYER = 'l-1';
export const SUPERVISOR = 's-1';
/** The papers of which the law asks more than a lawyer's word. */
export const ALL_PAPERS: Matter['papers'] = (
  ['notarised-instrument', 'execution-certificate', 'collateral', 'security'] as const
).map((kind) => ({ kind, id: `${kind}-1`, sha256: 'h', on: START }));

type Over = Partial<Matter>;
type FileCommand = Extract<ProceedingCommand, { kind: 'file' }>;

/** A case that is ready to go to court on the open day of a story: approved by another, its claim and bundle of yesterday. */
export const readyMatter = (openDay: CalendarDate, strategy: Strategy, over: Over = {}): Matter => ({
  caseId: 'case-1',
  openedOn: START,
  gateId: null,
  exceptionId: null,
  lawyer: LAWYER,
  stage: 'decided',
  checklist: [],
  evaluation: {
    evaluationId: 'ev-1',
    by: LAWYER,
    strategy,
    state: 'approved',
    approver: SUPERVISOR,
    on: START,
    expectedRecovery: 300_000,
    expectedCost: 10_000,
    lessHarmful: [],
    because: 'weighed',
    claimed: null,
  },
  sheet: {
    sheetId: 'sheet-1',
    asOf: addDays(openDay, -1),
    accelerated: false,
    total: 10_000_000,
    booked: { principal: 300_000, interest: 0, fee: 0, penalty: 0 },
    sha256: 'h',
    differs: false,
  },
  bundle: { bundleId: 'bundle-1', sheetId: 'sheet-1', manifestSha256: 'h' },
  papers: ALL_PAPERS,
  costs: 0,
  ...over,
});

const OVERDUE: readonly LoanEvent[] = [
  linked(),
  scheduled(0, instalments(6, addDays(START, -240), 50_000)),
  longOverdue(START),
];
const FAILED: readonly LoanEvent[] = [failed('r-1', 1, addDays(START, -30)), failed('r-2', 2, START)];

/** A loan whose gate has passed; or that is overdue only, where nothing is negotiated. */
export function overdueStory(policies?: LegalPolicies, gatePasses = true, product = registered): LoanStory {
  const story = new LoanStory(policies);
  return story.take(product, ...OVERDUE, ...(gatePasses ? FAILED : [])).close();
}

/** The case as the spec wants it: what the matter makes of its own commands is proved beside it. */
export function withMatter(story: LoanStory, matter: Matter | null): LoanStory {
  const { state } = story;
  if (state === null) throw new Error('nothing is known of the loan');
  story.state = { ...state, parts: { ...state.parts, matter: { matter, closed: [] } } };
  return story;
}

export const fileOf = (
  story: LoanStory,
  proceeding: ProceedingKind,
  over: Partial<FileCommand> & { declared?: Declared } = {},
): FileCommand => ({
  kind: 'file',
  proceedingId: 'p-1',
  proceeding,
  court: proceeding.startsWith('tw-') ? 'demo-tw' : 'demo-basic',
  sheetId: 'sheet-1',
  bundleId: 'bundle-1',
  clockId: story.parts.clock.clocks.find(({ claim }) => claim === 'debt')?.clockId ?? '-',
  against: 'debtor',
  declared: { domestic: true, reachable: true, agreed: false },
  by: LAWYER,
  ...over,
});

/** A loan that has gone to court today. */
export function filedStory(proceeding: ProceedingKind, over: Over = {}): LoanStory {
  const story = overdueStory();
  withMatter(story, readyMatter(story.openDay, proceeding, over));
  story.take(fileOf(story, proceeding));
  if (story.refused !== null) throw new Error(`not filed: ${story.refused}`);
  return story;
}

/** Something that happens before the court on the open day, with the paper that its step asks for. */
export function happens(story: LoanStory, outcome: string, on: CalendarDate = story.openDay, id = 'p-1'): LoanStory {
  const proof = { kind: proofAt(story, id), id: `paper-${outcome}`, sha256: null };
  return story.take({ kind: 'step', proceedingId: id, outcome, on, proof, by: LAWYER });
}

function proofAt(story: LoanStory, id: string): string {
  const { kind, step } = proceedingOf(story, id);
  return story.policies.machines[kind]?.steps[step]?.proof ?? 'court-record';
}

/** The court says what is owed: all of it, in two parts. */
export const judgmentOf = (
  story: LoanStory,
  outcome = 'judged',
  over: Partial<Extract<ProceedingCommand, { kind: 'judgment' }>> = {},
): LoanEvent => ({
  kind: 'judgment',
  proceedingId: 'p-1',
  judgmentId: 'j-1',
  outcome,
  on: story.openDay,
  amount: 10_000_000,
  general: 0,
  costs: 230_000,
  parts: [
    { amount: 4_000_000, performBy: addDays(story.openDay, 10) },
    { amount: 6_000_000, performBy: addDays(story.openDay, 40) },
  ],
  proof: { kind: 'court-record', id: 'judgment-1', sha256: null },
  by: LAWYER,
  ...over,
});

export function proceedingOf(story: LoanStory, id = 'p-1'): Proceeding {
  const found = story.parts.proceedings.proceedings.find(({ proceedingId }) => proceedingId === id);
  if (found === undefined) throw new Error(`no proceeding ${id}`);
  return found;
}

/** Closes days until one is open. */
export function until(story: LoanStory, day: CalendarDate): LoanStory {
  while (story.openDay < day) story.close();
  return story;
}
