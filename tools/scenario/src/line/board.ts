import { heard, MOVING, type Stage, stageOf, type Standing, STAGES, UNTOLD } from './stage.js';

export type Heard = Readonly<{ type: string; loan: string; data: unknown }>;

/** Where all loans stand, kept up to date by what the public streams say. It keeps no event. */
export class StageBoard {
  private readonly standings = new Map<string, Standing>();

  hear({ type, loan, data }: Heard): void {
    if (!MOVING.has(type)) return;
    this.standings.set(loan, heard(this.standings.get(loan) ?? UNTOLD, type, data));
  }

  of(loan: string): Standing {
    return this.standings.get(loan) ?? UNTOLD;
  }

  all(): ReadonlyMap<string, Standing> {
    return this.standings;
  }

  /** How many loans stand where, from the one that is paid to the one that is lost. */
  counts(): readonly Readonly<{ stage: Stage; loans: number }>[] {
    const counts = new Map<Stage, number>();
    for (const standing of this.standings.values()) {
      const stage = stageOf(standing);
      counts.set(stage, (counts.get(stage) ?? 0) + 1);
    }
    return [...counts].map(([stage, loans]) => ({ stage, loans })).toSorted(inOrder);
  }
}

const placeOf = (stage: Stage): number => STAGES.findLastIndex((one) => stage === one || stage.startsWith(`${one}-M`));

const inOrder = (a: Readonly<{ stage: Stage }>, b: Readonly<{ stage: Stage }>): number =>
  placeOf(b.stage) - placeOf(a.stage) || (a.stage < b.stage ? -1 : 1);
