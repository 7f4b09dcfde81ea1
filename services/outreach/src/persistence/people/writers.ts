import { type LoanId, tenantOf } from '@mora/kernel';
import type { Tx } from '@mora/runtime';
import type { PlacementRow } from '../../domain/people/placement-rows.js';
import type { ProposalRow } from '../../domain/people/proposal.js';
import type { SurveyRow } from '../../domain/people/survey.part.js';
import type { AlertRow, WorkRow } from '../../domain/people/work-rows.js';
import { isOpen } from '../../domain/promises/promise.js';
import type { PromiseRow } from '../../domain/promises/said.js';
import type { SayRow } from '../../domain/says/announce.js';
import { type TableRows, writerOf } from './table-writer.js';

type Writer = Readonly<{ table: Table; save: (tx: Tx, rows: readonly object[]) => Promise<void> }>;
type Table = 'contact_log' | 'promise' | 'say' | 'work_case' | 'notify' | 'placement' | 'placement_proposal' | 'survey';

/** A call or a visit, as the part `notices` writes it down. */
type ContactLogRow = Readonly<{
  logId: string;
  loanId: string;
  personId: string;
  kind: 'call' | 'visit';
  at: number;
  doneBy: string;
  agencyId: string | null;
  outcome: string;
  conversation: boolean;
  reasonForDelinquency: string | null;
  recordingId: string | null;
}>;

const tenantOfRow = ({ loanId }: Readonly<{ loanId: string }>): string => tenantOf(loanId as LoanId);

/** The row is what the part of the same name made of it: nobody else writes to these tables. */
const writes = <R extends object>(spec: TableRows<R> & Readonly<{ table: Table }>): Writer => {
  const save = writerOf(spec);
  return { table: spec.table, save: (tx, rows) => save(tx, rows as readonly R[]) };
};

/** The tables of promises, of what was said, and of people’s work; the lane of the loan saves them with its state. */
export const peopleWriters: readonly Writer[] = [
  writes<PromiseRow>({
    table: 'promise',
    columns: [
      ['promise_id', 'text', ({ promise }) => promise.promiseId],
      ['tenant', 'text', tenantOfRow],
      ['loan_id', 'text', ({ loanId }) => loanId],
      ['person_id', 'text', ({ promise }) => promise.personId],
      ['state', 'text', ({ promise }) => (isOpen(promise) ? 'open' : 'ended')],
      ['currency', 'text', ({ promise }) => promise.currency],
      ['made_on', 'date', ({ promise }) => promise.madeOn],
      ['via', 'text', ({ promise }) => promise.via],
      ['method', 'text', ({ promise }) => promise.method],
      ['parts', 'jsonb', ({ promise }) => promise.parts],
    ],
    changes: ['state', 'parts'],
  }),
  writes<SayRow>({
    table: 'say',
    columns: [
      ['say_id', 'text', ({ say }) => say.sayId],
      ['tenant', 'text', tenantOfRow],
      ['loan_id', 'text', ({ loanId }) => loanId],
      ['person_id', 'text', ({ say }) => say.personId],
      ['kind', 'text', ({ say }) => say.says],
      ['about', 'text', ({ say }) => say.about],
      ['agency_id', 'text', ({ say }) => say.agencyId],
      ['via', 'text', ({ say }) => say.via],
      ['state', 'text', ({ end }) => (end === null ? 'open' : 'closed')],
      ['opened_on', 'date', ({ say }) => say.openedOn],
      ['opened_at', 'instant', ({ say }) => say.openedAt],
      ['due_at', 'instant', ({ say }) => say.dueAt],
      ['closed_at', 'instant', ({ end }) => end?.at ?? null],
      ['closed_by', 'text', ({ end }) => end?.by ?? null],
      ['outcome', 'text', ({ end }) => end?.outcome ?? null],
    ],
    changes: ['state', 'closed_at', 'closed_by', 'outcome'],
  }),
  writes<WorkRow>({
    table: 'work_case',
    columns: [
      ['case_id', 'text', (row) => row.case.caseId],
      ['tenant', 'text', tenantOfRow],
      ['loan_id', 'text', ({ loanId }) => loanId],
      ['queue', 'text', (row) => row.case.queue],
      ['cause', 'text', (row) => row.case.cause],
      ['priority', 'int', (row) => row.case.priority],
      ['goal', 'text', (row) => row.case.goal],
      ['due_on', 'date', (row) => row.case.dueOn],
      ['responsible', 'text', ({ responsible }) => responsible],
      ['state', 'text', ({ closedOn }) => (closedOn === null ? 'open' : 'closed')],
      ['opened_on', 'date', (row) => row.case.openedOn],
      ['closed_on', 'date', ({ closedOn }) => closedOn],
      ['because', 'text', ({ because }) => because],
    ],
    changes: ['queue', 'cause', 'priority', 'goal', 'due_on', 'responsible', 'state', 'closed_on', 'because'],
  }),
  writes<AlertRow>({
    table: 'notify',
    columns: [
      ['notify_id', 'text', ({ id }) => id],
      ['tenant', 'text', tenantOfRow],
      ['responsible', 'text', ({ responsible }) => responsible],
      ['loan_id', 'text', ({ loanId }) => loanId],
      ['at', 'instant', ({ at }) => at],
      ['because', 'text', ({ because }) => because],
    ],
    changes: [],
  }),
  writes<ContactLogRow>({
    table: 'contact_log',
    columns: [
      ['log_id', 'text', ({ logId }) => logId],
      ['tenant', 'text', tenantOfRow],
      ['loan_id', 'text', ({ loanId }) => loanId],
      ['person_id', 'text', ({ personId }) => personId],
      ['kind', 'text', ({ kind }) => kind],
      ['at', 'instant', ({ at }) => at],
      ['done_by', 'text', ({ doneBy }) => doneBy],
      ['agency_id', 'text', ({ agencyId }) => agencyId],
      ['outcome', 'text', ({ outcome }) => outcome],
      ['conversation', 'boolean', ({ conversation }) => conversation],
      ['reason_for_delinquency', 'text', (row) => row.reasonForDelinquency],
      ['recording_id', 'text', ({ recordingId }) => recordingId],
    ],
    changes: [], // what was written down of a contact stays as it was
  }),
  writes<PlacementRow>({
    table: 'placement',
    columns: [
      ['placement_id', 'text', ({ placement }) => placement.placementId],
      ['tenant', 'text', tenantOfRow],
      ['loan_id', 'text', ({ loanId }) => loanId],
      ['agency_id', 'text', ({ placement }) => placement.agencyId],
      ['state', 'text', ({ state }) => state],
      ['announced_on', 'date', ({ placement }) => placement.announcedOn],
      ['placed_on', 'date', ({ placement }) => placement.from],
      ['until', 'date', ({ placement }) => placement.until],
      ['recalled_on', 'date', ({ recalledOn }) => recalledOn],
      ['because', 'text', ({ because }) => because],
      ['currency', 'text', ({ currency }) => currency],
      ['balance', 'bigint', ({ balanceMinor }) => balanceMinor],
    ],
    changes: ['state', 'announced_on', 'placed_on', 'recalled_on', 'because', 'balance'],
  }),
  writes<ProposalRow>({
    table: 'placement_proposal',
    columns: [
      ['proposal_id', 'text', ({ proposal }) => proposal.proposalId],
      ['tenant', 'text', tenantOfRow],
      ['loan_id', 'text', ({ loanId }) => loanId],
      ['step', 'text', ({ proposal }) => proposal.step],
      ['proposed_on', 'date', ({ proposal }) => proposal.on],
      ['state', 'text', ({ state }) => state],
      ['because', 'text', ({ because }) => because],
      ['decided_by', 'text', ({ by }) => by],
      ['decided_on', 'date', ({ decidedOn }) => decidedOn],
      ['placement_id', 'text', ({ placementId }) => placementId],
      ['currency', 'text', ({ currency }) => currency],
      ['balance', 'bigint', ({ balanceMinor }) => balanceMinor],
    ],
    changes: ['state', 'because', 'decided_by', 'decided_on', 'placement_id'],
  }),
  writes<SurveyRow>({
    table: 'survey',
    columns: [
      ['survey_id', 'text', ({ survey }) => survey.surveyId],
      ['tenant', 'text', tenantOfRow],
      ['loan_id', 'text', ({ loanId }) => loanId],
      ['kind', 'text', ({ survey }) => survey.kind],
      ['cause', 'text', ({ survey }) => survey.cause],
      ['due_on', 'date', ({ survey }) => survey.dueOn],
      ['until', 'date', ({ survey }) => survey.until],
      ['state', 'text', ({ state }) => state],
      ['answered_on', 'date', ({ answered }) => answered?.answeredOn ?? null],
      ['score', 'int', ({ answered }) => answered?.score ?? null],
      ['codes', 'texts', ({ answered }) => answered?.codes ?? []],
    ],
    changes: ['state', 'answered_on', 'score', 'codes'],
  }),
];
