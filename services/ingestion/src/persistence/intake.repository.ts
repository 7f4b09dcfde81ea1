import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '@mora/kernel';
import { together, type Tx } from '@mora/runtime';
import { type IntakeState, untouched } from '../handlers/intake-event.js';
import { addCounts, keepEarly, noteClose } from './day-book.rows.js';
import { loadLoans, saveLoans } from './loan-intake.row.js';

/** The books of the intake: loans, counts of days, what waits for its day, closes. */
@Injectable()
export class IntakeRepository {
  async load(tx: Tx, subjects: readonly string[]): Promise<Map<string, IntakeState>> {
    const [loans, waits] = await Promise.all([loadLoans(tx, subjects), this.waiting(tx, subjects)]);
    const known = subjects.filter((subject) => loans.has(subject) || waits.has(subject));
    return new Map(
      known.map((subject) => {
        const [loan, waitsFor] = [loans.get(subject) ?? null, waits.get(subject) ?? null];
        return [subject, { ...untouched, loan, waitsFor }];
      }),
    );
  }

  async save(
    tx: Tx,
    changed: ReadonlyMap<string, IntakeState>,
    partitionOf: (subject: string) => number,
  ): Promise<void> {
    const all = [...changed];
    const loans = all.flatMap(([subject, { loan }]) => (loan === null ? [] : [[subject, loan] as const]));
    const counted = all.map(([subject, state]) => [partitionOf(subject), state.counted] as const);
    const early = all.flatMap(([subject, state]) =>
      state.early.map((one) => [subject, partitionOf(subject), one] as const),
    );
    await together([
      saveLoans(tx, loans, partitionOf),
      addCounts(tx, counted),
      keepEarly(tx, early),
      ...all.flatMap(([, { closes }]) => closes).map((close) => noteClose(tx, close)),
    ]);
  }

  private async waiting(tx: Tx, subjects: readonly string[]): Promise<Map<string, CalendarDate>> {
    const rows = await tx.query<{ loan_id: string; day: CalendarDate }>(
      `select loan_id, min(booked_on) as day from early_record where loan_id = any($1::text[]) group by loan_id`,
      [subjects],
    );
    return new Map(rows.map((row) => [row.loan_id, row.day]));
  }
}
