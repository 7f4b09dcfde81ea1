import type pg from 'pg';

export type OwnedLane = Readonly<{ space: string; partition: number }>;

const RETRY_MS = 1_000;
/** An owner asks every second; one that is frozen or cut off must not keep its lanes silent for ever. */
const SILENCE_MS = 15_000;

/**
 * Which lanes' outboxes this process sends: those whose advisory lock it holds, on one connection of its own. When
 * the connection breaks the locks are gone with it, and others take over.
 */
export class LaneOwnership {
  private client: pg.PoolClient | null = null;
  private owned: OwnedLane[] = [];
  private triedAt = -RETRY_MS;

  constructor(private readonly pool: pg.Pool) {}

  async refresh(): Promise<readonly OwnedLane[]> {
    if (this.client !== null && performance.now() - this.triedAt < RETRY_MS) return this.owned;
    const client = (this.client ??= await this.connect());
    const { rows } = await client.query<OwnedLane & { mine: boolean }>(
      `select space, partition, (exists (
           select 1 from unnest($1::text[], $2::int[]) as o (space, partition)
           where o.space = lane.space and o.partition = lane.partition)
         or pg_try_advisory_lock(hashtext('mora-outbox-' || space), partition)) as mine
       from lane`,
      [this.owned.map((lane) => lane.space), this.owned.map((lane) => lane.partition)],
    );
    this.owned = rows.filter((row) => row.mine).map(({ space, partition }) => ({ space, partition }));
    this.triedAt = performance.now();
    return this.owned;
  }

  async release(): Promise<void> {
    this.client?.release(true);
    this.client = null;
    this.owned = [];
    await Promise.resolve();
  }

  private async connect(): Promise<pg.PoolClient> {
    this.owned = [];
    const client = await this.pool.connect();
    client.on('error', () => {
      if (this.client !== client) return; // given back already, and a pool takes nothing twice
      this.client = null;
      client.release(true);
    });
    try {
      await client.query(`set idle_session_timeout = ${SILENCE_MS}`);
    } catch (error) {
      client.release(true); // nobody else would, and each attempt would take another one from the pool
      throw error;
    }
    return client;
  }
}
