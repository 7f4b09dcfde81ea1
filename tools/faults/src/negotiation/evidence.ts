import {
  delinquencyBucketChanged,
  delinquencyCured,
  delinquencyStarted,
  DELINQUENCY_STREAM,
  LEDGER_REQUESTS_STREAM,
  LOAN_STREAM,
  loanPaymentPosted,
  loanPaymentReversed,
  loanRegistered,
  loanRequestAnswered,
  loanScheduleReplaced,
  loanStatusChanged,
  negotiationClosed,
  negotiationFailed,
  negotiationFailureTakenBack,
  negotiationOfferAccepted,
  negotiationPlanActivated,
  negotiationTallyReset,
  NEGOTIATION_STREAM,
} from '@mora/contracts';
import { type Currency, minorUnits } from '@mora/kernel';
import type { World } from '@mora/scenario';
import type { Told, ToldOn } from '../told.js';
import type { LoanRow, NegotiationEvidence, PlanRow } from './check.js';
import type { Closing } from './in-a-row.js';
import type { Answered } from './line.js';

const ASKED = 'mora.ledger-request.';
const WITHDRAWN = 'mora.ledger-request.withdrawn.v1';

export async function evidenceOf(
  world: Pick<World, 'pools'>,
  toldOn: ToldOn,
  answered: readonly Answered[],
): Promise<NegotiationEvidence> {
  const { negotiation } = world.pools;
  const said = await toldOn(NEGOTIATION_STREAM);
  const asked = await toldOn(LEDGER_REQUESTS_STREAM);
  const ledger = await toldOn(LOAN_STREAM);
  const plans = await negotiation.query<PlanRow>(
    `select plan_id as "planId", loan_id as "loanId", state, request_id as "requestId" from plan`,
  );
  return {
    answered,
    accepted: timesOf(said, negotiationOfferAccepted.type, 'offerId').map(({ data, times }) => ({
      ...(data as Answered),
      times,
    })),
    asks: timesOf(asked.filter(isOfPlan), ASKED, 'requestId').map(({ data, times }) => ({
      requestId: String(data['requestId']),
      planId: String(data['planId']),
      times,
    })),
    booked: ledger.flatMap(({ data }) => {
      const request = data['request'] as { requestId: string } | undefined;
      return request === undefined ? [] : [request.requestId];
    }),
    activated: timesOf(said, negotiationPlanActivated.type, 'planId').map(({ about, times }) => ({ about, times })),
    plans: plans.rows,
    matched: await matchedIn(world),
    money: moneyOn(ledger),
    loans: await loansIn(world),
    closings: said.flatMap(closingIn),
    ...(await countsIn(world, [...ledger, ...(await toldOn(DELINQUENCY_STREAM))])),
  };
}

/** Legal escalation asks the ledger as well, of no plan. */
const isOfPlan = ({ data }: Told): boolean => data['planId'] !== undefined;

function timesOf(told: readonly Told[], type: string, name: string) {
  const times = new Map<string, { about: string; data: Told['data']; times: number }>();
  for (const one of told.filter((each) => each.type.startsWith(type) && each.type !== WITHDRAWN)) {
    const about = String(one.data[name]);
    times.set(about, { about, data: one.data, times: (times.get(about)?.times ?? 0) + 1 });
  }
  return [...times.values()];
}

/** Payments on the stream without those that were taken back. */
function moneyOn(ledger: readonly Told[]): NegotiationEvidence['money'] {
  const back = new Set(ledger.map(({ loanId, data }) => `${loanId} ${String(data['originalTransactionId'])}`));
  return ledger
    .filter(({ type }) => type === loanPaymentPosted.type)
    .map(({ loanId, data }) => ({
      loanId,
      paymentId: String(data['transactionId']),
      minor: minorUnits(String(data['amount']), data['currency'] as Currency),
    }))
    .filter(({ loanId, paymentId }) => !back.has(`${loanId} ${paymentId}`));
}

type Kept = Readonly<{ id: string; minor: number }>;

export async function matchedIn({ pools }: Pick<World, 'pools'>): Promise<NegotiationEvidence['matched']> {
  const { rows } = await pools.negotiation.query<Readonly<{ loanId: string; planId: string; payments: Kept[] }>>(
    `select loan_id as "loanId", plan->>'planId' as "planId", plan->'payments' as payments
     from negotiation_loan, json_array_elements(state->'parts'->'plans'->'plans') as plan`,
  );
  return rows.flatMap(({ loanId, planId, payments }) =>
    payments.map(({ id, minor }) => ({ loanId, planId, paymentId: id, minor: BigInt(minor) })),
  );
}

export async function loansIn({ pools }: Pick<World, 'pools'>): Promise<readonly LoanRow[]> {
  const { rows } = await pools.negotiation.query<
    Readonly<{ loanId: string; consecutive: number; folded: number; payments: Kept[] }>
  >(
    `select loan_id as "loanId", consecutive, (state->'parts'->'ledger'->>'foldedMinor')::int as folded,
       state->'parts'->'ledger'->'payments' as payments from negotiation_loan`,
  );
  return rows.map(({ loanId, consecutive, folded, payments }) => ({
    loanId,
    consecutive,
    paidMinor: payments.reduce((sum, { minor }) => sum + BigInt(minor), BigInt(folded)),
  }));
}

function closingIn({ type, loanId, data }: Told): readonly Closing[] {
  const episodeId = (data['episodeId'] ?? null) as string | null;
  const plan = data['planId'] ?? null;
  const key = plan === null ? `round ${String(data['roundId'])}` : `plan ${String(plan)}`;
  const consecutive = data['consecutive'] as number;
  switch (type) {
    case negotiationFailed.type:
      return [{ loanId, key, episodeId, what: 'failed', consecutive }];
    case negotiationFailureTakenBack.type:
      return [{ loanId, key, episodeId, what: 'taken-back', consecutive }];
    case negotiationClosed.type:
      return [{ loanId, key: `closed ${key}`, episodeId, what: 'ended', consecutive: null }];
    case negotiationPlanActivated.type:
      return [{ loanId, key: `active ${key}`, episodeId, what: 'ended', consecutive: null }];
    case negotiationTallyReset.type:
      return [{ loanId, key: `reset ${episodeId}`, episodeId, what: 'ended', consecutive: 0 }];
    default:
      return [];
  }
}

/** What a loan's row follows from; of what says nothing to negotiation it remembers nothing. */
const REMEMBERED: readonly string[] = [
  loanRegistered,
  loanScheduleReplaced,
  loanPaymentPosted,
  loanPaymentReversed,
  loanStatusChanged,
  loanRequestAnswered,
  delinquencyStarted,
  delinquencyBucketChanged,
  delinquencyCured,
].map(({ type }) => type);

async function countsIn(
  world: Pick<World, 'pools'>,
  told: readonly Told[],
): Promise<Pick<NegotiationEvidence, 'unsent' | 'unread' | 'setAside'>> {
  const remembered = told.filter(({ type }) => REMEMBERED.includes(type));
  const { rows } = await world.pools.negotiation.query<{ unsent: number; unread: number; setAside: number }>(
    `select (select count(*) from outbox)::int as unsent,
       (select count(*) from unnest($1::text[]) as told (id)
        where not exists (select from inbox where event_id = told.id))::int as unread,
       ((select count(*) from dead_letter) + (select count(*) from held_subject)
        + (select count(*) from outbox_set_aside))::int as "setAside"`,
    [remembered.map(({ id }) => id)],
  );
  return rows[0] ?? { unsent: -1, unread: -1, setAside: -1 };
}
