import {
  ContractViolation,
  type EventContract,
  ledgerRequestCloseSettled,
  ledgerRequestFund,
  ledgerRequestReschedule,
  ledgerRequestSettle,
  ledgerRequestTransfer,
  ledgerRequestWithdrawn,
  ledgerRequestWriteOff,
} from '@mora/contracts';
import type { CalendarDate } from '@mora/kernel';

type DataOf<C> = C extends EventContract<infer D> ? D : never;

/** Money that a court has passed on: nobody asks for it, and the ledger books it. */
export type Received = Readonly<{ requestId: string; minor: bigint }>;

/** Something that Mora asks of the ledger, or takes back. `on` is the business day on which it was asked. */
export type LedgerAsk = Readonly<{ loan: string; on: CalendarDate }> &
  (
    | Readonly<{ kind: 'reschedule'; data: DataOf<typeof ledgerRequestReschedule> }>
    | Readonly<{ kind: 'settle'; data: DataOf<typeof ledgerRequestSettle> }>
    | Readonly<{ kind: 'close-settled'; data: DataOf<typeof ledgerRequestCloseSettled> }>
    | Readonly<{ kind: 'fund'; data: DataOf<typeof ledgerRequestFund> }>
    | Readonly<{ kind: 'write-off'; data: DataOf<typeof ledgerRequestWriteOff> }>
    | Readonly<{ kind: 'transfer'; data: DataOf<typeof ledgerRequestTransfer> }>
    | Readonly<{ kind: 'received'; data: Received }>
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
    case ledgerRequestWriteOff.type:
      return { loan, on, kind: 'write-off', data: ledgerRequestWriteOff.check(data) };
    case ledgerRequestTransfer.type:
      return { loan, on, kind: 'transfer', data: ledgerRequestTransfer.check(data) };
    case ledgerRequestWithdrawn.type:
      return { loan, on, kind: 'withdrawn', data: ledgerRequestWithdrawn.check(data) };
    default:
      throw new ContractViolation(`${type} is nothing that is asked of a ledger`, ['type']);
  }
}
