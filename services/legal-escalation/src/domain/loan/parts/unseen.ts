import type { CalendarDate } from '@mora/kernel';
import type { LoanView } from '../part.js';
import { type ElsewherePart, isInForce } from './elsewhere.js';

const SEEN = ['holds', 'failures', 'consecutive', 'plans', 'asks'] as const;

/** What a close goes by of what others have said. */
export type Seen = Pick<ElsewherePart, (typeof SEEN)[number]>;

/** What others said before a day of theirs of which something has come, while this service has not closed it. */
export type Unseen = Readonly<{ on: CalendarDate; before: Seen }>;

type Change = (part: ElsewherePart) => ElsewherePart | string;

/**
 * What others say of a day counts at the closes behind that day: which of two services closes a day first is luck, and
 * no reason for a gate to pass on one day or on the next. What restricts counts at once, and what a person does is judged
 * by all that is known.
 */
export function withUnseen(
  part: ElsewherePart,
  next: ElsewherePart,
  saidOn: CalendarDate | null,
  change: Change,
  openDay: CalendarDate,
): ElsewherePart {
  const known = part.unseen ?? [];
  const isNew = saidOn !== null && saidOn >= openDay && !known.some(({ on }) => on === saidOn);
  if (isSame(part, next) || (known.length === 0 && !isNew)) return next;
  // What is said of an earlier day, or done by people here, is no news to the closes of later ones.
  const isLater = ({ on }: Unseen): boolean => saidOn === null || on > saidOn;
  const later = known.filter(isLater);
  const own: readonly Unseen[] = isNew ? [{ on: saidOn, before: later[0]?.before ?? seenOf(part) }] : [];
  const changed = later.map(({ on, before }) => ({ on, before: changedTo(change({ ...part, ...before }), before) }));
  return { ...next, unseen: [...known.filter((one) => !isLater(one)), ...own, ...changed] };
}

const isSame = (part: ElsewherePart, next: ElsewherePart): boolean => SEEN.every((name) => part[name] === next[name]);

const changedTo = (changed: ElsewherePart | string, before: Seen): Seen =>
  typeof changed === 'string' ? before : seenOf(changed);

const seenOf = ({ holds, failures, consecutive, plans, asks }: ElsewherePart): Seen => {
  return { holds, failures, consecutive, plans, asks };
};

/** A loan as the close of a day sees it. A hold that was set since holds already, and one that was lifted since does still. */
export function atCloseOf({ loanId, policies, eventId, parts }: LoanView, day: CalendarDate): LoanView {
  const { elsewhere } = parts;
  const before = elsewhere.unseen?.find(({ on }) => on >= day)?.before;
  if (before === undefined) return { loanId, policies, eventId, parts };
  const held = before.holds.filter((hold) => isInForce(hold, day));
  const set = elsewhere.holds.filter((hold) => !held.some(({ holdId }) => holdId === hold.holdId));
  const seen = { ...elsewhere, ...before, holds: [...held, ...set] };
  return { loanId, policies, eventId, parts: { ...parts, elsewhere: seen } };
}

/** What was said of days before this one is seen by now. */
export function withoutSeen(part: ElsewherePart, day: CalendarDate): ElsewherePart {
  if (part.unseen === undefined || part.unseen.every(({ on }) => on >= day)) return part;
  const { unseen, ...seen } = part;
  const left = unseen.filter(({ on }) => on >= day);
  return left.length === 0 ? seen : { ...seen, unseen: left };
}
