import { addDays, type CalendarDate, id128, type LoanId } from '@mora/kernel';
import { isHeldUpstream, UNBINDING, holdsOn } from '../loan/held.js';
import { isPaused } from '../loan/parts/ledger.js';
import { timelineOf } from '../loan/timeline.js';
import { workWanted } from '../loan/work.js';
import type { LegalRef, PolicyRef } from '../words.js';
import type { RoundCommand } from './commands.js';
import { settled } from './holds.js';
import { cooledOn, nextLook, openingFacts, rowFor } from './opening.js';
import { isOpenPlan } from './open-plan.js';
import { refusedToLegal, whyNeverForLegal } from './refused.js';
import { roundRow } from './rows.js';
import type { OpeningRow } from './rules.js';
import { type RoundStep, type Scene, then } from './step.js';
import type { Round, RoundPart } from './types.js';

/** The id of a negotiation follows from what has opened it. */
export const roundIdOf = (loanId: LoanId, eventId: string): string => id128('round', loanId, eventId);

/** The close of a day on which none is open: the first row of the policy that speaks of the loan opens one. */
export function beginByPolicy(part: RoundPart, day: CalendarDate, scene: Scene): RoundStep {
  const { parts, policies } = scene.view;
  const refused = whyNeverForLegal(scene);
  if (refused !== null) return refusedToLegal(part, refused, day, scene);
  const rules = policies.opening;
  const facts = openingFacts(parts, day, policies.rounds.tally);
  const look = nextLook(parts, rules, facts, day);
  const later: RoundStep = { part, ...(look !== null && { reviewOn: look }) };
  const row = whyNoRound(scene, day) === null ? rowFor(rules, facts) : null;
  if (row === null) return later;
  const ask = parts.elsewhere.legal.find(({ opened }) => !opened) ?? null;
  const by = openedBy(row);
  if (parts.arrears.episode === null && by !== 'borrower') return later;
  if (by === 'policy' && (cooledOn(part, rules) ?? day) > day) return later;
  return begun(part, scene, {
    by,
    because: row.open,
    reason: null,
    legal: by === 'legal' ? (ask?.ref ?? null) : null,
    dueOn: addDays(day, row.dueDays),
    selfService: row.mode === 'self-service',
    policy: { id: rules.id, version: rules.version, rule: row.rule },
    openedOn: day,
    inputs: facts,
  });
}

const openedBy = ({ when }: OpeningRow): Round['by'] => {
  if (when.legal === true) return 'legal';
  return when.hardship === true ? 'borrower' : 'policy';
};

type Open = Extract<RoundCommand, { kind: 'open' }>;

/** Somebody asks for one: only the borrower before anything is overdue, and the bank not again at once. */
export function beginByHand(part: RoundPart, command: Open, scene: Scene): RoundStep {
  const { view, at } = scene;
  const { arrears } = view.parts;
  const rules = view.policies.opening;
  const because = part.open === null ? whyNoRound(scene, at.openDay) : 'round-open';
  if (because !== null) return { part, refuse: { because } };
  if (arrears.episode === null && command.who !== 'borrower') return { part, refuse: { because: 'nothing-overdue' } };
  const cooled = cooledOn(part, rules);
  if (command.who === 'staff' && cooled !== null && cooled > at.openDay) {
    return { part, refuse: { because: 'cooling-down', detail: `the bank may open another on ${cooled}` } };
  }
  return begun(part, scene, {
    by: command.who,
    because: command.because,
    reason: command.reason,
    legal: command.legal,
    dueOn: addDays(at.openDay, rules.dueDays),
    selfService: false,
    policy: null,
    openedOn: at.openDay,
    inputs: { by: command.by },
  });
}

/** Why none can be opened on a day, whoever asks for it; null where one can. */
function whyNoRound({ view: { parts } }: Scene, day: CalendarDate): string | null {
  if (parts.plans.plans.some(isOpenPlan)) return 'plan-open';
  if (parts.ledger.status !== 'active') return 'loan-ended';
  if (isHeldUpstream(parts)) return 'not-known-yet';
  if (isPaused(parts.ledger, day)) return 'held';
  return holdsOn(parts, day).some(({ kind }) => UNBINDING.includes(kind)) ? 'held' : null;
}

type Beginning = Pick<Round, 'by' | 'because' | 'reason' | 'legal' | 'dueOn' | 'selfService' | 'policy' | 'openedOn'> &
  Readonly<{ policy: PolicyRef | null; legal: LegalRef | null; inputs: object }>;

function begun(part: RoundPart, scene: Scene, { inputs, reason, ...beginning }: Beginning): RoundStep {
  const { loanId, eventId, parts, policies } = scene.view;
  const { hardship, reason: heard } = parts.elsewhere;
  const round: Round = {
    ...beginning,
    roundId: roundIdOf(loanId, eventId),
    episodeId: parts.arrears.episode?.id ?? null,
    state: 'opened',
    reason: reason ?? hardship?.reason ?? heard,
    credit: null,
    service: null,
    responsible: null,
    holds: [],
    held: [],
    appointments: [],
    noShows: 0,
    closing: null,
    late: false,
  };
  const { roundId, episodeId, by, because, dueOn, policy, legal, openedOn } = round;
  const team = { credit: null, service: null };
  const about = { loanId, about: roundId, openedOn };
  const step: RoundStep = {
    part: { ...part, open: round },
    said: [
      {
        type: 'opened',
        data: {
          roundId,
          episodeId,
          by,
          because,
          reasonForDelinquency: round.reason,
          team,
          responsible: null,
          dueOn,
          policy,
          reference: legal,
        },
      },
    ],
    writes: [
      roundRow(loanId, round),
      workWanted({ ...about, kind: 'negotiation', team: 'service', dueOn, because }),
      ...(round.selfService
        ? []
        : [
            workWanted({
              ...about,
              kind: 'team-wanted',
              team: 'supervisor',
              dueOn: addDays(openedOn, policies.opening.teamDays),
              because,
            }),
          ]),
      timelineOf('round-opened', { roundId, because, ...inputs }, policy),
    ],
    tell: [{ kind: 'round-opened', roundId, legal }],
  };
  return then(step, (next) => settled(next, openedOn, scene));
}
