import { tenantOf } from '@mora/kernel';
import type { Tx } from '@mora/runtime';
import type { DisclosureRow } from '../../domain/offers/rows.js';
import type { RowWriter } from '../loan/row-writer.js';

async function save(tx: Tx, all: readonly object[]): Promise<void> {
  const rows = [...new Map((all as readonly DisclosureRow[]).map((row) => [row.disclosureId, row])).values()];
  await tx.query(SAVE, [
    rows.map(({ disclosureId }) => disclosureId),
    rows.map(({ loanId }) => tenantOf(loanId)),
    rows.map(({ loanId }) => loanId),
    rows.map(({ offerId }) => offerId),
    rows.map(({ sha256 }) => sha256),
    rows.map(({ pack }) => pack),
  ]);
}

/** What was shown, word by word: written once, and never again. */
export const disclosureWriter: RowWriter = { table: 'disclosure', save };

const SAVE = `
  insert into disclosure (disclosure_id, tenant, loan_id, offer_id, sha256, pack)
  select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
  on conflict (disclosure_id) do nothing`;
