import { tenantOf } from '@mora/kernel';
import type { Tx } from '@mora/runtime';
import type { DocumentRow } from '../../domain/assessment/rows.js';
import type { RowWriter } from '../loan/row-writer.js';

async function save(tx: Tx, all: readonly object[]): Promise<void> {
  // Of a document that is given and judged in one chunk, the later row.
  const rows = [...new Map((all as readonly DocumentRow[]).map((row) => [row.docId, row])).values()];
  await tx.query(SAVE, [
    rows.map(({ docId }) => docId),
    rows.map(({ loanId }) => tenantOf(loanId)),
    rows.map(({ loanId }) => loanId),
    rows.map(({ kind }) => kind),
    rows.map(({ sha256 }) => sha256),
    rows.map(({ state }) => state),
    rows.map(({ verifiedBy }) => verifiedBy),
    rows.map(({ expiresOn }) => expiresOn),
  ]);
}

/** Documents by reference. */
export const documentWriter: RowWriter = { table: 'document', save };

const SAVE = `
  insert into document (doc_id, tenant, loan_id, kind, sha256, state, verified_by, expires_on)
  select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::date[])
  on conflict (doc_id) do update set state = excluded.state, verified_by = excluded.verified_by,
    expires_on = excluded.expires_on`;
