import { type CalendarDate, id128 } from '@mora/kernel';
import { feeFor } from '../fees/fee.js';
import type { LoanView, Write } from '../loan/part.js';
import { timelineOf } from '../loan/timeline.js';
import { workDone, workWanted } from '../loan/work.js';
import type { ProceedingKind, Proof } from '../words.js';
import { actAfter, type Run, telling } from './act.js';
import { isBesideSuit } from './suits.js';
import { and, type Made, withProceeding } from './made.js';
import type { Machine } from './machine.js';
import { begin, stepOf } from './next.js';
import { proceedingRow, stepRow } from './rows.js';
import { unheard } from './hearings.js';
import { appealable, final } from './titles.js';
import type { Proceeding } from './types.js';

/** What has moved a proceeding: a paper that somebody has recorded, or the law by itself. */
export type Why = Readonly<{ proof: Pick<Proof, 'kind' | 'id'>; by: string | null; openDay: CalendarDate }>;

type Move = Readonly<{ machine: Machine; before: Proceeding; after: Proceeding; why: Why }>;

/** A proceeding stands somewhere else: it is said, what is to be done is noted, and what follows from it happens. */
export function moved(made: Made, move: Move, view: LoanView): Made {
  const { machine, before, why } = move;
  const after = withFee(move, view);
  const { caseId, proceedingId, kind, step: to, since: on } = after;
  const proof = { kind: why.proof.kind, id: why.proof.id };
  const step = { caseId, proceedingId, kind, from: before.step, to, on, proof, next: nextSaid(machine, after) };
  const stands = and(made, {
    part: withProceeding(made.part, after),
    said: [{ type: 'proceeding-step', data: step }],
    writes: [
      proceedingRow(view, after),
      stepRow(view, before.step, after, why),
      ...workOf(machine, before, after, why, view),
      timelineOf('proceeding-step', { ...step, by: why.by }, after.policy),
    ],
  });
  if (after.state !== 'open') return over(stands, { ...move, after }, view);
  return bindsBySilence(machine, after) ? appealable(stands, after) : stands;
}

/** Whether it becomes a title when nobody says anything at this step. */
function bindsBySilence({ steps, ends }: Machine, { step }: Proceeding): boolean {
  const to = steps[step]?.lapse?.to ?? null;
  return to !== null && ends[to] === 'title';
}

/** What is mediated or withdrawn costs less. */
function withFee({ machine, after }: Move, { policies }: LoanView): Proceeding {
  const isSettled = after.state === 'withdrawn' || machine.titles[after.step] === 'mediation';
  const rules = isSettled ? policies.fees[machine.jurisdiction] : undefined;
  const fee = rules === undefined ? null : feeFor(rules, after.kind, after.amount, true);
  return fee === null || fee === after.fee ? after : { ...after, fee };
}

export function nextSaid(machine: Machine, proceeding: Proceeding) {
  const step = stepOf(machine, proceeding);
  if (step === null) return null;
  const { due } = proceeding;
  return {
    step: proceeding.step,
    actor: step.actor,
    dueOn: due?.on ?? null,
    provisional: due?.provisional ?? false,
  };
}

/** Where it is the bank's turn, somebody is told by when. */
function workOf(
  machine: Machine,
  before: Proceeding,
  after: Proceeding,
  { openDay }: Why,
  { loanId }: LoanView,
): readonly Write[] {
  const { proceedingId: about } = after;
  const steps = [...new Set([before.step, ...before.lapsed])].map((step) => `step-${step}`);
  const over = after.state === 'open' ? [] : ['hold-in-court', 'withdraw-proceeding'];
  const done = [...steps, ...over].map((kind) => workDone({ loanId, about, kind }, after.step, openDay));
  const step = stepOf(machine, after);
  if (step?.actor !== 'bank' || after.due === null) return done;
  const because = `due ${after.due.on}`;
  const wanted = { loanId, about, kind: `step-${after.step}`, team: 'legal', dueOn: after.due.on, because } as const;
  return [...done, workWanted({ ...wanted, openedOn: openDay })];
}

/** It is over: its title can be enforced, another one goes on from it, or nothing is left but what it has interrupted. */
function over(made: Made, { machine, after, why }: Move, view: LoanView): Made {
  const { proceedingId, state, step } = after;
  if (state === 'open') return made;
  const next = machine.goesTo[step] ?? null;
  const quiet = unheard(made, after, view);
  const binds = state === 'title' ? final(quiet, machine, after, view) : quiet;
  const told = and(binds, { tell: [{ kind: 'proceeding-over', proceedingId, how: state, next }] });
  const follows = next === null ? null : successor(after, next, view);
  if (follows !== null) return goesOn(told, after, follows, why, view);
  // The title is told behind the act: it ends the period that the act has kept.
  const last = { machine, proceeding: after };
  const act = actAfter(rootOf(told, last, view), last, isBesideSuit(told, last, view));
  return { ...told, tell: [...telling(act), ...told.tell] };
}

/** A chain is one act before the law, and of the kind of its first proceeding. */
function rootOf({ part }: Made, last: Run, { policies }: LoanView): Run {
  const first = part.proceedings.find(({ proceedingId }) => proceedingId === last.proceeding.root);
  const machine = policies.machines[first?.kind ?? last.proceeding.kind];
  return first === undefined || machine === undefined ? last : { machine, proceeding: first };
}

type Follows = Readonly<{ machine: Machine; proceeding: Proceeding }>;

/** The suit that an objection makes of an order: the same claim before the same court, at its own fee. */
function successor(from: Proceeding, kind: ProceedingKind, { policies }: LoanView): Follows | null {
  const machine = policies.machines[kind];
  if (machine === undefined) return null;
  const rules = policies.fees[machine.jurisdiction];
  const { id, version, starts } = machine;
  const fresh: Proceeding = {
    ...from,
    proceedingId: id128(from.proceedingId, kind),
    kind,
    policy: { id, version, rule: starts },
    entered: {},
    due: null,
    fee: (rules && feeFor(rules, kind, from.amount)) ?? from.fee,
    state: 'open',
    hearings: [],
    lapsed: [],
    moved: null,
    held: false,
  };
  return { machine, proceeding: begin(machine, fresh, from.since, policies.book) };
}

function goesOn(made: Made, from: Proceeding, { machine, proceeding }: Follows, why: Why, view: LoanView): Made {
  const { caseId, proceedingId, kind, step: to, since: on } = proceeding;
  const proof = { kind: 'proceeding', id: from.proceedingId };
  const data = { caseId, proceedingId, kind, from: from.step, to, on, proof, next: nextSaid(machine, proceeding) };
  return and(made, {
    part: withProceeding(made.part, proceeding),
    said: [{ type: 'proceeding-step', data }],
    writes: [
      proceedingRow(view, proceeding),
      stepRow(view, from.step, proceeding, { ...why, proof }),
      timelineOf('proceeding-goes-on', { ...data, fee: proceeding.fee }, proceeding.policy),
    ],
  });
}
