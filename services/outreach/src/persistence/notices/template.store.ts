import { createHash } from 'node:crypto';
import type { CalendarDate } from '@mora/kernel';
import type { Tx } from '@mora/runtime';
import type { Language } from '../../domain/notices/commands.js';
import type { ProvedContent } from '../../domain/words-check/content-of.js';
import { LANGUAGES, type Template } from '../../domain/words-check/template.js';

type Db = Pick<Tx, 'query'>;
type Meta = Omit<Template, 'bodies' | 'id' | 'version'>;
type Row = Readonly<{
  id: string;
  version: number;
  language: Language;
  body: string;
  meta: Meta;
  state: 'draft' | 'published';
  author: string;
  publisher: string | null;
}>;

export type KeptTemplate = Readonly<{
  template: Template;
  state: 'draft' | 'published';
  author: string;
  publisher: string | null;
}>;

/** A bank's own words, all versions, the newest first. */
export async function templatesOf(db: Db, tenant: string, id: string | null): Promise<readonly KeptTemplate[]> {
  return grouped(
    await db.query<Row>(
      `${SELECT} where tenant = $1 and ($2::text is null or id = $2) order by id, version desc, language`,
      [tenant, id],
    ),
  );
}

/** The bank's version that is in force on a day; null where the shipped words stand. */
export async function publishedOn(db: Db, tenant: string, id: string, day: CalendarDate): Promise<Template | null> {
  const rows = await db.query<Row>(
    `${SELECT} where tenant = $1 and id = $2 and state = 'published' and effective_from <= $3
      and version = (select max(version) from template_version
        where tenant = $1 and id = $2 and state = 'published' and effective_from <= $3)`,
    [tenant, id, day],
  );
  return grouped(rows)[0]?.template ?? null;
}

type Draft = Readonly<{ tenant: string; template: Template; author: string; at: Date }>;

/** Appends a draft; false where the version is there already, for it may have been looked at by somebody. */
export async function saveDraft(db: Db, { tenant, template, author, at }: Draft): Promise<boolean> {
  const { id, version, bodies, ...meta } = template;
  const languages = LANGUAGES.filter((language) => bodies[language] !== undefined);
  const texts = languages.map((language) => bodies[language] ?? '');
  const hashes = texts.map((body) => createHash('sha256').update(body).digest('hex'));
  const params = [tenant, id, version, languages, texts, JSON.stringify(meta), author, hashes, meta.effectiveFrom, at];
  const rows = await db.query(
    `insert into template_version (tenant, id, version, language, body, meta, state, author, hash, effective_from, created_at)
      select $1, $2, $3::int, t.language, t.body, $6::jsonb, 'draft', $7, t.hash, $9::date, $10
      from unnest($4::text[], $5::text[], $8::text[]) as t (language, body, hash)
      where not exists (select from template_version where tenant = $1 and id = $2 and version = $3::int)
      returning 1`,
    params,
  );
  return rows.length > 0;
}

type Published = Readonly<{
  tenant: string;
  id: string;
  version: number;
  publisher: string;
  content: ProvedContent;
  at: Date;
}>;

/** Lets a draft out with what it was proved to tell; false where it is out already, or is the publisher's own. */
export async function publish(db: Db, { tenant, id, version, publisher, content, at }: Published): Promise<boolean> {
  const rows = await db.query(
    `update template_version set state = 'published', publisher = $4, published_at = $5, meta = meta || $6::jsonb
      where tenant = $1 and id = $2 and version = $3 and state = 'draft' and author <> $4 returning 1`,
    [tenant, id, version, publisher, at, JSON.stringify(content)],
  );
  return rows.length > 0;
}

function grouped(rows: readonly Row[]): readonly KeptTemplate[] {
  const byVersion = new Map<string, Row[]>();
  for (const row of rows) {
    const key = `${row.id}/${row.version}`;
    byVersion.set(key, [...(byVersion.get(key) ?? []), row]);
  }
  return [...byVersion.values()].map((all) => {
    const { id, version, meta, state, author, publisher } = all[0] as Row;
    const bodies = Object.fromEntries(all.map(({ language, body }) => [language, body]));
    return { template: { ...meta, id, version, bodies }, state, author, publisher };
  });
}

const SELECT = `select id, version, language, body, meta, state, author, publisher from template_version`;
