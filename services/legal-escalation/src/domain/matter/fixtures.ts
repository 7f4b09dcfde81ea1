import { addDays } from '@mora/kernel';
import type { LoanEvent } from '../loan/event.js';
import {
  failed,
  instalments,
  linked,
  LOAN,
  LoanStory,
  owed,
  POLICIES,
  registered,
  scheduled,
  START,
  started,
  WANG,
} from '../loan/fixtures.js';
import type { LegalPolicies } from '../policies.js';
import { claimNow, isRefusal } from './claimed.js';
import type { MatterCommand } from './commands.js';
import type { Matter } from './types.js';

export const LAWYER = 'l-1';
export const OTHER = 'l-2';
export const SUPERVISOR = 's-1';

type Command<K extends MatterCommand['kind']> = Extract<MatterCommand, { kind: K }>;

/** Six instalments of 500.00, all of them overdue, as classification has said; a letter has reached the debtor. */
const OVERDUE: readonly LoanEvent[] = [
  registered,
  linked(),
  scheduled(0, instalments(6, addDays(START, -240), 50_000)),
  started(START, { daysPastDue: 240, oldestUnpaidOn: addDays(START, -240), overdue: owed(300_000) }),
  {
    kind: 'notice',
    noticeId: 'n-1',
    personId: WANG,
    role: 'borrower',
    sha256: 'h',
    outcome: 'delivered',
    isOurs: false,
    on: addDays(START, -20),
  },
];

/** A loan that is overdue only; nothing was negotiated. */
export const overdueStory = (policies: LegalPolicies = POLICIES): LoanStory => new LoanStory(policies).take(...OVERDUE);

/** A loan whose gate has passed: its case has opened by itself. */
export const casedStory = (policies: LegalPolicies = POLICIES): LoanStory =>
  overdueStory(policies)
    .take(failed('r-1', 1, addDays(START, -30)), failed('r-2', 2, START))
    .close();

/** Every item that people have to look at. */
export const checks = ({ evaluation }: LegalPolicies = POLICIES): readonly LoanEvent[] =>
  evaluation.items
    .filter((item) => !evaluation.automatic.some((name) => name === item))
    .map((item) => ({ kind: 'check', item, state: 'yes', proof: null, by: LAWYER }));

export const evaluate = (over: Partial<Command<'evaluate'>> = {}): LoanEvent => ({
  kind: 'evaluate',
  evaluationId: 'ev-1',
  strategy: 'ordinary',
  expectedRecovery: 200_000,
  expectedCost: 100_000,
  lessHarmful: ['settlement: refused twice', 'payment-order: objection expected'],
  because: 'assets-known',
  by: LAWYER,
  ...over,
});

export const approve = (by = SUPERVISOR): LoanEvent => ({ kind: 'approve-strategy', because: 'seen', by });

/** The claim as the door computes it now; of a loan without a case it is none. */
export function claim(story: LoanStory, accelerated = false, over: Partial<Command<'claim'>> = {}): LoanEvent {
  const { parts, policies, openDay } = story;
  const { matter } = parts.matter;
  const sheet = matter === null ? null : claimNow({ loanId: LOAN, parts, policies }, matter, openDay, accelerated);
  const sheetId = sheet === null || isRefusal(sheet) ? 'none' : sheet.sheetId;
  return { kind: 'claim', accelerated, sheetId, sha256: 'ab'.repeat(32), by: LAWYER, ...over };
}

export const bundle = ({ parts }: LoanStory, over: Partial<Command<'bundle'>> = {}): LoanEvent => ({
  kind: 'bundle',
  bundleId: 'bundle-1',
  sheetId: parts.matter.matter?.sheet?.sheetId ?? 'none',
  manifestSha256: 'cd'.repeat(32),
  signature: 'signature',
  keyId: 'key-1',
  files: 11,
  by: LAWYER,
  ...over,
});

/** A case that another person has approved to go to court. */
export function approvedStory(policies: LegalPolicies = POLICIES): LoanStory {
  const story = casedStory(policies).take({ kind: 'assign', lawyer: LAWYER, by: SUPERVISOR });
  return story.take(...checks(policies), evaluate(), approve());
}

export function matterOf({ parts }: LoanStory): Matter {
  const { matter } = parts.matter;
  if (matter === null) throw new Error('no case is open');
  return matter;
}
