import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { calendarDate, CURRENCIES, type Currency, tenantId } from '@mora/kernel';
import type { Source } from './source.js';
import { Sources } from './sources.js';

/** A sources file that says something else than it may. Names the place in the file, and what is wrong there. */
export class SourcesFileWrong extends Error {
  readonly dataFree = true;
}

const day = z.string().transform((text, context) => attempt(() => calendarDate(text), context));
const tenant = z.string().transform((text, context) => attempt(() => tenantId(text), context));
const currency = z.enum(CURRENCIES as unknown as [Currency, ...Currency[]]);
const pattern = z.string().transform((text, context) => attempt(() => new RegExp(text, 'u'), context));

function attempt<T>(read: () => T, context: z.RefinementCtx): T {
  try {
    return read();
  } catch (error) {
    context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : 'not readable' });
    return z.NEVER;
  }
}

const sequence = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('per-loan'),
    first: z.int().min(0).default(1),
    gapTimeoutSeconds: z.int().min(1).default(900),
  }),
  z.strictObject({
    kind: z.literal('none'),
    order: z.literal('value-date-then-booking-id').default('value-date-then-booking-id'),
    bookingIds: z.enum(['numeric', 'text']).default('text'),
  }),
]);

const unknownLoan = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('refuse') }),
  z.strictObject({ kind: z.literal('register'), product: z.string().min(1).max(128) }),
]);

const entry = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'a source is 1 to 64 of a-z, 0-9 and -'),
  tenant,
  doors: z.array(z.enum(['http', 'kafka'])).min(1),
  sequence,
  unknownLoan: unknownLoan.default({ kind: 'refuse' }),
  closes: z.enum(['once', 'per-partition', 'never']).default('once'),
  partitions: z.int().min(1).max(1024).default(1),
  activeFrom: day.nullable().default(null),
  activeUntil: day.nullable().default(null),
  longestCloseDays: z.int().min(1).max(3660).default(11),
  currency: currency.nullable().default(null),
  monthsInArrears: z
    .strictObject({ kind: z.literal('monthly-bucket'), daysPerMonth: z.int().min(1).max(31) })
    .default({ kind: 'monthly-bucket', daysPerMonth: 30 }),
  keyPattern: pattern.nullable().default(null),
});

const file = z.strictObject({
  /** The calendar that the day marks name. */
  calendar: z.string().min(1).max(128),
  sources: z.array(entry).min(1),
});

type Entry = z.output<typeof entry>;

/** Reads a sources file. Throws SourcesFileWrong with all that is wrong in it. */
export async function loadSources(path: string): Promise<Sources> {
  return parseSources(await readFile(path, 'utf8'));
}

export function parseSources(text: string): Sources {
  const read = file.safeParse(parse(text));
  if (!read.success) {
    const wrong = read.error.issues.map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}`);
    throw new SourcesFileWrong(`the sources file is wrong:\n  ${wrong.join('\n  ')}`);
  }
  const { calendar, sources } = read.data;
  const ids = new Set(sources.map(({ id }) => id));
  if (ids.size !== sources.length)
    throw new SourcesFileWrong('the sources file is wrong:\n  sources: an id stands twice');
  return new Sources(calendar, sources.map(toSource));
}

const toSource = ({ sequence, unknownLoan, longestCloseDays, currency, ...rest }: Entry): Source => ({
  ...rest,
  currency,
  longestClose: longestCloseDays,
  terms: {
    sequence:
      sequence.kind === 'none'
        ? { kind: 'none', bookingIds: sequence.bookingIds }
        : { kind: 'per-loan', first: sequence.first, gapTimeoutMs: sequence.gapTimeoutSeconds * 1000 },
    unknownLoan: unknownLoan.kind === 'refuse' ? unknownLoan : { ...unknownLoan, currency },
  },
});
