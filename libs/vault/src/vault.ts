import type pg from 'pg';
import { type PersonId, type TenantId, tenantOf } from '@mora/kernel';
import { type Actor, inTransaction, Pii, reading, type Tx } from '@mora/runtime';
import { keepAccesses } from './access-log.js';
import { blindOf, comparable, type Indexed } from './blind-index.js';
import type { KeyProvider } from './key-provider.js';
import { spellingsOf } from './phone-number.js';
import { openBox, sealBox } from './sealed-box.js';
import { SubjectKeys } from './subject-keys.js';

export type AccessPurpose =
  'contact' | 'notice' | 'case-work' | 'complaint' | 'court-document' | 'subject-access' | 'matching' | 'affordability';

/** A value about a person that is to be kept. `index` where it can be looked for by its value. */
export type Sealing = Readonly<{
  field: string;
  /** Which of several, such as the id of a point; empty where there is one only. */
  ordinal: string;
  version: number;
  value: Readonly<{ reveal: () => string }>;
  index?: Indexed | null;
  /** Where the person lives, by which a number without its country is read. */
  jurisdiction?: string | null;
}>;

export type VaultAsk = Readonly<{
  person: PersonId;
  /** `name`, `point` (all of them), `point/<its id>`, `notice:<its id>`. */
  fields: readonly string[];
  purpose: AccessPurpose;
  actor: Actor | Readonly<{ system: string }>;
  reference: string | null;
}>;

/** Why nothing is handed out. */
export class VaultRefusal extends Error {
  constructor(readonly code: 'erased' | 'person-unknown') {
    super(code);
  }
}

const PAGE = 500;

/** By the names that were asked for; a name of several gives each of them under its own. */
export type Found = Readonly<Record<string, Pii<string>>>;

type FieldRow = { field: string; ordinal: string; version: bigint; sealed: Buffer };
type FoundRow = FieldRow & { nth: number };
type StatusRow = { destroyed: boolean };

/**
 * Everything about persons that is theirs: sealed with a key of their own. Nothing leaves without a row that says who
 * asked for what and why, and that row is committed before.
 */
export class Vault {
  private readonly keys: SubjectKeys;

  constructor(
    private readonly pool: pg.Pool,
    private readonly provider: KeyProvider,
    now: () => number,
  ) {
    this.keys = new SubjectKeys(provider, now);
  }

  seal(tx: Tx, person: PersonId, fields: readonly Sealing[]): Promise<void> {
    return this.sealAll(tx, new Map([[person, fields]]));
  }

  /** One statement for all persons. What is newer stays; of who is erased nothing is kept. */
  async sealAll(tx: Tx, byPerson: ReadonlyMap<PersonId, readonly Sealing[]>): Promise<void> {
    const persons = [...byPerson.keys()].filter((person) => (byPerson.get(person)?.length ?? 0) > 0).toSorted();
    if (persons.length === 0) return;
    const keys = await this.keys.forSealing(tx, persons);
    const rows = persons.flatMap((person) => {
      const key = keys.get(person);
      return key === undefined ? [] : (byPerson.get(person) ?? []).map((one) => ({ person, key, ...one }));
    });
    const blinds = await Promise.all(rows.map((row) => this.blind(row)));
    await tx.query(SEAL, [
      rows.map(({ person }) => person),
      rows.map(({ person }) => tenantOf(person)),
      rows.map(({ field }) => field),
      rows.map(({ ordinal }) => ordinal),
      rows.map(({ version }) => version),
      rows.map((row) => sealBox(row.key, boundTo(row), Buffer.from(row.value.reveal()))),
      blinds,
    ]);
  }

  /** Throws VaultRefusal where the person is erased, or nothing is kept of such a person. */
  async read(ask: VaultAsk): Promise<Found> {
    const [found] = await this.readAll([ask]);
    if (found instanceof VaultRefusal) throw found;
    return found ?? {};
  }

  /** What each of them asks for, or why it is handed nothing, in their order; as many statements as for one. */
  async readAll(asks: readonly VaultAsk[]): Promise<readonly (Found | VaultRefusal)[]> {
    if (asks.length === 0) return [];
    await keepAccesses(
      this.pool,
      asks.map((ask) => ({ ...ask, tenant: tenantOf(ask.person) })),
    );
    const db = reading(this.pool);
    const keys = await this.keys.forReading(db, [...new Set(asks.map(({ person }) => person))]);
    const wanted = asks.flatMap(({ person, fields }, nth) => fields.map((name) => ({ nth, person, name })));
    const rows = await db.query<FoundRow>(READ, [
      wanted.map(({ nth }) => nth),
      wanted.map(({ person }) => person),
      wanted.map(({ name }) => name),
    ]);
    const own = (nth: number): readonly FieldRow[] => rows.filter((row) => row.nth === nth);
    return asks.map(({ person }, nth) => opened(person, keys.get(person), own(nth)));
  }

  /**
   * Whose number or address it is; `countries` are those of which a number may be that does not name its own. That
   * somebody asks is written down by whoever asks: it is of no one person.
   */
  async find(
    tenant: TenantId,
    index: Indexed,
    value: Pii<string>,
    countries: readonly string[] = [],
  ): Promise<readonly PersonId[]> {
    const key = await this.provider.indexKey(tenant);
    const text = value.reveal();
    const ways = index === 'phone' ? spellingsOf(text, countries) : [comparable(index, text, null)];
    const blinds = ways.map((way) => blindOf(key, index, way));
    const rows = await reading(this.pool).query<{ person_id: PersonId }>(FIND, [tenant, blinds]);
    return rows.map((row) => row.person_id);
  }

  /** Whether the person's key is destroyed: then nothing is kept of them ever again. */
  async isErased(person: PersonId): Promise<boolean> {
    const [status] = await reading(this.pool).query<StatusRow>(STATUS, [person]);
    return status?.destroyed === true;
  }

  /** Destroys the key first: what might be left behind could not be read by anybody. */
  async erase(tx: Tx, person: PersonId, by: string, because: string): Promise<void> {
    await this.keys.destroy(tx, person, tenantOf(person), by, because);
    await tx.query(`delete from party_field where person_id = $1`, [person]);
  }

  /** After a rotation: wraps the persons' keys with the current key, a page at a time, until none is left. */
  async rewrap(tenant: TenantId): Promise<number> {
    let count = 0;
    for (let page = PAGE; page === PAGE; count += page) {
      page = await inTransaction(this.pool, (tx) => this.keys.rewrap(tx, tenant, PAGE));
    }
    return count;
  }

  private async blind({ person, index, value, jurisdiction }: Sealing & { person: PersonId }): Promise<Buffer | null> {
    if (index === undefined || index === null) return null;
    const key = await this.provider.indexKey(tenantOf(person));
    return blindOf(key, index, comparable(index, value.reveal(), jurisdiction ?? null));
  }
}

/** Nothing leaves of who was never known, and nothing could be read of who is erased. */
function opened(person: PersonId, key: Buffer | null | undefined, rows: readonly FieldRow[]): Found | VaultRefusal {
  if (key === undefined) return new VaultRefusal('person-unknown');
  if (key === null) return new VaultRefusal('erased');
  return Object.fromEntries(
    rows.map((row) => [nameOf(row), new Pii(openBox(key, boundTo({ person, ...row }), row.sealed).toString('utf8'))]),
  );
}

type Place = Readonly<{ person: PersonId; field: string; ordinal: string; version: number | bigint }>;

/** A sealed value that is moved to another row, or another person, does not open. */
const boundTo = ({ person, field, ordinal, version }: Place): string => `${person}|${field}|${ordinal}|${version}`;

const nameOf = ({ field, ordinal }: Pick<FieldRow, 'field' | 'ordinal'>): string =>
  ordinal === '' ? field : `${field}/${ordinal}`;

const STATUS = `select destroyed_at is not null as destroyed from subject_key where person_id = $1`;

const READ = `
  select asked.nth, found.field, found.ordinal, found.version, found.sealed
  from unnest($1::int[], $2::text[], $3::text[]) as asked (nth, person, name)
  join party_field as found on found.person_id = asked.person
    and (found.field = asked.name or found.field || '/' || found.ordinal = asked.name)
  order by asked.nth, found.field, found.ordinal`;

const FIND = `select distinct person_id from party_field where tenant = $1 and blind = any($2::bytea[]) order by person_id`;

const SEAL = `
  insert into party_field as known (person_id, tenant, field, ordinal, version, sealed, blind)
  select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::bytea[], $7::bytea[])
  on conflict (person_id, field, ordinal) do update
    set version = excluded.version, sealed = excluded.sealed, blind = excluded.blind
    where known.version <= excluded.version`;
