import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { CURRENCIES, type Currency } from '@mora/kernel';

/** A profile that says something else than it may. Names the place in the file, and what is wrong there. */
export class ProfileWrong extends Error {
  readonly dataFree = true;
}

const column = z.string().min(1);

/** How the text of a cell becomes a value. Exactly one of column and constant says where it comes from. */
const cell = z
  .strictObject({
    column: column.optional(),
    constant: z.union([z.string(), z.number(), z.boolean(), z.null()]).optional(),
    /** What the text stands for, by the text; one that is not listed is a fault, but for `otherwise`. */
    values: z.record(z.string(), z.union([z.string(), z.number(), z.null()])).optional(),
    otherwise: z.literal('number').optional(),
    as: z.enum(['text', 'integer', 'amount', 'date']).default('text'),
    min: z.number().optional(),
    max: z.number().optional(),
    /** What an empty cell stands for: a fault, nothing, or a text. */
    empty: z.union([z.literal('omit'), z.strictObject({ text: z.string() })]).optional(),
    /** An amount below nought counts as nought. */
    floorAtZero: z.boolean().optional(),
    /** The value is taken only where another field of the record is above nought; else it is 0. */
    onlyWhere: z.strictObject({ field: z.string(), above: z.number() }).optional(),
    prefix: z.string().optional(),
  })
  .refine((c) => (c.column === undefined) !== (c.constant === undefined), 'one of column and constant');

const recordOf = z.strictObject({
  type: z.string().regex(/^ledger\.[a-z-]+\.v1$/),
  businessDate: cell,
  /** What tells this record from the others of its row in its id: a month, a kind. */
  name: z.string().min(1).max(64),
  fields: z.record(z.string(), cell),
});

const profile = z.strictObject({
  profile: z.string().regex(/^[a-z0-9-]{1,64}$/),
  version: z.int().min(1),
  description: z.string().min(1),
  /** The ledger in ingestion's configuration, whose conventions hold for what is read. */
  source: z.string().min(1),
  format: z.enum(['csv', 'ndjson']),
  csv: z
    .strictObject({ delimiter: z.string().length(1).default(','), quote: z.string().length(1).default('"') })
    .default({ delimiter: ',', quote: '"' }),
  conventions: z
    .strictObject({
      currency: z.enum(CURRENCIES as unknown as [Currency, ...Currency[]]),
      dates: z.enum(['YYYY-MM-DD', 'DD.MM.YYYY', 'MM/DD/YYYY', 'YYYYMMDD']).default('YYYY-MM-DD'),
      decimalMark: z.enum(['.', ',']).default('.'),
      /** `exponent`: numbers may be written as 1.00E+05, and are read exactly. */
      numbers: z.enum(['plain', 'exponent']).default('plain'),
    })
    .readonly(),
  /** Columns that must be sound though nothing is taken from them: a row that is broken there is not trusted. */
  check: z.array(cell).default([]),
  loan: cell,
  records: z.array(recordOf).min(1),
});

export type CellRule = z.output<typeof cell>;
export type RecordRule = z.output<typeof recordOf>;
export type Profile = z.output<typeof profile>;

/** Reads a mapping profile. Throws ProfileWrong with all that is wrong in it. */
export async function loadProfile(path: string): Promise<Profile> {
  return parseProfile(await readFile(path, 'utf8'));
}

export function parseProfile(text: string): Profile {
  const read = profile.safeParse(parse(text));
  if (read.success) return read.data;
  const wrong = read.error.issues.map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}`);
  throw new ProfileWrong(`the profile is wrong:\n  ${wrong.join('\n  ')}`);
}
