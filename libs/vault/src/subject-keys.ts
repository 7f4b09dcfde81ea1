import { randomBytes } from 'node:crypto';
import { type PersonId, type TenantId, tenantOf } from '@mora/kernel';
import type { Tx } from '@mora/runtime';
import type { KeyProvider } from './key-provider.js';
import { KEY_BYTES } from './sealed-box.js';

type Row = { person_id: PersonId; kek_id: string; wrapped: Buffer | null };
type Asks = Pick<Tx, 'query'>;

const KEPT_MS = 5 * 60_000;
const MOST = 10_000;

const OLDER = `
  select person_id, kek_id, wrapped from subject_key
  where tenant = $1 and wrapped is not null and kek_id <> $2 order by person_id limit $3 for update`;

/** The key of each person. It is made with the first field, wrapped where it lies, and destroyed for good. */
export class SubjectKeys {
  /** Open keys are kept for minutes only; whether one has been destroyed is asked of the database every time. */
  private readonly open = new Map<PersonId, Readonly<{ key: Buffer; until: number }>>();

  constructor(
    private readonly provider: KeyProvider,
    private readonly now: () => number,
  ) {}

  /**
   * The keys of these persons, made where there are none; who is erased has none, and gets none ever again. The rows are
   * share-locked, so that nobody seals behind an erasure that is under way.
   */
  async forSealing(tx: Tx, persons: readonly PersonId[]): Promise<ReadonlyMap<PersonId, Buffer>> {
    let rows = await this.rowsOf(tx, persons, 'for share');
    const missing = persons.filter((person) => !rows.some(({ person_id: id }) => id === person));
    if (missing.length > 0) {
      await this.make(tx, missing);
      rows = await this.rowsOf(tx, persons, 'for share'); // another lane may have been first: the row that stands counts
    }
    return this.opened(rows);
  }

  /** The keys of those of these persons of whom anything was ever kept; null where it was destroyed. */
  async forReading(db: Asks, persons: readonly PersonId[]): Promise<ReadonlyMap<PersonId, Buffer | null>> {
    const rows = await this.rowsOf(db, persons, '');
    const opened = await this.opened(rows);
    return new Map(rows.map(({ person_id: person }) => [person, opened.get(person) ?? null]));
  }

  /** Without its key whatever was sealed for the person is noise, here and in every backup. */
  async destroy(tx: Tx, person: PersonId, tenant: TenantId, by: string, because: string): Promise<void> {
    await tx.query(
      `insert into subject_key (person_id, tenant, kek_id, wrapped, destroyed_at, destroyed_by, because)
       values ($1, $2, '', null, now(), $3, $4)
       on conflict (person_id) do update set wrapped = null, destroyed_at = coalesce(subject_key.destroyed_at, now()),
         destroyed_by = coalesce(subject_key.destroyed_by, excluded.destroyed_by),
         because = coalesce(subject_key.because, excluded.because)`,
      [person, tenant, by, because],
    );
    this.open.delete(person);
  }

  /** Wraps a page of keys anew that an older key has wrapped; says how many. The keys themselves stay the same. */
  async rewrap(tx: Tx, tenant: TenantId, limit: number): Promise<number> {
    const rows = await tx.query<Required<Row> & { wrapped: Buffer }>(OLDER, [
      tenant,
      await this.provider.current(tenant),
      limit,
    ]);
    const anew = await Promise.all(
      rows.map(async ({ person_id: person, kek_id: kekId, wrapped }) => {
        const key = await this.provider.unwrap(tenant, { kekId, wrapped }, person);
        return this.provider.wrap(tenant, key, person);
      }),
    );
    await tx.query(
      `update subject_key set kek_id = kek, wrapped = box
       from unnest($1::text[], $2::text[], $3::bytea[]) as anew (person, kek, box) where person_id = person`,
      [rows.map((row) => row.person_id), anew.map(({ kekId }) => kekId), anew.map(({ wrapped }) => wrapped)],
    );
    return rows.length;
  }

  private async rowsOf(db: Asks, persons: readonly PersonId[], lock: 'for share' | ''): Promise<Row[]> {
    return db.query<Row>(
      `select person_id, kek_id, wrapped from subject_key where person_id = any($1::text[]) order by person_id ${lock}`,
      [persons],
    );
  }

  private async make(tx: Tx, persons: readonly PersonId[]): Promise<void> {
    const made = await Promise.all(
      persons.map((person) => this.provider.wrap(tenantOf(person), randomBytes(KEY_BYTES), person)),
    );
    await tx.query(
      `insert into subject_key (person_id, tenant, kek_id, wrapped)
       select * from unnest($1::text[], $2::text[], $3::text[], $4::bytea[]) on conflict (person_id) do nothing`,
      [persons, persons.map(tenantOf), made.map(({ kekId }) => kekId), made.map(({ wrapped }) => wrapped)],
    );
  }

  private async opened(rows: readonly Row[]): Promise<ReadonlyMap<PersonId, Buffer>> {
    const keys = new Map<PersonId, Buffer>();
    for (const { person_id: person, kek_id: kekId, wrapped } of rows) {
      if (wrapped === null) this.open.delete(person);
      else keys.set(person, await this.openOne(person, { kekId, wrapped }));
    }
    return keys;
  }

  private async openOne(person: PersonId, row: Readonly<{ kekId: string; wrapped: Buffer }>): Promise<Buffer> {
    const known = this.open.get(person);
    if (known !== undefined && known.until > this.now()) return known.key;
    const key = await this.provider.unwrap(tenantOf(person), row, person);
    if (this.open.size >= MOST) this.open.clear();
    this.open.set(person, { key, until: this.now() + KEPT_MS });
    return key;
  }
}
