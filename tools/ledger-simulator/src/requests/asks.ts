import {
  ContractViolation,
  type EventContract,
  ledgerRequestCloseSettled,
  ledgerRequestFund,
  ledgerRequestReschedule,
  ledgerRequestSettle,
  ledgerRequestWithdrawn,
} from '@mora/contracts';
import type { CalendarDate } from '@mora/kernel';

type DataOf<C> = C extends EventContract<infer D> ? D : never;

/** Something that Mora asks of the ledger, or takes back. `on` is the business day on which it was asked. */
export type LedgerAsk = Readonly<{ loan: string; on: CalendarDate }> &
  (
    | Readonly<{ kind: 'reschedule'; data: DataOf<typeof ledgerRequestReschedule> }>
    | Readonly<{ kind: 'settle'; data: DataOf<typeof ledgerRequestSettle> }>
    | Readonly<{ kind: 'close-settled'; data: DataOf<typeof ledgerRequestCloseSettled> }>
    | Readonly<{ kind: 'fund'; data: DataOf<typeof ledgerRequestFund> }>
    | Readonly<{ kind: 'withdrawn'; data: DataOf<typeof ledgerRequestWithdrawn> }>
  );

export type Reschedule = Extract<LedgerAsk, { kind: 'reschedule' }>;
export type Settle = Extract<LedgerAsk, { kind: 'settle' }>;

/** A record of the stream of asks, as it stands there. Its subject is the loan, by `tenant:id`. */
export type AskRecord = Readonly<{ type: string; subject: string; businessDate: CalendarDate; data: unknown }>;

/** Reads an ask as any ledger would: by its contract alone. Throws ContractViolation. */
export function readAsk({ type, subject, businessDate: on, data }: AskRecord): LedgerAsk {
  const loan = subject.slice(subject.indexOf(':') + 1);
  switch (type) {
    case ledgerRequestReschedule.type:
      return { loan, on, kind: 'reschedule', data: ledgerRequestReschedule.check(data) };
    case ledgerRequestSettle.type:
      return { loan, on, kind: 'settle', data: ledgerRequestSettle.check(data) };
    case ledgerRequestCloseSettled.type:
      return { loan, on, kind: 'close-settled', data: ledgerRequestCloseSettled.check(data) };
    case ledgerRequestFund.type:
      return { loan, on, kind: 'fund', data: ledgerRequestFund.check(data) };
    case ledgerRequestWithdrawn.type:
      return { loan, on, kind: 'withdrawn', data: ledgerRequestWithdrawn.check(data) };
    default:
      throw new ContractViolation(`${type} is nothing that is asked of a ledger`, ['type']);
  }
}
