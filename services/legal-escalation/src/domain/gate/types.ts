import type { CalendarDate } from '@mora/kernel';

export type Condition = Readonly<{
  name: 'months' | 'failures' | 'no-hold' | 'overdue' | 'known';
  met: boolean;
  input: string;
  from: CalendarDate | null;
  until: CalendarDate | null;
}>;

/** Why the bank may act although the gate has not passed. */
export type ExceptionGround = 'limitation' | 'guarantee' | 'asset-flight';

/**
 * What an exception may open. A demand needs none. A suit protects only where a period is about to lapse that no letter
 * can keep: by the law, or as too few days are left for one to arrive.
 */
export type ProtectiveStep = 'preservation' | 'suit';

export type Exception = Readonly<{
  exceptionId: string;
  ground: ExceptionGround;
  steps: readonly ProtectiveStep[];
  by: string;
  approver: string | null;
  state: 'asked' | 'approved' | 'refused' | 'over';
  until: CalendarDate;
}>;

export type GatePart = Readonly<{
  /** As it was judged last; null where nobody has looked yet. */
  current: Readonly<{ gateId: string; passed: boolean; on: CalendarDate; conditions: readonly Condition[] }> | null;
  exceptions: readonly Exception[];
}>;
