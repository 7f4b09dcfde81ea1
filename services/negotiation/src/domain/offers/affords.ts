import type { CalendarDate } from '@mora/kernel';
import type { FigureSet } from '../assessment/types.js';
import { total } from '../menu/amounts.js';
import type { Built } from '../menu/types.js';
import type { Affords, Hidden, Instalment, Minor } from '../words.js';
import type { OfferRules } from './rules.js';

type Weighed = Pick<Built, 'largest' | 'settlesFor' | 'instalments' | 'fund'>;

/**
 * Whether a household can bear a plan: `yes` where it could in the stressed case too. A settlement in one sum is paid out
 * of what is there. Where a squeeze ends soon, what falls due behind its end is weighed against what can be borne then.
 */
export function affords(built: Weighed, figures: FigureSet): Affords {
  const { settlesFor } = built;
  const { capacity, stressed, liquid, later = null } = figures;
  if (settlesFor !== null && settlesFor <= liquid) return 'yes';
  const { now, then } = loadOf(built, later?.from ?? null);
  if (later !== null && then > later.minor) return 'no';
  if (now <= stressed) return 'yes';
  return now <= capacity ? 'stressed-only' : 'no';
}

/** The most that falls due on one day before another day, and from it on. A fund comes beside the instalments of the loan. */
function loadOf(
  { instalments, largest, fund }: Weighed,
  from: CalendarDate | null,
): Readonly<{ now: Minor; then: Minor }> {
  if (from === null || fund > 0) return { now: largest, then: fund > 0 && from !== null ? largest : 0 };
  const most = (rows: readonly Instalment[]) => rows.reduce((all, row) => Math.max(all, total(row)), 0);
  return {
    now: most(instalments.filter(({ dueOn }) => dueOn < from)),
    then: most(instalments.filter(({ dueOn }) => dueOn >= from)),
  };
}

/** The most that any instalment may be: by it the length of a plan is looked for, before all of it is weighed. */
export const mostOf = (
  { stressed, capacity, later }: FigureSet,
  { offerStressedOnly }: Pick<OfferRules, 'offerStressedOnly'>,
): Minor => Math.max(later?.minor ?? 0, stressed, offerStressedOnly ? capacity : 0);

/** Whether the bank may offer it. */
export const mayBeOffered = (answer: Affords, { offerStressedOnly }: Pick<OfferRules, 'offerStressedOnly'>): boolean =>
  answer === 'yes' || (answer === 'stressed-only' && offerStressedOnly);

/**
 * The one place where a lane looks at figures: it judges by them and keeps the verdict. They were opened from the vault
 * for this command, by somebody named, and never stand in anything that leaves.
 */
export const judgedBy = <A>(figures: Hidden<FigureSet>, judge: (figures: FigureSet) => A): A =>
  // eslint-disable-next-line no-restricted-syntax -- the lane judges by the figures of a command and keeps none of them
  judge(figures.reveal());
