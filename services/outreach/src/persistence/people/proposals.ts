import type { CalendarDate, LoanId } from '@mora/kernel';
import type { Tx } from '@mora/runtime';

type Db = Pick<Tx, 'query'>;

export type ProposalFound = Readonly<{
  proposalId: string;
  loanId: LoanId;
  step: string;
  proposedOn: CalendarDate;
  state: string;
  because: string;
  placementId: string | null;
  currency: string;
  balanceMinor: bigint;
}>;

const PROPOSALS = `
  select proposal_id as "proposalId", loan_id as "loanId", step, proposed_on as "proposedOn", state, because,
    placement_id as "placementId", currency, balance as "balanceMinor"
  from placement_proposal`;

/** What the strategy proposes and nobody has decided yet, the longest waiting first. */
export const openProposals = (db: Db, tenant: string, limit: number): Promise<ProposalFound[]> =>
  db.query<ProposalFound>(
    `${PROPOSALS} where tenant = $1 and state = 'open' order by proposed_on, proposal_id limit $2`,
    [tenant, limit],
  );

/** Null where the tenant has no such proposal. */
export async function proposalOf(db: Db, tenant: string, proposalId: string): Promise<ProposalFound | null> {
  const [row] = await db.query<ProposalFound>(`${PROPOSALS} where tenant = $1 and proposal_id = $2`, [
    tenant,
    proposalId,
  ]);
  return row ?? null;
}

/** Some that the policy has not tried on this day: whoever gets one is the only one to try it. */
export const toTryOn = (
  db: Db,
  today: CalendarDate,
  limit: number,
): Promise<Pick<ProposalFound, 'proposalId' | 'loanId'>[]> =>
  db.query(
    `with mine as (
       update placement_proposal set tried_on = $1
       where proposal_id in (
         select proposal_id from placement_proposal
         where state = 'open' and (tried_on is null or tried_on < $1)
         order by proposed_on, proposal_id limit $2 for update skip locked)
       returning proposal_id, loan_id, proposed_on)
     select proposal_id as "proposalId", loan_id as "loanId" from mine order by proposed_on, proposal_id`,
    [today, limit],
  );

export type PlacementFound = Readonly<{ state: string; from: CalendarDate }>;

/** How a placement stands; null where there is none. */
export async function placementById(db: Db, placementId: string): Promise<PlacementFound | null> {
  const [row] = await db.query<PlacementFound>(
    `select state, placed_on as "from" from placement where placement_id = $1`,
    [placementId],
  );
  return row ?? null;
}
