import type { Inner, Said, Write } from './part.js';

/** What one event makes of a part, gathered as it goes through its pieces. */
export type Gathered<P> = Readonly<{
  part: P;
  said: readonly Said[];
  writes: readonly Write[];
  tell: readonly Inner[];
}>;

export const gatheredOf = <P>(part: P): Gathered<P> => ({ part, said: [], writes: [], tell: [] });

/** The same with more. */
export const withMore = <P>(sum: Gathered<P>, more: Partial<Gathered<P>>): Gathered<P> => ({
  part: more.part ?? sum.part,
  said: [...sum.said, ...(more.said ?? [])],
  writes: [...sum.writes, ...(more.writes ?? [])],
  tell: [...sum.tell, ...(more.tell ?? [])],
});

/** Why a command is refused. */
export type Refused = Readonly<{ refuse: Readonly<{ because: string; detail?: string }> }>;

export const refusal = (because: string, detail?: string): Refused => ({
  refuse: { because, ...(detail !== undefined && { detail }) },
});
