import { gatheredOf, refusal, type Refused, withMore } from '../loan/gathered.js';
import type { LoanView, Write } from '../loan/part.js';
import { timelineOf } from '../loan/timeline.js';
import { workDone, workWanted } from '../loan/work.js';
import type { LaneAt } from '../words.js';
import type { EnforcementCommand } from './commands.js';
import { courtTerm, objectionsOf } from './court-terms.js';
import { isGoingOn, type Made, ofRound, roundOf, rulesOf, withRound } from './round.js';
import { objectionRow } from './rows.js';
import type { Enforcement, EnforcementPart, Objection } from './types.js';

type Command<K extends EnforcementCommand['kind']> = Extract<EnforcementCommand, { kind: K }>;

/** The court has told the debtor to perform. */
export function noticed(
  part: EnforcementPart,
  { enforcementId, on, proof, by }: Command<'court-notice'>,
  { loanId }: LoanView,
  { openDay }: LaneAt,
): Made | Refused {
  const round = roundOf(part, enforcementId);
  if (round === undefined) return refusal('no-such-enforcement');
  if (on > openDay) return refusal('in-the-future');
  if (on < round.on) return refusal('before-it-began');
  return withMore(gatheredOf(withRound(part, { noticedOn: on, ...round })), {
    writes: [
      timelineOf('court-notice', { enforcementId, on, proof, by }, null),
      workDone({ loanId, about: enforcementId, kind: 'notice-late' }, 'noticed', openDay),
    ],
  });
}

/** Somebody is against what the court does: a party, or an outsider who says that a thing is not the debtor's. */
export function objected(
  part: EnforcementPart,
  { enforcementId, objectionId, side, on, proof, by }: Command<'objection'>,
  view: LoanView,
  { openDay }: LaneAt,
): Made | Refused {
  const round = roundOf(part, enforcementId);
  if (round === undefined) return refusal('no-such-enforcement');
  if (!isGoingOn(round)) return refusal('round-over');
  if (on > openDay) return refusal('in-the-future');
  if (on < round.on) return refusal('before-it-began');
  if (objectionsOf(round).some((one) => one.objectionId === objectionId)) return refusal('objection-exists');
  const due = courtTerm('decision', on, rulesOf(view, round), view.policies.book);
  if (due === null) return refusal('other-law');
  const objection: Objection = { objectionId, side, on, state: 'raised', outcome: null, due, told: false };
  const said = { objectionId, side, on, dueOn: due.on, provisional: due.provisional };
  return withMore(objectionStands(part, round, objection, view), {
    said: [ofRound(round, 'objection-raised', said)],
    writes: [timelineOf('objection', { enforcementId, objectionId, side, on, due, proof, by }, null)],
  });
}

/** The court has decided on it: what is against the bank can be fought for so many days of the decision's service. */
export function objectionDecided(
  part: EnforcementPart,
  { enforcementId, objectionId, outcome, on, proof, by }: Command<'objection-decided'>,
  view: LoanView,
  { openDay }: LaneAt,
): Made | Refused {
  const found = objectionIn(part, enforcementId, objectionId);
  if (found === null) return refusal('no-such-objection');
  const { round, objection } = found;
  if (objection.state !== 'raised') return refusal('objection-decided');
  if (on > openDay) return refusal('in-the-future');
  if (on < objection.on) return refusal('before-it-began');
  const due = courtTerm(objection.side, on, rulesOf(view, round), view.policies.book);
  if (due === null) return refusal('other-law');
  const item = { loanId: view.loanId, about: objectionId };
  const because = HOW[objection.side];
  const fight = { ...item, kind: 'fight-objection', team: 'legal' as const, dueOn: due.on, because, openedOn: openDay };
  const { side } = objection;
  const said = { objectionId, side, outcome, on, dueOn: due.on, provisional: due.provisional };
  return withMore(objectionStands(part, round, { ...objection, state: 'decided', outcome, due }, view), {
    said: [ofRound(round, 'objection-decided', said)],
    writes: [
      timelineOf('objection-decided', { enforcementId, objectionId, outcome, on, due, proof, by }, null),
      workDone({ ...item, kind: 'objection-late' }, 'decided', openDay),
      ...(outcome === 'upheld' ? [workWanted(fight)] : []),
    ],
  });
}

/** A decision on what a party says is reviewed by a higher court; on what an outsider says there is a suit. */
const HOW = { party: 'review', outsider: 'suit' } as const;

/** It has been fought, by whoever it is against. */
export function objectionFought(
  part: EnforcementPart,
  { enforcementId, objectionId, on, proof, by }: Command<'objection-fought'>,
  view: LoanView,
  { openDay }: LaneAt,
): Made | Refused {
  const found = objectionIn(part, enforcementId, objectionId);
  if (found === null) return refusal('no-such-objection');
  const { round, objection } = found;
  if (objection.state === 'raised') return refusal('not-decided');
  if (objection.state === 'fought') return refusal('objection-fought');
  if (on > openDay) return refusal('in-the-future');
  // Where the calendar is not announced nobody knows that it was too late.
  if (on > objection.due.on && !objection.due.provisional) return refusal('too-late');
  const { loanId } = view;
  const said = { objectionId, outcome: objection.outcome, how: 'fought', on };
  return withMore(objectionStands(part, round, { ...objection, state: 'fought' }, view), {
    said: [ofRound(round, 'objection-ended', said)],
    writes: [
      timelineOf('objection-fought', { enforcementId, objectionId, on, proof, by }, null),
      ...['fight-objection', 'objection-lapsed'].map((kind) =>
        workDone({ loanId, about: objectionId, kind }, 'fought', openDay),
      ),
    ],
  });
}

function objectionIn(part: EnforcementPart, enforcementId: string, objectionId: string) {
  const round = roundOf(part, enforcementId);
  const objection = round && objectionsOf(round).find((one) => one.objectionId === objectionId);
  return round === undefined || objection === undefined ? null : { round, objection };
}

/** An objection as it stands from now on, and its row. */
export const objectionStands = (
  part: EnforcementPart,
  round: Enforcement,
  objection: Objection,
  view: LoanView,
): Made =>
  withMore(gatheredOf(withObjection(part, round, objection)), { writes: [objectionRow(view, round, objection)] });

/** Another lawyer has the case: the calendars go by it. */
export const objectionRows = ({ rounds }: EnforcementPart, view: LoanView): readonly Write[] =>
  rounds
    .filter(({ caseId }) => caseId === view.parts.matter.matter?.caseId)
    .flatMap((round) => objectionsOf(round).map((objection) => objectionRow(view, round, objection)));

const withObjection = (part: EnforcementPart, round: Enforcement, objection: Objection): EnforcementPart => {
  const others = objectionsOf(round).filter(({ objectionId }) => objectionId !== objection.objectionId);
  return withRound(part, { ...round, objections: [...others, objection] });
};
