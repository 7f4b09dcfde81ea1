import { tenantOf } from '@mora/kernel';
import type { Tx } from '@mora/runtime';
import type { RoundRow } from '../../domain/round/rows.js';
import type { RowWriter } from './row-writer.js';

async function save(tx: Tx, all: readonly object[]): Promise<void> {
  const byId = new Map((all as readonly RoundRow[]).map((row) => [row.roundId, row]));
  const rows = [...byId.values()];
  await tx.query(UPSERT, [
    rows.map(({ roundId }) => roundId),
    rows.map(({ loanId }) => tenantOf(loanId)),
    rows.map(({ loanId }) => loanId),
    rows.map(({ episodeId }) => episodeId),
    rows.map(({ openedOn }) => openedOn),
    rows.map(({ closedOn }) => closedOn),
    rows.map(({ outcome }) => outcome),
    rows.map(({ by }) => by),
    rows.map(({ because }) => because),
    rows.map(({ reason }) => reason),
    rows.map(({ responsible }) => responsible),
    rows.map(({ team }) => JSON.stringify(team)),
  ]);
}

/** Negotiations; of a chunk's rows of one the last one counts. */
export const roundWriter: RowWriter = { table: 'round', save };

const UPSERT = `
  insert into round (round_id, tenant, loan_id, episode_id, opened_on, closed_on, outcome, by, because, reason,
    responsible, team)
  select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::date[], $6::date[], $7::text[], $8::text[],
    $9::text[], $10::text[], $11::text[], $12::jsonb[])
  on conflict (round_id) do update set episode_id = excluded.episode_id, closed_on = excluded.closed_on,
    outcome = excluded.outcome, reason = excluded.reason, responsible = excluded.responsible, team = excluded.team`;
