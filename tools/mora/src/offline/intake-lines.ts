import type { NumberedLine } from '@mora/delinquency-classification';
import { FirstLook, OfflineIntake, type OfflineSaid, type Sources } from '@mora/ingestion';
import { calendarDate } from '@mora/kernel';

/** The intake of a file, and how many of its records were not taken. */
export type Intake = { readonly run: OfflineIntake; rejected: number };

type Wire = Readonly<{ type?: unknown; data?: Readonly<{ date?: unknown }> }>;
type Lines = AsyncIterable<string>;

/** Null where no line of the file is a ledger's record: then it holds loan events only. The sources are read when needed. */
export async function intakeOf(lines: Lines, sources: () => Promise<Sources>): Promise<Intake | null> {
  let look: FirstLook | null = null;
  for await (const text of lines) {
    const record = ledgersRecord(text);
    if (record === null) continue;
    look ??= new FirstLook(await sources());
    look.at(record);
  }
  if (look === null) return null;
  const nothing = calendarDate('1970-01-01'); // no record can be read: no day will ever be asked for
  return { run: new OfflineIntake(look, look.openDay ?? nothing), rejected: 0 };
}

/**
 * The lines as classification takes them: a ledger's record as the facts that ingestion tells of it, and all else as it
 * stands. What is not taken goes to `out`, by line, loan, reason and field.
 */
export async function* throughIntake(
  lines: Lines,
  intake: Intake,
  out: (line: string) => Promise<void>,
): AsyncIterable<NumberedLine> {
  let line = 0;
  for await (const text of lines) {
    line += 1;
    const said = saidOf(text, line, intake.run);
    if (said === null) yield { line, text };
    for (const one of said ?? []) {
      if ('event' in one) {
        yield { line: one.line, text: JSON.stringify(one.event) };
        continue;
      }
      intake.rejected += 1;
      const { reason, field, message } = one.rejected;
      await out(JSON.stringify({ line: one.line, loanId: one.loanId, rejected: reason, field, message }));
    }
  }
}

/** Null for a loan event, which ingestion has told already. A mark among ledgers' records closes their days too. */
function saidOf(text: string, line: number, run: OfflineIntake): Iterable<OfflineSaid> | null {
  const wire = parsed(text);
  if (isLedgers(wire)) return run.take(wire, line);
  const date = wire?.type === 'mora.day.closed.v1' ? wire.data?.date : undefined;
  return typeof date === 'string' && DAY.test(date) ? run.closeThrough(calendarDate(date), line) : null;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

function ledgersRecord(text: string): Wire | null {
  if (!text.includes('"ledger.')) return null;
  const wire = parsed(text);
  return isLedgers(wire) ? wire : null;
}

const isLedgers = (wire: Wire | null): boolean => typeof wire?.type === 'string' && wire.type.startsWith('ledger.');

/** Null for what is no JSON object: classification says so, with its line. */
function parsed(text: string): Wire | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? value : null;
  } catch {
    return null; // a SyntaxError is the answer to the question that is asked here
  }
}
