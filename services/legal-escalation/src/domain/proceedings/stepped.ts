import type { CalendarDate, HolidayBook } from '@mora/kernel';
import type { LoanView } from '../loan/part.js';
import { timelineOf } from '../loan/timeline.js';
import type { LaneAt, Proof } from '../words.js';
import { actOf, telling } from './act.js';
import type { ProceedingCommand } from './commands.js';
import type { Refusal } from './conditions.js';
import { sued } from './filed.js';
import { and, type Made, nothingOf } from './made.js';
import type { Machine } from './machine.js';
import { moved } from './moved.js';
import { nextOf, type NoStep, stepOf } from './next.js';
import { entered, setAside } from './titles.js';
import type { JudgmentTitle, Proceeding, ProceedingsPart } from './types.js';

type Command<K extends ProceedingCommand['kind']> = Extract<ProceedingCommand, { kind: K }>;
export type Answer = Made | Readonly<{ refuse: Refusal }>;

const no = (because: string, detail?: string) => ({ refuse: { because, ...(detail !== undefined && { detail }) } });

/** What a court may hand out at any step, whatever its usual paper is. */
const ANY_PAPER: readonly string[] = ['court-ruling', 'court-record'];

/** Something has happened before the court. It is a fact, and taken whenever somebody tells of it. */
export function stepped(part: ProceedingsPart, command: Command<'step'>, view: LoanView, at: LaneAt): Answer {
  const { proceedingId, outcome, on, proof, by } = command;
  return outcomeOf(part, { proceedingId, outcome, on, proof, by }, null, view, at);
}

/** The bank takes it back, as far as the procedure lets it. */
export function withdrawn(
  part: ProceedingsPart,
  { proceedingId, on, proof, because, by }: Command<'withdraw-proceeding'>,
  view: LoanView,
  at: LaneAt,
): Answer {
  const answer = outcomeOf(part, { proceedingId, outcome: 'withdrawn', on, proof, by }, null, view, at);
  if ('refuse' in answer) return answer;
  return and(answer, { writes: [timelineOf('proceeding-withdrawn', { proceedingId, on, because, by }, null)] });
}

/** The court, or the parties before it, have said what is owed. */
export function judged(part: ProceedingsPart, command: Command<'judgment'>, view: LoanView, at: LaneAt): Answer {
  const { proceedingId, outcome, on, proof, by, amount, parts, interest } = command;
  if (parts.reduce((sum, one) => sum + one.amount, 0) !== amount) return no('parts-differ');
  if (parts.some(({ performBy }) => performBy < on) && !mayBeBefore(part, proceedingId, view))
    return no('performed-before');
  if (interest !== undefined && interest.principal > amount) return no('interest-on-more');
  return outcomeOf(part, { proceedingId, outcome, on, proof, by }, command, view, at);
}

const mayBeBefore = ({ proceedings }: ProceedingsPart, id: string, { policies }: LoanView): boolean =>
  proceedings.some((one) => one.proceedingId === id && policies.machines[one.kind]?.performedBefore === true);

type Told = Readonly<{ proceedingId: string; outcome: string; on: CalendarDate; proof: Proof; by: string }>;

function outcomeOf(
  part: ProceedingsPart,
  told: Told,
  terms: Command<'judgment'> | null,
  view: LoanView,
  { openDay }: LaneAt,
): Answer {
  const { proceedingId, outcome, on, proof, by } = told;
  const known = part.proceedings.find((one) => one.proceedingId === proceedingId);
  const machine = known && view.policies.machines[known.kind];
  if (known === undefined || machine === undefined) return no('no-such-proceeding');
  if (on > openDay) return no('in-the-future');
  const reached = reachedBy(machine, known, told, view.policies.book);
  if (typeof reached === 'string') return no(reached);
  const { stood, after } = reached;
  if (stood !== known && hasSuccessor(part, known, machine)) return no('goes-on');
  const step = machine.steps[stood.step];
  if (step === undefined) return no('no-such-outcome');
  if (proof.kind !== step.proof && !ANY_PAPER.includes(proof.kind)) return no('proof-missing', step.proof);
  const hasTerms = step.terms?.includes(outcome) ?? false;
  if (hasTerms !== (terms !== null)) return no(hasTerms ? 'terms-needed' : 'no-terms');
  const before = stood === known ? nothingOf(part) : reopened(nothingOf(part), machine, known, stood);
  const cleared = outcome === 'remanded' || outcome === 'reversed' ? setAside(before, known) : before;
  const decided = terms === null ? cleared : entered(cleared, titleFrom(machine, after, terms), after, view);
  const why = { proof, by, openDay };
  return sued(moved(decided, { machine, before: known, after, why }, view), view, openDay);
}

type Reached = Readonly<{ stood: Proceeding; after: Proceeding }>;

/**
 * Where an outcome leads: from the step at which it stands, or from the one from which the law had moved it by itself,
 * where it has happened in time and is only told late. What comes too late for that has no effect.
 */
function reachedBy(
  machine: Machine,
  known: Proceeding,
  { outcome, on }: Told,
  book: HolidayBook,
): Reached | NoStep | 'too-late' {
  const here = nextOf(machine, known, outcome, on, book);
  if (typeof here !== 'string') return isLate(machine, known, on) ? 'too-late' : { stood: known, after: here };
  const { moved: by } = known;
  if (by === null || !Object.hasOwn(machine.steps[by.from]?.outcomes ?? {}, outcome)) return here;
  if (on > by.until) return 'too-late';
  const stood: Proceeding = {
    ...known,
    step: by.from,
    state: 'open',
    since: known.entered[by.from] ?? known.filedOn,
    due: { on: by.until, provisional: false },
    moved: null,
  };
  const then = nextOf(machine, stood, outcome, on, book);
  return typeof then === 'string' ? then : { stood, after: then };
}

/** Where the law moves it on by itself, nothing is in time on the day after. */
function isLate(machine: Machine, proceeding: Proceeding, on: CalendarDate): boolean {
  const { due } = proceeding;
  const to = stepOf(machine, proceeding)?.lapse?.to ?? null;
  return to !== null && due !== null && !due.provisional && on > due.on;
}

/** Whether another proceeding goes on from it already: that one would have to end first. */
const hasSuccessor = (
  { proceedings }: ProceedingsPart,
  { root, proceedingId, step }: Proceeding,
  { goesTo }: Machine,
) => goesTo[step] !== undefined && proceedings.some((one) => one.root === root && one.proceedingId !== proceedingId);

/** It had not ended: what was concluded from its end is taken back. */
function reopened(made: Made, machine: Machine, known: Proceeding, stood: Proceeding): Made {
  if (known.state === 'open') return made;
  const act = stood.root === stood.proceedingId ? actOf(machine, stood) : null;
  return and(setAside(made, known), { tell: telling(act) });
}

const titleFrom = (machine: Machine, after: Proceeding, command: Command<'judgment'>): JudgmentTitle => {
  const { judgmentId, on, amount, general, costs, parts, interest, by } = command;
  const title = machine.titles[after.step] ?? 'judgment';
  const { proceedingId } = after;
  const runs = interest !== undefined && { interest };
  const open = { appealUntil: null, finalOn: null, enforceUntil: null };
  return { judgmentId, proceedingId, title, on, amount, general, costs, ...runs, parts, ...open, by };
};
