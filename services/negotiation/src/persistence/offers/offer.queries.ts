import { type CalendarDate, type LoanId, tenantOf } from '@mora/kernel';
import type { Tx } from '@mora/runtime';
import type { Built } from '../../domain/menu/types.js';
import { COUNTERED } from '../../domain/offers/counter.js';
import type { Affords, Kind, Tier } from '../../domain/words.js';

type Db = Pick<Tx, 'query'>;

/** An offer as its table has it, also long after its end. */
export type OfferLine = Readonly<{
  offerId: string;
  roundId: string;
  source: string;
  kinds: readonly Kind[];
  state: string;
  tier: Tier;
  rank: number;
  affords: Affords;
  built: Built;
  madeOn: CalendarDate;
  validUntil: CalendarDate | null;
  decidedOn: CalendarDate | null;
  proposer: string;
  approvers: readonly string[];
  disclosureId: string | null;
  sha256: string | null;
  planId: string | null;
}>;

const LINE = `
  select offer_id as "offerId", round_id as "roundId", source, kinds, state, tier, rank, affords, built,
    made_on as "madeOn", valid_until as "validUntil", decided_on as "decidedOn", proposer, approvers,
    disclosure_id as "disclosureId", sha256, plan_id as "planId"
  from offer`;

/** Of one loan, the latest first. */
export const offersOf = (db: Db, loan: LoanId): Promise<readonly OfferLine[]> =>
  db.query<OfferLine>(
    `${LINE} where tenant = $1 and loan_id = $2 order by made_on desc, round_id, rank, offer_id limit 100`,
    [tenantOf(loan), loan],
  );

/** Those of these ids that there are, in their rank. */
export const offersNamed = (db: Db, loan: LoanId, ids: readonly string[]): Promise<readonly OfferLine[]> =>
  db.query<OfferLine>(`${LINE} where tenant = $1 and loan_id = $2 and offer_id = any($3::text[]) order by rank`, [
    tenantOf(loan),
    loan,
    ids,
  ]);

export type CounterLine = Readonly<{
  counterId: string;
  answer: 'accepted' | 'nearest' | 'refused';
  nearestOfferId: string | null;
  because: string;
}>;

/** How a wish was answered; null where no such one was taken. */
export async function counterLine(db: Db, loan: LoanId, counterId: string): Promise<CounterLine | null> {
  const [row] = await db.query<{ inputs: CounterLine }>(
    `select inputs from timeline
     where tenant = $1 and loan_id = $2 and what = $3 and inputs->>'counterId' = $4
     order by position desc limit 1`,
    [tenantOf(loan), loan, COUNTERED, counterId],
  );
  return row?.inputs ?? null;
}

/** The text of a pack that was shown; null where none of the loan has that id. */
export async function packText(db: Db, loan: LoanId, disclosureId: string): Promise<string | null> {
  const [row] = await db.query<{ pack: string }>(
    `select pack from disclosure where tenant = $1 and loan_id = $2 and disclosure_id = $3`,
    [tenantOf(loan), loan, disclosureId],
  );
  return row?.pack ?? null;
}
