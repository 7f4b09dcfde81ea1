import { addDays, type CalendarDate } from '@mora/kernel';
import { periodOn } from '../menu/dates.js';
import type { MenuRules } from '../menu/rules.js';
import type { Built, LimitFacts, Position } from '../menu/types.js';
import type { Minor } from '../words.js';
import type { OfferRules } from './rules.js';

/** What a menu may go by besides the position. */
export type MenuScene = Readonly<{
  position: Position;
  rules: MenuRules;
  facts: LimitFacts;
  offers: OfferRules;
  /** Why the borrower fell behind. */
  reason: string | null;
  liquid: Minor;
  /** So many months are left of a squeeze that ends; nought where none does. */
  squeezeMonths: number;
  /** The most that an instalment may be. */
  largest: Minor;
  /** Whether the household can bear all of a plan. */
  bears: (built: Built) => boolean;
  leadDays: number;
}>;

/** Where the next instalment is due too soon for an offer to be approved and answered, the one after it. */
export function firstDueOn({
  position,
  leadDays,
  rules,
}: Pick<MenuScene, 'position' | 'leadDays' | 'rules'>): CalendarDate {
  const soonest = addDays(position.asOf, leadDays);
  const latest = addDays(position.asOf, rules.forbearance.firstDueDays);
  const next = [0, 1, 2, 3].map((at) => periodOn(position, position.nextDueOn, at)).find((day) => day >= soonest);
  return next === undefined || next > latest ? position.nextDueOn : next;
}
