import type { CalendarDate, LoanId } from '@mora/kernel';
import type { Write } from '../loan/part.js';
import type { Instalment, Kind } from '../words.js';
import type { Ask, AskKind, Plan, PlanState } from './types.js';

/** A plan as it stands in its table. */
export type PlanRow = Readonly<{
  planId: string;
  loanId: LoanId;
  state: PlanState;
  requestId: string | null;
  activeFrom: CalendarDate | null;
  endedOn: CalendarDate | null;
  lastDue: CalendarDate | null;
  kinds: readonly Kind[];
  rows: readonly Instalment[];
}>;

export function planRow(loanId: LoanId, plan: Plan): Write {
  const { planId, state, request, activeFrom, endedOn, kinds, rows } = plan;
  const row: PlanRow = {
    planId,
    loanId,
    state,
    requestId: request?.requestId ?? null,
    activeFrom,
    endedOn,
    lastDue: rows.at(-1)?.dueOn ?? null,
    kinds,
    rows,
  };
  return { table: 'plan', row };
}

/** An ask as ledgers without a broker read it; that it is withdrawn is an entry of its own, behind it. */
export type AskRow = Readonly<
  | {
      change: 'asked';
      requestId: string;
      loanId: LoanId;
      planId: string;
      type: AskKind | 'withdrawn';
      body: object;
      askedOn: CalendarDate;
      answerBy: CalendarDate;
    }
  | {
      change: 'answered';
      requestId: string;
      state: Ask['state'];
      answeredOn: CalendarDate;
      reason: string | null;
      reference: string | null;
    }
>;

export const askRow = (row: AskRow): Write => ({ table: 'ledger_request', row });
