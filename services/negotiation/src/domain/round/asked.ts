import { timelineOf } from '../loan/timeline.js';
import { workDone } from '../loan/work.js';
import type { RoundCommand } from './commands.js';
import { endingBy, missedBy, over } from './ending.js';
import { hasTeam } from './own-holds.js';
import { settled } from './holds.js';
import { roundRow } from './rows.js';
import { changed, ofRound, type RoundStep, type Scene, then } from './step.js';
import type { Round, RoundPart } from './types.js';

type Command<K extends RoundCommand['kind']> = Extract<RoundCommand, { kind: K }>;
type Asked = Command<'assign' | 'reason' | 'appointment' | 'appointment-outcome' | 'close-round'>;

const refuse = (part: RoundPart, because: string): RoundStep => ({ part, refuse: { because } });

/** What people ask of the negotiation that is open. */
export function asked(part: RoundPart, command: Asked, scene: Scene): RoundStep {
  const { open } = part;
  if (open === null) return refuse(part, 'no-round');
  switch (command.kind) {
    case 'assign':
      return assigned(part, open, command, scene);
    case 'reason':
      return reasoned(part, open, command, scene);
    case 'appointment':
      return appointed(part, open, command, scene);
    case 'appointment-outcome':
      return met(part, open, command, scene);
    case 'close-round': {
      if (open.state === 'awaiting') return refuse(part, 'plan-open');
      const { outcome, because, by } = command;
      const step = over(part, outcome, scene.at.openDay, scene);
      const why = timelineOf('round-closed-by-hand', { roundId: open.roundId, outcome, because, by }, null);
      return { ...step, writes: [...(step.writes ?? []), why] };
    }
  }
}

/** What is not named stays as it is. The two who judge and who speak must be two. */
function assigned(part: RoundPart, open: Round, command: Command<'assign'>, scene: Scene): RoundStep {
  const credit = command.credit ?? open.credit;
  const service = command.service ?? open.service;
  const responsible = command.responsible ?? open.responsible;
  if (credit !== null && credit === service) return refuse(part, 'same-person-twice');
  const round: Round = { ...open, credit, service, responsible };
  const { loanId } = scene.view;
  const { openDay } = scene.at;
  const step: RoundStep = {
    part: changed(part, round),
    said: [{ type: 'team-assigned', data: { ...ofRound(open), credit, service, responsible } }],
    writes: [
      roundRow(loanId, round),
      timelineOf('team-assigned', { roundId: open.roundId, credit, service, responsible, by: command.by }, null),
      ...(hasTeam(round) ? [workDone({ loanId, about: open.roundId, kind: 'team-wanted' }, 'assigned', openDay)] : []),
    ],
  };
  return then(step, (next) => settledToday(next, scene));
}

/** A delay of the bank that is mended ends today. */
function settledToday(part: RoundPart, scene: Scene): RoundStep {
  const { open } = part;
  if (open === null || open.holds.every(({ until }) => until !== null)) return { part };
  return settled(part, scene.at.openDay, scene, scene.at.openDay);
}

function reasoned(part: RoundPart, open: Round, { reason, by }: Command<'reason'>, { view }: Scene): RoundStep {
  const round: Round = { ...open, reason };
  return {
    part: changed(part, round),
    said: [{ type: 'reason-recorded', data: { ...ofRound(open), reason } }],
    writes: [roundRow(view.loanId, round), timelineOf('reason-recorded', { roundId: open.roundId, reason, by }, null)],
  };
}

function appointed(part: RoundPart, open: Round, command: Command<'appointment'>, { at }: Scene): RoundStep {
  const { appointmentId: id, at: instant, by } = command;
  if (instant <= at.now) return refuse(part, 'in-the-past');
  if (open.appointments.some((one) => one.id === id)) return refuse(part, 'appointment-known');
  const appointments = [...open.appointments, { id, at: instant, outcome: null, endedOn: null }];
  return {
    part: changed(part, { ...open, appointments }),
    said: [
      {
        type: 'appointment-set',
        data: { ...ofRound(open), appointmentId: id, at: new Date(instant).toISOString() },
      },
    ],
    writes: [timelineOf('appointment-set', { roundId: open.roundId, appointmentId: id, at: instant, by }, null)],
  };
}

/** What is missed under a hold is missed by nobody. */
function met(part: RoundPart, open: Round, command: Command<'appointment-outcome'>, scene: Scene): RoundStep {
  const { appointmentId: id, outcome, by } = command;
  const known = open.appointments.find((one) => one.id === id);
  if (known === undefined) return refuse(part, 'no-such-appointment');
  if (known.outcome !== null) return refuse(part, 'appointment-over');
  if (outcome !== 'moved' && known.at > scene.at.now) return refuse(part, 'not-yet');
  const { openDay: endedOn } = scene.at;
  const appointments = open.appointments.map((one) => (one.id === id ? { ...one, outcome, endedOn } : one));
  const round: Round = { ...open, appointments };
  const noShows = missedBy(round, scene);
  const step: RoundStep = {
    part: changed(part, { ...round, noShows }),
    said: [{ type: 'appointment-ended', data: { ...ofRound(open), appointmentId: id, outcome, noShows } }],
    writes: [timelineOf('appointment-ended', { roundId: open.roundId, appointmentId: id, outcome, noShows, by }, null)],
  };
  const isEnough = outcome === 'no-show' && noShows >= scene.view.policies.rounds.appointmentNoShows;
  if (!isEnough || open.state === 'awaiting') return step;
  return then(step, (next) => endingBy(next, 'no-show', endedOn, scene));
}
