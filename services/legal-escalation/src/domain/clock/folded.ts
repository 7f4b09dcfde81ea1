import { addDays, type CalendarDate, earliest, type PersonId } from '@mora/kernel';
import type { LoanView, Said, Step, Write } from '../loan/part.js';
import { openDebt } from '../loan/parts/open-debt.js';
import { inRole } from '../loan/parts/parties.js';
import type { LoanState } from '../loan/state.js';
import { workDone, workWanted } from '../loan/work.js';
import { endOfPeriod } from '../periods/period.js';
import { grantsInterest } from '../proceedings/last-day.js';
import { orderFor, rulesFor } from '../products.js';
import { alertsOf, nextLook } from './alerts.js';
import { actsOf, clocksOf, type ClockInput } from './clocks.js';
import { nextShown, shownAgain } from './open-acts.js';
import { actRow, clockRow } from './rows.js';
import type { LimitationRules } from './rules.js';
import type { Act, Clock, ClockPart, GuaranteeTerm } from './types.js';

type Parts = LoanState['parts'];

/** On what the periods of a loan rest on a day. Guarantors of whom nobody has said more are as the law takes them. */
export function inputOf(
  { loanId, parts, policies }: Pick<LoanView, 'loanId' | 'parts' | 'policies'>,
  part: ClockPart,
  rules: LimitationRules,
  on: CalendarDate,
): ClockInput {
  const { ledger, parties } = parts;
  const named = new Set(part.guarantees.map(({ guarantorId }) => guarantorId));
  const linked = inRole(parties, 'guarantor', on).filter((guarantorId) => !named.has(guarantorId));
  const kind = rules.guarantee.unspecified;
  const unsaid = linked.map((guarantorId): GuaranteeTerm => ({ guarantorId, kind, months: null }));
  return {
    loanId,
    schedule: ledger.schedule,
    debt: openDebt(ledger, on, orderFor(policies, ledger)),
    acceleratedOn: part.acceleratedOn,
    acts: actsOf({ ...parts, clock: part }),
    obstacles: part.obstacles,
    guarantees: [...part.guarantees, ...unsaid].map((term) => ({ ...term, ...boundBy(term.guarantorId, parts) })),
    titles: part.titles.map((title) => ({ ...title, ...granting(title.judgmentId, parts) })),
  };
}

/** Of a title that was kept before that was asked its judgment says whether it grants interest. */
function granting(judgmentId: string, { proceedings }: Pick<Parts, 'proceedings'>): Readonly<{ interest?: true }> {
  const judgment = proceedings.titles.find((title) => title.judgmentId === judgmentId);
  return judgment !== undefined && grantsInterest(judgment) ? { interest: true } : {};
}

/**
 * The last day by which a guarantor is bound: as it was signed, and later only by what the guarantor has agreed to in
 * writing (CC 695). An earlier day binds at once, as it is the one to act by.
 */
function boundBy(
  guarantorId: PersonId,
  { ledger: { ends = [] }, elsewhere: { consents = [], booked = [] } }: Pick<Parts, 'ledger' | 'elsewhere'>,
): Readonly<{ dueOn?: CalendarDate }> {
  const [signed, ...later] = ends;
  if (signed === undefined) return {};
  const offers = consents.filter(({ personId }) => personId === guarantorId).map(({ offerId }) => offerId);
  const agreed = booked.filter(({ offerId }) => offers.includes(offerId)).map(({ requestId }) => requestId);
  const dueOn = later.reduce(
    (last, { lastOn, requestId }) =>
      requestId !== null && agreed.includes(requestId) ? lastOn : earliest(last, lastOn),
    signed.lastOn,
  );
  return { dueOn };
}

/** Whether the periods of a loan are of any interest: what is sold is another's, what is paid is nobody's. */
export const isWatched = ({ ledger, arrears, matter }: Parts): boolean =>
  ledger.status !== 'transferred' &&
  (arrears.episode !== null || matter.matter !== null || ledger.status === 'written-off');

/**
 * Folds the periods of a loan anew and tells what has become of them: each that has changed, each act that has moved one,
 * and whatever is about to lapse.
 */
export function folded(part: ClockPart, view: LoanView, on: CalendarDate): Step<ClockPart> {
  const rules = rulesFor(view.policies, view.parts.ledger);
  if (rules === null && part.open) return lawless(part, view, on);
  if (part.lawless === true) return noLongerLawless(part, view, on);
  if (rules === null || !part.open) return ended(part, view, rules);
  const { book } = view.policies;
  const input = inputOf(view, part, rules, on);
  const clocks = clocksOf(input, rules, book, on);
  const gone = part.clocks.filter((known) => clocks.every(({ clockId }) => clockId !== known.clockId)).map(off);
  const changed = [...clocks.filter((clock) => hasChanged(part, clock)), ...gone];
  const movers = moversOf(part, clocks, input.acts);
  const alerts = alertsOf({ part: { ...part, clocks }, view, rules, on });
  const nextDate = firstOf([...runningEnds(clocks), ...suitDates(input.acts, clocks, rules, view, on)]);
  const moved = [...part.moved, ...movers.map(({ clock, act }) => `${clock.clockId}:${act.actId}`)];
  const standing = { alerted: alerts.alerted, asked: alerts.asked, demand: alerts.demand };
  const next: ClockPart = { ...part, clocks, moved, nextDate, ...standing };
  const isSame = changed.length + movers.length === 0 && alerts.isSame && nextDate === part.nextDate;
  const look = firstOf(
    [nextLook(clocks, next.demand, rules, on), nextShown(part, rules, on)].filter((day) => day !== null),
  );
  return {
    part: isSame ? part : next,
    said: [...changed.map((clock) => setOf(clock, rules)), ...movers.map(interruptedOf), ...alerts.said],
    writes: [
      ...changed.map((clock) => clockRow(view.loanId, clock)),
      ...movers.map(({ act }) => actRow(view.loanId, act)),
      ...alerts.writes,
      ...shownAgain(part, view.loanId, rules, on),
    ],
    ...(look !== null && { reviewOn: look }),
  };
}

/** By which law nobody knows: no period of it is watched, and a supervisor has to know that. */
function lawless(part: ClockPart, view: LoanView, on: CalendarDate): Step<ClockPart> {
  const step = ended(part, view, null);
  if (part.lawless === true) return step;
  const { loanId } = view;
  const because = 'product-unknown';
  const item = { loanId, about: loanId, team: 'supervisor' as const, dueOn: addDays(on, 1), because, ...LAWLESS };
  const writes = [...(step.writes ?? []), workWanted({ openedOn: on, ...item })];
  return { ...step, part: { lawless: true, ...step.part }, writes };
}

const LAWLESS = { kind: 'no-law' } as const;

/** Somebody has entered by which law, or nothing of it is overdue any more: what was shown is no longer to be done. */
function noLongerLawless({ lawless: _told, ...part }: ClockPart, view: LoanView, on: CalendarDate): Step<ClockPart> {
  const { loanId } = view;
  const step = folded(part, view, on);
  const done = workDone({ loanId, about: loanId, ...LAWLESS }, part.open ? 'entered' : 'over', on);
  return { ...step, writes: [...(step.writes ?? []), done] };
}

/** Nobody watches it any more, or nobody knows by which law: its periods are not said to run. */
function ended(part: ClockPart, view: LoanView, rules: LimitationRules | null): Step<ClockPart> {
  if (part.clocks.length === 0) return { part };
  const clocks = part.clocks.map(off);
  const writes: readonly Write[] = clocks.map((clock) => clockRow(view.loanId, clock));
  const said = rules === null ? [] : clocks.map((clock) => setOf(clock, rules));
  return { part: { ...part, ...NO_CLOCKS }, said, writes };
}

const NO_CLOCKS = { clocks: [], alerted: [], asked: [], nextDate: null, demand: null } as const;

const off = (clock: Clock): Clock => ({ ...clock, expiresOn: null, provisional: false, state: 'off' });

function hasChanged({ clocks }: ClockPart, clock: Clock): boolean {
  const known = clocks.find(({ clockId }) => clockId === clock.clockId);
  return (
    known === undefined ||
    known.startsOn !== clock.startsOn ||
    known.expiresOn !== clock.expiresOn ||
    known.provisional !== clock.provisional ||
    known.state !== clock.state
  );
}

type Mover = Readonly<{ clock: Clock; act: Act }>;

function moversOf({ moved }: ClockPart, clocks: readonly Clock[], acts: readonly Act[]): readonly Mover[] {
  return clocks.flatMap((clock) => {
    const act = acts.find(({ actId }) => actId === clock.by);
    return act === undefined || moved.includes(`${clock.clockId}:${act.actId}`) ? [] : [{ clock, act }];
  });
}

const setOf = (clock: Clock, { jurisdiction }: LimitationRules): Said => {
  const { clockId, claim, startsOn, expiresOn, provisional, state, by: actId, policy } = clock;
  return {
    type: 'limitation-set',
    data: { clockId, claim, jurisdiction, startsOn, expiresOn, provisional, state, actId, policy },
  };
};

const interruptedOf = ({
  clock: { clockId, claim, expiresOn },
  act: { actId, kind: act, on, proof },
}: Mover): Said => ({
  type: 'limitation-interrupted',
  data: { clockId, claim, actId, act, on, expiresOn, proof },
});

const runningEnds = (clocks: readonly Clock[]): readonly CalendarDate[] =>
  clocks.flatMap(({ state, expiresOn }) => (state === 'running' && expiresOn !== null ? [expiresOn] : []));

/** Until when the bank must sue, so that what it has asked for counts. */
function suitDates(
  acts: readonly Act[],
  clocks: readonly Clock[],
  rules: LimitationRules,
  { policies }: LoanView,
  on: CalendarDate,
): readonly CalendarDate[] {
  const runs = clocks.some(({ state }) => state === 'running');
  return acts.flatMap((act) => {
    const rule = rules.restart[act.kind];
    if (!runs || rule === undefined || rule === true) return [];
    const months = rule.ifSuedWithinMonths;
    const last = endOfPeriod(act.on, { months }, policies.book, rules.calendar, rules.weekendShifts).on;
    return last < on ? [] : [last];
  });
}

const firstOf = (days: readonly CalendarDate[]): CalendarDate | null => days.toSorted()[0] ?? null;
