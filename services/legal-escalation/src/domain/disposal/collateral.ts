import { addDays, type CalendarDate, daysBetween } from '@mora/kernel';
import { gatheredOf, refusal, type Refused, withMore } from '../loan/gathered.js';
import type { LoanView } from '../loan/part.js';
import { timelineOf } from '../loan/timeline.js';
import { workDone, workWanted } from '../loan/work.js';
import { moneyOf } from '../proceedings/money.js';
import { rulesFor } from '../products.js';
import type { LaneAt } from '../words.js';
import type { DisposalCommand } from './commands.js';
import { caseOf, type Made } from './made.js';
import { termOf } from './term.js';
import type { Collateral, DisposalPart } from './types.js';

type Command<K extends DisposalCommand['kind']> = Extract<DisposalCommand, { kind: K }>;

/** The bank has taken a thing in place of money: it has to sell it within the years of its law, where those are known. */
export function takenOver(
  part: DisposalPart,
  { collateralId, collateral: kind, value, on, by }: Command<'collateral-taken'>,
  view: LoanView,
  { openDay }: LaneAt,
): Made | Refused {
  if (on > openDay) return refusal('in-the-future');
  if (part.collateral.some((one) => one.collateralId === collateralId)) return refusal('collateral-exists');
  const law = rulesFor(view.policies, view.parts.ledger);
  if (law === null) return refusal('other-law');
  const disposeBy = termOf(view.policies.disposal.collateral, on, law, view.policies.book);
  const taken: Collateral = { collateralId, kind, value, takenOn: on, disposeBy, realised: null, told: [] };
  const { currency, text } = moneyOf(view);
  const data = {
    caseId: caseOf(view),
    collateralId,
    kind,
    on,
    currency,
    amount: text(value),
    disposeBy: disposeBy?.on ?? null,
  };
  return withMore(gatheredOf({ ...part, collateral: [...part.collateral, taken] }), {
    said: [{ type: 'collateral-taken-over', data }],
    writes: [timelineOf('collateral-taken-over', { ...data, provisional: disposeBy?.provisional ?? false, by }, null)],
  });
}

/** Collateral has been sold, by a court or by the bank that had taken it over. The money comes as a payment of the ledger. */
export function realised(
  part: DisposalPart,
  { collateralId, collateral: kind, minor, on, by }: Command<'collateral-realised'>,
  view: LoanView,
  { openDay }: LaneAt,
): Made | Refused {
  if (on > openDay) return refusal('in-the-future');
  const known = part.collateral.find((one) => one.collateralId === collateralId);
  if (known !== undefined && known.realised !== null) return refusal('collateral-gone');
  if (known !== undefined && known.kind !== kind) return refusal('another-kind');
  if (known !== undefined && known.takenOn !== null && on < known.takenOn) return refusal('before-it-began');
  const fresh: Collateral = {
    collateralId,
    kind,
    value: minor,
    takenOn: null,
    disposeBy: null,
    realised: null,
    told: [],
  };
  const others = part.collateral.filter((one) => one !== known);
  const sold = { ...(known ?? fresh), realised: minor };
  const { currency, text } = moneyOf(view);
  const data = { caseId: caseOf(view), collateralId, kind, on, currency, amount: text(minor) };
  return withMore(gatheredOf({ ...part, collateral: [...others, sold] }), {
    said: [{ type: 'collateral-realised', data }],
    writes: [
      timelineOf('collateral-realised', { ...data, by }, null),
      workDone({ loanId: view.loanId, about: collateralId, kind: 'dispose-of-collateral' }, 'realised', openDay),
    ],
  });
}

/** What has to be sold soon, and is not yet. */
export function collateralClosed(made: Made, view: LoanView, day: CalendarDate): Made {
  return made.part.collateral.reduce((sum, one) => {
    const { collateralId, disposeBy, told } = one;
    if (one.realised !== null || disposeBy === null) return sum;
    const left = daysBetween(day, disposeBy.on);
    const level = levelsOf(view)
      .filter((days) => left <= days)
      .at(-1);
    if (level === undefined || told.includes(level)) return sum;
    const collateral = sum.part.collateral.map((other) => (other === one ? { ...one, told: [...told, level] } : other));
    const item = { loanId: view.loanId, about: collateralId, kind: 'dispose-of-collateral', openedOn: day };
    const isOver = left < 0;
    return withMore(sum, {
      part: { ...sum.part, collateral },
      writes: [
        workWanted({
          ...item,
          team: isOver ? 'supervisor' : 'legal',
          dueOn: isOver ? addDays(day, 1) : disposeBy.on,
          because: isOver ? 'over' : `${level}-days`,
        }),
      ],
    });
  }, made);
}

/** The days before, falling, and the day after the last. */
const levelsOf = ({ policies }: LoanView): readonly number[] => [...policies.disposal.collateral.alerts, -1];

/** The days on which something may have to be said of it. */
export const collateralLooks = ({ collateral }: DisposalPart, view: LoanView): readonly CalendarDate[] =>
  collateral.flatMap(({ realised: sold, disposeBy }) =>
    sold !== null || disposeBy === null ? [] : levelsOf(view).map((days) => addDays(disposeBy.on, -days)),
  );
