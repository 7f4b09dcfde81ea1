import { addDays, calendarDate, type CalendarDate } from '@mora/kernel';
import type { LogRecord } from './checker/log.js';
import { type Doors, post } from './requests.js';

type Said = Omit<LogRecord, 'time'>;
type Kind = Readonly<{ raised: string; closed: string; id: string; afterDays: number; outcome: string }>;

/** How the bank's people settle what borrowers have said, and after how many days. */
const KINDS: readonly Kind[] = [
  { ...namesOf('dispute-raised', 'dispute-closed', 'disputeId'), afterDays: 12, outcome: 'rejected' },
  { ...namesOf('complaint-raised', 'complaint-closed', 'complaintId'), afterDays: 8, outcome: 'settled' },
  { ...namesOf('question-asked', 'question-answered', 'questionId'), afterDays: 2, outcome: 'answered' },
];

/** The types of events by which it is known what is open. */
export const SETTLED: ReadonlySet<string> = new Set(KINDS.flatMap(({ raised, closed }) => [raised, closed]));

function namesOf(raised: string, closed: string, id: string) {
  return { raised: `mora.outreach.${raised}.v1`, closed: `mora.outreach.${closed}.v1`, id };
}

/** A supervisor settles what has been open for long enough, so that contact may begin again. */
export async function settleSays(world: Doors, records: readonly Said[], on: CalendarDate): Promise<void> {
  for (const { raised, closed, id, afterDays, outcome } of KINDS) {
    const idOf = ({ data }: Said): string => String((data as Readonly<Record<string, unknown>>)[id]);
    const over = new Set(records.filter(({ type }) => type === closed).map(idOf));
    const due = records.filter(
      (record) =>
        record.type === raised &&
        !over.has(idOf(record)) &&
        addDays(calendarDate(record.businessDate), afterDays) <= on,
    );
    for (const record of due.toSorted((a, b) => (idOf(a) < idOf(b) ? -1 : 1))) {
      const path = `/v1/loans/${encodeURIComponent(record.loan)}/says/${idOf(record)}/close`;
      await post(world, path, { outcome }, 'sun', 'supervisor');
    }
  }
}
