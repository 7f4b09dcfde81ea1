import type { CalendarDate } from '@mora/kernel';
import type { StageBoard } from './board.js';

type Column = Readonly<{ day: CalendarDate; counts: ReadonlyMap<string, number> }>;

/** How many loans stood where, every so many days. */
export class Funnel {
  private readonly columns: Column[] = [];

  take(day: CalendarDate, board: StageBoard): void {
    this.columns.push({ day, counts: new Map(board.counts().map(({ stage, loans }) => [stage, loans])) });
  }

  /** A line a day on which it was looked at, its stages in the order of a loan's life. */
  lines(board: StageBoard): readonly string[] {
    const order = board.counts().map(({ stage }): string => stage);
    const others = this.columns.flatMap(({ counts }) => [...counts.keys()]).filter((stage) => !order.includes(stage));
    const stages = [...order, ...new Set(others.toSorted())];
    return this.columns.map(({ day, counts }) => {
      const told = stages.flatMap((stage) => {
        const loans = counts.get(stage);
        return loans === undefined ? [] : [`${stage} ${loans}`];
      });
      return `  ${day}  ${told.join(' · ')}`;
    });
  }
}
