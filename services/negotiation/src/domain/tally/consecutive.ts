import type { LoanView } from '../loan/part.js';
import type { RoundRules } from '../round/rules.js';
import type { Closing, TallyPart } from './types.js';

type Rules = RoundRules['tally'];

/**
 * How many negotiations have failed in a row, up to the last closing: back to what resets the count, or to one that
 * ended without having failed.
 */
export function consecutiveOf(closings: readonly Closing[], rules: Rules, episodeId: string | null): number {
  let count = 0;
  for (const closing of closings.toReversed()) {
    if (rules.perEpisode && closing.episodeId !== episodeId) continue;
    if (closing.what === 'failed') count += 1;
    else if (endsTheRow(closing, rules)) return count;
  }
  return count;
}

function endsTheRow({ what, by }: Closing, { resetBy, neutralRounds }: Rules): boolean {
  switch (what) {
    case 'neutral':
      return neutralRounds === 'interrupt';
    case 'activated':
      return resetBy.includes('plan-activated');
    case 'cured':
      return (by === 'paid' || by === 'corrected') && resetBy.includes(by);
    case 'failed':
      return false;
  }
}

const KEPT = 100;

/** The closings with one more, in the order of their days; the same one again takes the place of what it was. */
export function withClosing(closings: readonly Closing[], one: Closing): readonly Closing[] {
  const others = closings.filter(({ id }) => id !== one.id);
  const at = others.findLastIndex(({ on, id }) => on < one.on || (on === one.on && id < one.id));
  return others.toSpliced(at + 1, 0, one).slice(-KEPT);
}

/** How many there were in a row when this one was the last. */
export const consecutiveAt = (closings: readonly Closing[], one: Closing, rules: Rules): number =>
  consecutiveOf(closings.slice(0, closings.findIndex(({ id }) => id === one.id) + 1), rules, one.episodeId);

export const tallied = (closings: readonly Closing[], { policies }: LoanView): TallyPart => ({
  closings,
  consecutive: consecutiveOf(closings, policies.rounds.tally, closings.at(-1)?.episodeId ?? null),
});
