import { addDays, type CalendarDate, daysBetween, id128 } from '@mora/kernel';
import type { LoanView, Said, Write } from '../loan/part.js';
import { workDone, workWanted } from '../loan/work.js';
import type { LimitationRules } from './rules.js';
import type { Clock, ClockPart } from './types.js';

type Asking = Readonly<{ part: ClockPart; view: LoanView; rules: LimitationRules; on: CalendarDate }>;

export type Alerts = Readonly<{
  alerted: readonly string[];
  asked: readonly string[];
  demand: ClockPart['demand'];
  said: readonly Said[];
  writes: readonly Write[];
  isSame: boolean;
}>;

type Due = Readonly<{ clock: Clock; expiresOn: CalendarDate; level: number; key: string }>;

/** The tightest of the days before the end that has come; nought where it has run out, null where none has come yet. */
export function levelOf(expiresOn: CalendarDate, { alerts }: Pick<LimitationRules, 'alerts'>, on: CalendarDate) {
  const left = daysBetween(on, expiresOn);
  if (left < 0) return 0;
  const come = alerts.filter((level) => left <= level);
  return come.length === 0 ? null : Math.min(...come);
}

/** Outreach lapses what it could not send by then; it may not run at all. */
const answerBy = ({ on }: NonNullable<ClockPart['demand']>, { demand }: LimitationRules): CalendarDate =>
  addDays(on, demand.deadlineDays + 2);

/** When a period has to be looked at next: nobody looks at it in between. */
export function nextLook(
  clocks: readonly Clock[],
  demand: ClockPart['demand'],
  rules: LimitationRules,
  on: CalendarDate,
): CalendarDate | null {
  const { alerts } = rules;
  const ends = clocks.flatMap(({ state, expiresOn }) =>
    state !== 'running' || expiresOn === null
      ? []
      : [...alerts.map((level) => addDays(expiresOn, -level)), addDays(expiresOn, 1)],
  );
  const days = demand === null ? ends : [...ends, addDays(answerBy(demand, rules), 1)];
  return days.filter((day) => day > on).toSorted()[0] ?? null;
}

/** What is said of periods that are about to lapse: each level once, and of several that have come the tightest. */
export function alertsOf(asking: Asking): Alerts {
  const { part, view, rules, on } = asking;
  const due = part.clocks.flatMap((clock) => dueOf(clock, rules, on));
  const fresh = due.filter(({ key }) => !part.alerted.includes(key));
  const { demand: open, writes: ended } = pendingOf(asking);
  const asked = open === null ? demandFor(due, asking) : null;
  const stillAt = new Set(due.map(({ key }) => key));
  const over = part.alerted.filter((key) => !stillAt.has(key));
  const settled = over
    .map((key) => key.split(':')[0] as string)
    .filter((clockId) => due.every(({ clock }) => clock.clockId !== clockId));
  return {
    alerted: due.map(({ key }) => key),
    asked: asked?.keys ?? part.asked.filter((key) => stillAt.has(key)),
    demand: asked?.demand ?? open,
    said: [...fresh.map((one) => atRisk(one, on, asked?.clockId === one.clock.clockId)), ...(asked?.said ?? [])],
    writes: [
      ...fresh.map((one) => wantedFor(one, view, on)),
      ...settled.map((about) => workDone({ loanId: view.loanId, about, kind: 'limitation-at-risk' }, 'moved', on)),
      ...ended,
    ],
    isSame: fresh.length + over.length === 0 && open === part.demand && asked === null,
  };
}

function dueOf(clock: Clock, rules: LimitationRules, on: CalendarDate): readonly Due[] {
  const { clockId, expiresOn, state } = clock;
  if (expiresOn === null || (state !== 'running' && state !== 'expired')) return [];
  const level = levelOf(expiresOn, rules, on);
  return level === null ? [] : [{ clock, expiresOn, level, key: `${clockId}:${expiresOn}:${level}` }];
}

const atRisk = ({ clock, expiresOn, level }: Due, on: CalendarDate, demandAsked: boolean): Said => {
  const { clockId, claim, provisional } = clock;
  return { type: 'limitation-at-risk', data: { clockId, claim, expiresOn, provisional, level, on, demandAsked } };
};

const wantedFor = ({ clock, expiresOn, level }: Due, { loanId }: LoanView, on: CalendarDate): Write =>
  workWanted({
    loanId,
    about: clock.clockId,
    kind: 'limitation-at-risk',
    team: level === 0 ? 'supervisor' : 'legal',
    dueOn: level === 0 ? on : expiresOn,
    because: level === 0 ? 'expired' : `${level}-days`,
    openedOn: on,
  });

/** What has become of the demand that was asked for: one that has not arrived is for people. */
function pendingOf({ part, view, rules, on }: Asking): Pick<Alerts, 'demand' | 'writes'> {
  const { demand } = part;
  if (demand === null) return { demand, writes: [] };
  // What is asked for with this event is known there only behind it.
  const state = view.parts.elsewhere.notices[demand.requestId] ?? 'open';
  if (state === 'open' && on <= answerBy(demand, rules)) return { demand, writes: [] };
  const item = { loanId: view.loanId, about: demand.clockId, kind: 'demand-failed' };
  if (state === 'delivered') return { demand: null, writes: [workDone(item, state, on)] };
  const because = state === 'open' ? 'no-answer' : state;
  return { demand: null, writes: [workWanted({ ...item, team: 'legal', dueOn: on, because, openedOn: on })] };
}

type Asked = Readonly<{
  clockId: string;
  demand: NonNullable<ClockPart['demand']>;
  said: readonly Said[];
  /** What this letter is for, all of which it asks for. */
  keys: readonly string[];
}>;

/**
 * Of the claims that have come near their end the one that ends first is asked for once more, by letter. No hold stops
 * it, as it only keeps the claim; and what was not asked for while another letter was on its way is asked for behind it.
 */
function demandFor(due: readonly Due[], { part, rules, on }: Asking): Asked | null {
  const wanted = due.filter(
    ({ clock, level }) => level > 0 && level <= rules.demand.at && rules.demand.claims.includes(clock.claim),
  );
  const [first] = wanted
    .filter(({ key }) => !part.asked.includes(key))
    .toSorted((a, b) => (a.expiresOn < b.expiresOn ? -1 : 1));
  if (first === undefined) return null;
  const { clock, expiresOn, level } = first;
  const requestId = id128('legal', 'demand', clock.clockId, expiresOn, level);
  return {
    clockId: clock.clockId,
    demand: { requestId, clockId: clock.clockId, on },
    said: [noticeOf(requestId, 'borrower', rules, addDays(on, 1))],
    keys: wanted.map(({ key }) => key),
  };
}

/** What outreach is asked to send; the proof that it has arrived restarts the period. */
export function noticeOf(
  requestId: string,
  role: 'borrower' | 'co-borrower' | 'guarantor',
  { demand: { channels, deadlineDays } }: LimitationRules,
  notBefore: CalendarDate,
): Said {
  const deadline = addDays(notBefore, deadlineDays);
  const facts = { reference: requestId, deadline };
  const data = { requestId, purpose: 'statutory-notice', template: 'legal-demand', facts, role, channels };
  return { type: 'notice-requested', data: { ...data, notBefore, deadline, proof: 'delivered' } };
}
