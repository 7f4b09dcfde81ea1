import type { CalendarDate, HolidayBook } from '@mora/kernel';
import { endOfPeriod } from '../periods/period.js';
import { type Effect, type Folded, inOrder } from './fold.js';
import type { LimitationRules } from './rules.js';
import type { Act, GuaranteeTerm } from './types.js';

/**
 * For how long a guarantor can be held to it: nothing restarts that period, but the right act inside it keeps the claim.
 * Of a general guarantor the debtor must be sued, of a joint one the guarantor be asked.
 */
export function guaranteeFold(
  term: GuaranteeTerm,
  startsOn: CalendarDate,
  acts: readonly Act[],
  rules: LimitationRules,
  book: HolidayBook,
): Folded & Readonly<{ kept: boolean }> {
  const { calendar, weekendShifts, guarantee } = rules;
  const length = { months: term.months ?? guarantee.defaultMonths };
  const { on: expiresOn, provisional } = endOfPeriod(startsOn, length, book, calendar, weekendShifts);
  const effects = inOrder(acts).map((act): Effect => {
    const same = { act, from: expiresOn, to: expiresOn };
    const because = whyNotThis(act, term, rules);
    if (because !== null) return { ...same, effect: 'not-counted', rule: because };
    if (act.on > expiresOn) return { ...same, effect: 'too-late', rule: act.kind };
    if (isBefore(act, startsOn)) return { ...same, effect: 'not-counted', rule: 'before-due' };
    return { ...same, effect: 'kept', rule: act.kind, to: null };
  });
  const by = effects.find(({ effect }) => effect === 'kept')?.act.actId ?? null;
  const kept = by !== null;
  return { expiresOn: kept ? null : expiresOn, provisional: !kept && provisional, by, effects, kept };
}

function whyNotThis(act: Act, term: GuaranteeTerm, rules: LimitationRules): string | null {
  const { kind, claims, against } = act;
  if (term.kind === 'general') {
    if (!rules.guarantee.keptBy.includes(kind)) return 'needs-suit';
    return against === 'guarantor' ? 'against-guarantor' : null;
  }
  if (claims !== 'all' && !claims.includes('guarantee')) return 'another-claim';
  if (kind !== 'demand' && !rules.suitKinds.includes(kind)) return 'needs-demand';
  if (against === 'debtor') return 'against-debtor';
  return against === 'all' ? null : whyNotOf(act, term);
}

/** Each joint guarantor is asked alone. Only our own letters name nobody: they count once they have reached them all. */
function whyNotOf({ guarantorId, from }: Act, term: GuaranteeTerm): string | null {
  if (guarantorId !== undefined) return guarantorId === term.guarantorId ? null : 'another-guarantor';
  return from === 'outreach' ? null : 'guarantor-unnamed';
}

/** An act of one moment must lie behind the day on which the debt was due; a suit may have begun before it. */
function isBefore({ on, until }: Act, startsOn: CalendarDate): boolean {
  if (until === 'open') return false;
  return on <= startsOn && (until === null || until <= startsOn);
}
