import type { Tx } from '@mora/runtime';
import type { OwnWords } from '../../domain/gate/own-words.js';

type Row = Readonly<{ tenant: string; words: readonly OwnWords[] }>;

/** By tenant, what the gate must know of the words that the bank has let out itself. */
export async function ownWordsOf(
  tx: Pick<Tx, 'query'>,
  tenants: readonly string[],
): Promise<ReadonlyMap<string, readonly OwnWords[]>> {
  const rows = await tx.query<Row>(PUBLISHED, [tenants]);
  return new Map(rows.map(({ tenant, words }) => [tenant, words]));
}

/** All languages of a version were let out together, and hold the same facts. */
const PUBLISHED = `
  select tenant, json_agg(json_build_object(
      'id', id, 'version', version, 'effectiveFrom', effective_from,
      'channels', meta -> 'channels', 'purposes', meta -> 'purposes',
      'discloses', meta -> 'discloses', 'revealsDebt', coalesce((meta -> 'revealsDebt')::boolean, true))) as words
  from (
    select distinct on (tenant, id, version) tenant, id, version, effective_from, meta
    from template_version where tenant = any($1::text[]) and state = 'published'
    order by tenant, id, version) as version
  group by tenant`;
