import {
  type EventContract,
  ledgerRequestReschedule,
  loanScheduleReplaced,
  negotiationDisclosureAcknowledged,
  negotiationOfferAccepted,
  negotiationOfferApproved,
  negotiationPlanActivated,
} from '@mora/contracts';
import type { LogRecord } from './book.js';

type DataOf<C> = C extends EventContract<infer D> ? D : never;
export type At<D> = Readonly<{ place: number; businessDate: string; data: D }>;

/** What was said of one loan, in its order. Throws ContractViolation for what keeps no contract. */
export class Trace {
  /** What was looked at before, by type: each record is read once. */
  private readonly read = new Map<string, readonly At<unknown>[]>();

  constructor(
    readonly loan: string,
    readonly records: readonly LogRecord[],
  ) {}

  all<D>(contract: EventContract<D>): readonly At<D>[] {
    const known = this.read.get(contract.type);
    if (known !== undefined) return known as readonly At<D>[];
    const all = this.records.flatMap(({ type, businessDate, data }, place) =>
      type === contract.type ? [{ place, businessDate, data: contract.check(data) }] : [],
    );
    this.read.set(contract.type, all);
    return all;
  }

  /** Those before a place. */
  before<D>(contract: EventContract<D>, place: number): readonly At<D>[] {
    return this.all(contract).filter((one) => one.place < place);
  }
}

/** A plan that was accepted, with what led to it and what came of it. */
export type Taken = Readonly<{
  trace: Trace;
  accepted: At<DataOf<typeof negotiationOfferAccepted>>;
  approved: At<DataOf<typeof negotiationOfferApproved>> | undefined;
  acknowledged: At<DataOf<typeof negotiationDisclosureAcknowledged>> | undefined;
  ask: At<DataOf<typeof ledgerRequestReschedule>> | undefined;
  booked: At<DataOf<typeof loanScheduleReplaced>> | undefined;
  activated: At<DataOf<typeof negotiationPlanActivated>> | undefined;
}>;

export function takenIn(trace: Trace): readonly Taken[] {
  return trace.all(negotiationOfferAccepted).map((accepted) => {
    const { offerId, planId } = accepted.data;
    const asks = trace.all(ledgerRequestReschedule).filter(({ data }) => data.planId === planId);
    const booked = trace
      .all(loanScheduleReplaced)
      .find(({ data }) => asks.some((ask) => ask.data.requestId === data.request?.requestId));
    const activated = trace.all(negotiationPlanActivated).find(({ data }) => data.planId === planId);
    return {
      trace,
      accepted,
      booked,
      activated,
      ask: asks.find(({ data }) => data.requestId === booked?.data.request?.requestId) ?? asks.at(-1),
      approved: trace.before(negotiationOfferApproved, accepted.place).findLast(({ data }) => data.offerId === offerId),
      acknowledged: trace
        .before(negotiationDisclosureAcknowledged, accepted.place)
        .findLast(({ data }) => data.offerId === offerId),
    };
  });
}
