import { type CalendarDate, id128, type LoanId } from '@mora/kernel';
import type { LoanView, Said, Write } from '../loan/part.js';
import { timelineOf } from '../loan/timeline.js';
import { workWanted } from '../loan/work.js';
import { rulesFor } from '../products.js';
import { noticeOf } from './alerts.js';
import type { ClockCommand } from './commands.js';
import { actSettled, actShown } from './open-acts.js';
import { actRow } from './rows.js';
import type { Act, ClockPart } from './types.js';

type Taken = Readonly<{ part: ClockPart; said?: readonly Said[]; writes?: readonly Write[] }>;
type Command<K extends ClockCommand['kind']> = Extract<ClockCommand, { kind: K }>;

/** What people have said of the periods; a text is why it is refused. The periods themselves are folded behind it. */
export function said(part: ClockPart, command: ClockCommand, view: LoanView, openDay: CalendarDate): Taken | string {
  switch (command.kind) {
    case 'record-act':
      return recorded(part, command.act, view, command.by, openDay);
    case 'act-ended':
      return actEnded(part, command, view, openDay);
    case 'void-act':
      return voided(part, command, view, openDay);
    case 'obstacle':
      return obstructed(part, command, openDay);
    case 'obstacle-ended':
      return obstacleEnded(part, command, openDay);
    case 'accelerate': {
      const { on, proof, by } = command;
      if (on > openDay) return 'in-the-future';
      // A later day would give the period more time than it has; the same one said again says nothing new.
      if (part.acceleratedOn !== null) return part.acceleratedOn === on ? { part } : 'accelerated-already';
      const called = { acceleratedBy: by, ...part, acceleratedOn: on };
      return { part: called, writes: [timelineOf('accelerated', { on, proof, by }, null)] };
    }
    case 'void-acceleration':
      return uncalled(part, command, view, openDay);
    case 'guarantee-term': {
      const { term, by } = command;
      const others = part.guarantees.filter(({ guarantorId }) => guarantorId !== term.guarantorId);
      const guarantees = [...others, term].toSorted((a, b) => (a.guarantorId < b.guarantorId ? -1 : 1));
      return { part: { ...part, guarantees }, writes: [timelineOf('guarantee-term', { ...term, by }, null)] };
    }
    case 'demand':
      return demanded(part, command, view, openDay);
    case 'recompute':
      return { part };
  }
}

function recorded(part: ClockPart, act: Act, { loanId }: LoanView, by: string, openDay: CalendarDate): Taken | string {
  const { until, on, actId } = act;
  if (on > openDay || (until !== null && until !== 'open' && until > openDay)) return 'in-the-future';
  if (until !== null && until !== 'open' && until < on) return 'ends-before-it-begins';
  if (part.acts.some((known) => known.actId === actId)) return 'act-exists';
  const { kind, proof, against, guarantorId = null } = act;
  if (against === 'guarantor' && guarantorId === null) return 'guarantor-unnamed';
  const line = timelineOf('act-recorded', { actId, kind, on, until, guarantorId, proof, by }, null);
  const shown = until === 'open' ? [actShown(loanId, act, openDay)] : [];
  return { part: { ...part, acts: [...part.acts, act] }, writes: [actRow(loanId, act), line, ...shown] };
}

function actEnded(
  part: ClockPart,
  { actId, on, by }: Command<'act-ended'>,
  { loanId }: LoanView,
  openDay: CalendarDate,
): Taken | string {
  const known = part.acts.find((act) => act.actId === actId && act.from === 'staff' && act.until === 'open');
  if (known === undefined) return 'no-such-act';
  if (on > openDay) return 'in-the-future';
  if (on < known.on) return 'ends-before-it-begins';
  const ended: Act = { ...known, until: on };
  return {
    part: { ...part, acts: part.acts.map((act) => (act === known ? ended : act)) },
    writes: [
      actRow(loanId, ended),
      timelineOf('act-ended', { actId, on, by }, null),
      actSettled(loanId, actId, 'ended', openDay),
    ],
  };
}

/** It was never so. What rests on it in court stays there, and a supervisor has to look at it. */
function voided(part: ClockPart, command: Command<'void-act'>, view: LoanView, openDay: CalendarDate): Taken | string {
  const { actId, because, by } = command;
  const act = part.acts.find((known) => known.actId === actId && known.from === 'staff');
  if (act === undefined) return 'no-such-act';
  const { loanId } = view;
  const rested = part.clocks.some((clock) => clock.by === actId);
  const filed = view.parts.proceedings.proceedings.filter(
    ({ state, filedOn }) => state === 'open' && filedOn >= act.on,
  );
  const writes = (rested ? filed : []).map(({ proceedingId }) => filedOnIt(loanId, proceedingId, because, openDay));
  const settled = act.until === 'open' ? [actSettled(loanId, actId, 'voided', openDay)] : [];
  const line = timelineOf('act-voided', { actId, because, by }, null);
  const acts = part.acts.filter((known) => known !== act);
  const moved = part.moved.filter((key) => !key.endsWith(`:${actId}`));
  return {
    part: { ...part, acts, moved },
    writes: [actRow(loanId, act, true), line, ...settled, ...writes],
  };
}

/** The debt was not called on that day. It takes another person, as a period that has run out goes with it. */
function uncalled(
  { acceleratedBy, ...part }: ClockPart,
  { because, by }: Command<'void-acceleration'>,
  { loanId, parts }: LoanView,
  openDay: CalendarDate,
): Taken | string {
  const { acceleratedOn } = part;
  if (acceleratedOn === null) return 'not-accelerated';
  if (acceleratedBy === by) return 'own-acceleration';
  const filed = parts.proceedings.proceedings.filter(
    ({ state, filedOn }) => state === 'open' && filedOn >= acceleratedOn,
  );
  const clock = part.clocks.find(({ claim }) => claim === 'accelerated');
  const moved = part.moved.filter((key) => clock === undefined || !key.startsWith(`${clock.clockId}:`));
  return {
    part: { ...part, acceleratedOn: null, moved },
    writes: [
      timelineOf('acceleration-voided', { on: acceleratedOn, because, by }, null),
      ...filed.map(({ proceedingId }) => filedOnIt(loanId, proceedingId, because, openDay)),
    ],
  };
}

/** What rests in court on something that was never so is for a supervisor. */
const filedOnIt = (loanId: LoanId, about: string, because: string, on: CalendarDate): Write =>
  workWanted({ loanId, about, kind: 'filed-on-voided-act', team: 'supervisor', dueOn: on, because, openedOn: on });

function obstructed(part: ClockPart, command: Command<'obstacle'>, openDay: CalendarDate): Taken | string {
  const { obstacleId, obstacle: kind, from, proof, by } = command;
  if (from > openDay) return 'in-the-future';
  const obstacles = [...part.obstacles, { obstacleId, kind, from, until: null, proof }];
  return {
    part: { ...part, obstacles },
    writes: [timelineOf('obstacle', { obstacleId, kind, from, proof, by }, null)],
  };
}

function obstacleEnded(part: ClockPart, command: Command<'obstacle-ended'>, openDay: CalendarDate): Taken | string {
  const { obstacleId, on, by } = command;
  const known = part.obstacles.find((one) => one.obstacleId === obstacleId && one.until === null);
  if (known === undefined) return 'no-such-obstacle';
  if (on > openDay) return 'in-the-future';
  if (on < known.from) return 'ends-before-it-begins';
  const obstacles = part.obstacles.map((one) => (one === known ? { ...one, until: on } : one));
  return { part: { ...part, obstacles }, writes: [timelineOf('obstacle-ended', { obstacleId, on, by }, null)] };
}

function demanded(part: ClockPart, command: Command<'demand'>, view: LoanView, openDay: CalendarDate): Taken | string {
  const { clockId, role, by } = command;
  const rules = rulesFor(view.policies, view.parts.ledger);
  const clock = part.clocks.find((one) => one.clockId === clockId && one.state === 'running');
  if (rules === null || clock === undefined) return 'no-such-clock';
  if (!rules.demand.claims.includes(clock.claim)) return 'demand-of-no-effect';
  if (part.demand !== null) return 'demand-open';
  const requestId = id128('legal', 'demand', clockId, role, view.eventId);
  return {
    part: { ...part, demand: { requestId, clockId, on: openDay } },
    said: [noticeOf(requestId, role, rules, openDay)],
    writes: [timelineOf('demand-asked', { requestId, clockId, role, by }, clock.policy)],
  };
}
