import { tenantOf } from '@mora/kernel';
import type { Tx } from '@mora/runtime';
import type { OfferRow } from '../../domain/offers/rows.js';
import type { RowWriter } from '../loan/row-writer.js';

/** Of an offer that moved more than once in a chunk the last row counts. */
async function save(tx: Tx, all: readonly object[]): Promise<void> {
  const rows = [...new Map((all as readonly OfferRow[]).map((row) => [row.offerId, row])).values()];
  await tx.query(SAVE, [
    rows.map(({ offerId }) => offerId),
    rows.map(({ loanId }) => tenantOf(loanId)),
    rows.map(({ loanId }) => loanId),
    rows.map(({ roundId }) => roundId),
    rows.map(({ source }) => source),
    rows.map(({ kinds }) => JSON.stringify(kinds)),
    rows.map(({ state }) => state),
    rows.map(({ tier }) => tier),
    rows.map(({ rank }) => rank),
    rows.map(({ affords }) => affords),
    rows.map(({ built }) => JSON.stringify(built)),
    rows.map(({ madeOn }) => madeOn),
    rows.map(({ validUntil }) => validUntil),
    rows.map(({ decidedOn }) => decidedOn),
    rows.map(({ proposer }) => proposer),
    rows.map(({ votes }) => JSON.stringify(votes.map(({ by }) => by))),
    rows.map(({ disclosureId }) => disclosureId),
    rows.map(({ sha256 }) => sha256),
    rows.map(({ planId }) => planId),
  ]);
}

/** Offers; what was built of one never changes. */
export const offerWriter: RowWriter = { table: 'offer', save };

// Arrays of lists would have to be even, so kinds and approvers come as texts.
const SAVE = `
  insert into offer (offer_id, tenant, loan_id, round_id, source, kinds, state, tier, rank, affords, built, made_on,
    valid_until, decided_on, proposer, approvers, disclosure_id, sha256, plan_id)
  select offer, tenant, loan, round, source, array(select json_array_elements_text(kinds)), state, tier, rank, affords,
    built, made_on, valid_until, decided_on, proposer, array(select json_array_elements_text(approvers)), disclosure,
    sha256, plan
  from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::json[], $7::text[], $8::text[],
    $9::int[], $10::text[], $11::json[], $12::date[], $13::date[], $14::date[], $15::text[], $16::json[], $17::text[],
    $18::text[], $19::text[])
    as r (offer, tenant, loan, round, source, kinds, state, tier, rank, affords, built, made_on, valid_until,
      decided_on, proposer, approvers, disclosure, sha256, plan)
  on conflict (offer_id) do update set state = excluded.state, valid_until = excluded.valid_until,
    decided_on = excluded.decided_on, approvers = excluded.approvers, disclosure_id = excluded.disclosure_id,
    sha256 = excluded.sha256, plan_id = excluded.plan_id`;
