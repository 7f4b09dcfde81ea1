import { addDays, type CalendarDate, latest } from '@mora/kernel';
import { isHeld } from '../loan/held.js';
import type { LoanView } from '../loan/part.js';
import { STREAM_OF } from '../loan/parts/elsewhere.js';
import { neverAskedOn } from '../loan/parts/notices.js';
import { timelineOf } from '../loan/timeline.js';
import { workDone, workWanted } from '../loan/work.js';
import { reachedNobodyOn } from '../offers/terms.js';
import type { FailReason, LaneAt, Outcome } from '../words.js';
import { CLEARANCE_WORK } from './clearance.js';
import { roundRow } from './rows.js';
import { changed, type RoundStep, type Scene } from './step.js';
import type { Round, RoundPart } from './types.js';

type Closing = NonNullable<Round['closing']>;

const KEPT = 20;
const WORK = ['negotiation', 'team-wanted', 'round-late', 'offer-anew', ...CLEARANCE_WORK] as const;

/** The negotiation that is open has ended on a day. */
export function over(part: RoundPart, outcome: Outcome, on: CalendarDate, { view, at }: Scene): RoundStep {
  const { open } = part;
  if (open === null) return { part };
  const { roundId, episodeId, legal, policy } = open;
  const { loanId } = view;
  return {
    part: { open: null, closed: [...part.closed, { roundId, episodeId, outcome, on }].slice(-KEPT) },
    writes: [
      roundRow(loanId, open, { outcome, on }),
      ...WORK.map((kind) => workDone({ loanId, about: roundId, kind }, outcome, at.openDay)),
      timelineOf('round-closed', { roundId, outcome, on }, policy),
    ],
    tell: [{ kind: 'round-over', roundId, outcome, on, legal }],
    // At the next close it is looked whether another one is wanted.
    reviewOn: at.openDay,
  };
}

/** It is going to end by silence; what was to end it before another day did so first. */
export function endingBy(part: RoundPart, outcome: FailReason, on: CalendarDate, { at }: Scene): RoundStep {
  const { open } = part;
  if (open === null || (open.closing !== null && open.closing.on <= on)) return { part };
  return { part: changed(part, { ...open, closing: { outcome, on } }), reviewOn: latest(on, at.openDay) };
}

/** Whether all that outreach can say of a day has come, or it has been silent for too long to be waited for. */
export function isSettled(on: CalendarDate, upTo: CalendarDate, { knownUpTo }: LaneAt, silenceDays: number): boolean {
  const known = knownUpTo[STREAM_OF.outreach];
  return known === undefined || known >= on || known < addDays(upTo, -silenceDays);
}

/**
 * What has ended by silence has, once nothing more of its day can come: at the close of a day, or with a mark. Whether a
 * hold excuses it is judged then too, by the days of the holds and not by when they became known.
 */
export function concluded(part: RoundPart, upTo: CalendarDate, scene: Scene): RoundStep {
  const { open } = part;
  const closing = open?.closing ?? null;
  if (open === null || closing === null || closing.on > upTo) return { part };
  const { informingSilenceDays } = scene.view.policies.rounds;
  if (!isSettled(closing.on, upTo, scene.at, informingSilenceDays)) return { part };
  return isExcused(open, closing, scene)
    ? goesOn(part, open, closing, scene)
    : over(part, closing.outcome, closing.on, scene);
}

/** How often the borrower did not come; who does not come under a hold has missed nothing. */
export const missedBy = (round: Round, { view }: Scene): number =>
  round.appointments.filter(({ outcome, endedOn }) => {
    return outcome === 'no-show' && endedOn !== null && !isHeld(seen(round, view), endedOn);
  }).length;

function isExcused(open: Round, { outcome, on }: Closing, scene: Scene): boolean {
  if (outcome === 'no-show') return missedBy(open, scene) < scene.view.policies.rounds.appointmentNoShows;
  const { elsewhere } = scene.view.parts;
  if (outcome === 'documents-missing' && isUpTo(neverAskedOn(elsewhere), on)) return true;
  if (outcome === 'expired' && hasSeenNone(open, on, scene.view)) return true;
  return isHeld(seen(open, scene.view), on);
}

const isUpTo = (said: CalendarDate | null, on: CalendarDate): boolean => said !== null && said <= on;

/** Silence is no answer to what has reached nobody, as far as outreach has said up to the day on which it ends. */
function hasSeenNone({ roundId }: Round, on: CalendarDate, view: LoanView): boolean {
  const shown = view.parts.offers.offers.filter((one) => one.roundId === roundId && one.state === 'expired');
  return shown.length > 0 && shown.every((offer) => isUpTo(reachedNobodyOn(offer, view), on));
}

const seen = (open: Round, { parts }: LoanView) => ({ elsewhere: parts.elsewhere, round: { open, closed: [] } });

/** Under a hold nothing runs out: the negotiation goes on, and the bank has to offer anew. */
function goesOn(part: RoundPart, open: Round, { outcome, on }: Closing, scene: Scene): RoundStep {
  const { view, at } = scene;
  const { roundId, dueOn } = open;
  const anew = { loanId: view.loanId, about: roundId, kind: 'offer-anew', openedOn: at.openDay } as const;
  return {
    part: changed(part, { ...open, noShows: missedBy(open, scene), closing: null }),
    writes: [
      workWanted({ ...anew, team: 'credit', dueOn, because: outcome }),
      timelineOf('ending-excused', { roundId, outcome, on }, null),
    ],
  };
}
