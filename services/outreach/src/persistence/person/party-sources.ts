import { type CalendarDate, type PersonId, tenantOf } from '@mora/kernel';
import type { Tx } from '@mora/runtime';
import type { Heartbeat } from '../../domain/person/writes.js';

type Of = Readonly<{ person: PersonId; heartbeat: Heartbeat }>;

/** How far a source is known in a partition of its topic; what is known stays known. */
export async function saveHeartbeats(tx: Tx, all: readonly Of[]): Promise<void> {
  if (all.length === 0) return;
  const last = new Map<string, Of>();
  for (const one of all) {
    const { source, partition, asOf } = one.heartbeat;
    const place = `${tenantOf(one.person)}|${source}|${partition}`;
    if ((last.get(place)?.heartbeat.asOf ?? '') <= asOf) last.set(place, one);
  }
  const rows = [...last.values()];
  await tx.query(SAVE, [
    rows.map(({ person }) => tenantOf(person)),
    rows.map(({ heartbeat }) => heartbeat.source),
    rows.map(({ heartbeat }) => heartbeat.partition),
    rows.map(({ heartbeat }) => heartbeat.partitions),
    rows.map(({ heartbeat }) => heartbeat.asOf),
  ]);
}

/**
 * By tenant, the day up to which all of its sources are known in all of their partitions; absent where one has not been
 * heard of in every partition.
 */
export async function knownUpTo(
  tx: Pick<Tx, 'query'>,
  tenants: readonly string[],
): Promise<ReadonlyMap<string, CalendarDate>> {
  const rows = await tx.query<{ tenant: string; day: CalendarDate }>(KNOWN, [tenants]);
  return new Map(rows.map((row) => [row.tenant, row.day]));
}

const SAVE = `
  insert into party_source as known (tenant, source, partition, partitions, known_up_to)
  select * from unnest($1::text[], $2::text[], $3::int[], $4::int[], $5::date[])
  on conflict (tenant, source, partition) do update
    set partitions = excluded.partitions, known_up_to = greatest(known.known_up_to, excluded.known_up_to)`;

const KNOWN = `
  select tenant, min(day) as day from (
    select tenant, source, min(known_up_to) as day, count(*) >= max(partitions) as whole
    from party_source where tenant = any($1::text[]) group by tenant, source) as by_source
  group by tenant having bool_and(whole)`;
