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
    if (rules.perEpisode && (closing.episodeId !== episodeId || isOfNone(closing))) continue;
    if (closing.what === 'failed') count += 1;
    else if (endsTheRow(closing, rules)) return count;
  }
  return count;
}

/** From before Mora, and of no debt that is known here. */
const isOfNone = ({ imported, episodeId }: Closing): boolean => imported !== undefined && episodeId === null;

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

/**
 * The closings with one more, in the order of their days and within a day as they happened: whoever failed in the
 * morning and agreed at noon has agreed. The same one again takes the place of what it was.
 */
export function withClosing(closings: readonly Closing[], one: Closing): readonly Closing[] {
  const known = closings.findIndex(({ id, on }) => id === one.id && on === one.on);
  if (known !== -1) return closings.with(known, one);
  const others = closings.filter(({ id }) => id !== one.id);
  let at = others.findLastIndex(({ on }) => on <= one.on) + 1;
  while (isEitherWay(others[at - 1], one)) at -= 1;
  return others.toSpliced(at, 0, one).slice(-KEPT);
}

/** Two that come by different streams and both begin anew: their order says nothing, and must not depend on the streams. */
const isEitherWay = (before: Closing | undefined, one: Closing): boolean =>
  before !== undefined && before.on === one.on && isReset(before) && isReset(one) && before.id > one.id;

const isReset = ({ what }: Closing): boolean => what === 'activated' || what === 'cured';

/** How many there were in a row when this one was the last. */
export const consecutiveAt = (closings: readonly Closing[], one: Closing, rules: Rules): number =>
  consecutiveOf(closings.slice(0, closings.findIndex(({ id }) => id === one.id) + 1), rules, one.episodeId);

export const tallied = (closings: readonly Closing[], { policies }: LoanView): TallyPart => ({
  closings,
  consecutive: consecutiveOf(closings, policies.rounds.tally, closings.at(-1)?.episodeId ?? null),
});
