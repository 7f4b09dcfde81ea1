import { addDays, type CalendarDate, latest } from '@mora/kernel';
import { armOf } from '../strategy/arm.js';
import { longestLead } from '../strategy/plan.js';
import type { LoanView, Said, Step } from './part.js';
import { daysPastDueOn } from './parts/arrears.js';
import type { LadderPart } from './parts/ladder.js';
import { nextDue } from './parts/ledger.js';
import { channelsOf, type Close, contactIdOf, plan, wanted, withdrawn } from './planned-step.js';
import { reanchored, type Rung } from './rungs.js';
import { neverLeft, STOPPING } from './still-wanted.js';

/** The close of a day: what was given back is asked for again, else the strategy says what comes next. */
export function climb(known: LadderPart, day: CalendarDate, view: LoanView): Step<LadderPart> {
  const strategy = view.policies.strategies.inForceOn(day);
  const close: Close = { day, view, strategy, ...armOf(strategy, view.loanId) };
  const moved = anchored(known, close);
  const { part, said } = cleared(moved.part, close);
  const again = askedAgain(part, close);
  const planned = again ?? plan(part, close);
  return {
    ...planned,
    said: [...moved.said, ...said, ...(planned.said ?? [])],
    ...reviewOf(planned.part, close),
  };
}

type Told = Readonly<{ part: LadderPart; said: readonly Said[] }>;

/** Another episode begins anew; within one, a younger debt opens the later steps again. */
function anchored(part: LadderPart, close: Close): Told {
  const { arrears, ledger } = close.view.parts;
  const { episode } = arrears;
  const episodeId = episode?.id ?? null;
  const anchor =
    episode === null ? (nextDue(ledger, close.day)?.dueOn ?? null) : (episode.oldestUnpaidOn ?? part.anchor);
  if (episodeId === part.episodeId && anchor === part.anchor) return { part, said: [] };
  if (episodeId !== null && episodeId === part.episodeId) {
    const rungs = reanchored(part.rungs, daysPastDueOn(arrears, close.day));
    return { part: { ...part, anchor, rungs }, said: [] };
  }
  const open = part.rungs.filter(({ state }) => state === 'open');
  const rungs = episode?.cutOver === true ? taken(close) : [];
  return {
    part: { ...part, episodeId, anchor, rungs, failedTries: 0 },
    said: open.map((rung) => withdrawn(rung, close.view, 'overtaken')),
  };
}

/** Nobody is dunned for the past: a loan that comes over goes on where its days would have brought it. */
function taken({ strategy, view, day, arm }: Close): readonly Rung[] {
  const daysPastDue = daysPastDueOn(view.parts.arrears, day);
  return Object.entries(strategy.steps)
    .filter(([, { takenAsDoneFrom }]) => takenAsDoneFrom !== null && daysPastDue >= takenAsDoneFrom)
    .map(([step, { takenAsDoneFrom }]) => ({
      step,
      contactId: '',
      personId: null,
      role: 'borrower',
      on: day,
      lapsesOn: day,
      daysPastDue: takenAsDoneFrom ?? 0,
      arm,
      channel: null,
      tries: 0,
      state: 'before',
    }));
}

/** What was stopped during the day is over; so is what nobody has answered until its last day, and what never left. */
function cleared(part: LadderPart, { day, view }: Close): Told {
  const ends = (rung: Rung): boolean =>
    rung.state === 'used'
      ? neverLeft(rung, view)
      : (rung.state === 'open' || rung.state === 'returned') && (view.stopped || rung.lapsesOn < day);
  const ended = part.rungs.filter(ends);
  if (ended.length === 0) return { part, said: [] };
  const late = view.stopped ? [] : ended.filter(({ state }) => state === 'open');
  return {
    part: { ...part, rungs: part.rungs.map((rung) => (ends(rung) ? { ...rung, state: 'unused' } : rung)) },
    said: late.map((rung) => withdrawn(rung, view, 'lapsed')),
  };
}

/** The mark came too late for the day: the same contact is wanted again, as soon as the gate allows. */
function askedAgain(part: LadderPart, close: Close): Step<LadderPart> | null {
  const returned = part.rungs.filter(({ state }) => state === 'returned');
  if (returned.length === 0 || close.view.flags.some((flag) => STOPPING.includes(flag))) return null;
  const said: Said[] = [];
  const rungs = part.rungs.map((rung): Rung => {
    const step = close.strategy.steps[rung.step];
    if (rung.state !== 'returned' || step === undefined) return rung;
    // Somebody has taken it over since: the message is not his to send.
    if (channelsOf(step, close.view).length === 0) return { ...rung, state: 'unused' };
    const days = { on: close.day, lapsesOn: latest(rung.lapsesOn, addDays(close.day, 1)) };
    const next: Rung = { ...rung, ...days, channel: null, state: 'open', tries: rung.tries + 1 };
    const named = { ...next, contactId: contactIdOf(part, next, close.view.loanId) };
    said.push(wanted(named, { ...step, at: null }, part, close));
    return named;
  });
  return { part: { ...part, rungs }, said };
}

/** A loan that is behind is looked at daily; one that is not, when an instalment comes near. */
function reviewOf(part: LadderPart, { day, view, strategy }: Close): Readonly<{ reviewOn?: CalendarDate }> {
  const { arrears, ledger } = view.parts;
  if (ledger.status !== 'active') return {};
  const next = addDays(day, 1);
  if (arrears.episode !== null || part.rungs.some(({ state }) => state === 'open')) return { reviewOn: next };
  const due = nextDue(ledger, day);
  return due === null ? {} : { reviewOn: latest(next, addDays(due.dueOn, -longestLead(strategy))) };
}
