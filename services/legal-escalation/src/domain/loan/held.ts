import type { CalendarDate } from '@mora/kernel';
import type { HoldKind } from '../words.js';
import { isInForce } from './parts/elsewhere.js';
import type { LoanState } from './state.js';

type Parts = LoanState['parts'];
export type HoldNow = Readonly<{ holdId: string; kind: HoldKind; until: CalendarDate | null }>;

/** All holds in force on a day, whoever has set them, by their ids. */
export const holdsOn = ({ elsewhere }: Pick<Parts, 'elsewhere'>, on: CalendarDate): readonly HoldNow[] =>
  elsewhere.holds
    .filter((hold) => isInForce(hold, on))
    .map(({ holdId, kind, until }) => ({ holdId, kind, until }))
    .toSorted((a, b) => (a.holdId < b.holdId ? -1 : 1));

/** Whether anything stops the bank from going to court, from seizing and from selling on a day. */
export const isHeld = (parts: Pick<Parts, 'elsewhere'>, on: CalendarDate): boolean => holdsOn(parts, on).length > 0;

/** Whether records of the loan wait in a service before this one: then what is known of it is not whole. */
export const isHeldUpstream = ({ ledger, arrears }: Pick<Parts, 'ledger' | 'arrears'>): boolean =>
  ledger.heldSince !== null || arrears.heldSince !== null;
