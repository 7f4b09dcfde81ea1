import { id128 } from '@mora/kernel';
import type { LoanView, Said } from '../loan/part.js';
import { timelineOf } from '../loan/timeline.js';
import { endOfPeriod } from '../periods/period.js';
import { rulesFor } from '../products.js';
import type { Due, Minor } from '../words.js';
import { lastPerformBy } from './last-day.js';
import { moneyOf } from './money.js';
import { and, type Made } from './made.js';
import type { Machine } from './machine.js';
import type { JudgmentTitle, Proceeding, ProceedingsPart, RunningInterest } from './types.js';

/** What the court has said is owed in a proceeding, whether it can be enforced yet or not. */
export const titleOf = ({ titles }: ProceedingsPart, { proceedingId }: Proceeding): JudgmentTitle | null =>
  titles.find((title) => title.proceedingId === proceedingId) ?? null;

const withTitle = (part: ProceedingsPart, title: JudgmentTitle): ProceedingsPart => ({
  ...part,
  titles: [...part.titles.filter(({ proceedingId }) => proceedingId !== title.proceedingId), title],
});

/** A decision, as it is recorded. */
export const entered = (made: Made, title: JudgmentTitle, { caseId }: Proceeding, view: LoanView): Made =>
  and(made, {
    part: withTitle(made.part, title),
    said: [enteredSaid(title, caseId, view)],
    writes: [timelineOf('judgment-entered', { caseId, ...title }, null)],
    tell: [{ kind: 'title', judgment: title }],
  });

function enteredSaid({ appealUntil, ...title }: JudgmentTitle, caseId: string, view: LoanView): Said {
  const money = moneyOf(view);
  const { proceedingId, judgmentId, title: kind, on, amount, general, interest, costs, parts } = title;
  return {
    type: 'judgment-entered',
    data: {
      caseId,
      proceedingId,
      judgmentId,
      title: kind,
      on,
      currency: money.currency,
      amount: money.text(amount),
      general: money.text(general),
      ...(interest !== undefined && { interest: { ...interest, principal: money.text(interest.principal) } }),
      costs: money.text(costs),
      parts: parts.map((part) => ({ amount: money.text(part.amount), performBy: part.performBy })),
      appealUntil: appealUntil?.on ?? null,
    },
  };
}

/** An order that nobody has objected to is what was asked for: nobody has to record what it says. */
function byItself(machine: Machine, proceeding: Proceeding): JudgmentTitle {
  const { proceedingId, amount: all, asked, fee, since, step } = proceeding;
  const title = machine.titles[step] ?? 'judgment';
  const general = Math.min(all, asked?.general ?? 0);
  const amount = all - general;
  return {
    judgmentId: id128(proceedingId, 'title'),
    proceedingId,
    title,
    on: since,
    amount,
    general,
    costs: fee,
    ...(asked?.running && { interest: bounded(asked.running, amount) }),
    parts: [{ amount, performBy: since }],
    appealUntil: null,
    finalOn: null,
    enforceUntil: null,
    by: null,
  };
}

/** No more of a title bears than it says without its interest. */
const bounded = (running: RunningInterest, amount: Minor): RunningInterest => ({
  ...running,
  principal: Math.min(running.principal, amount),
});

/** It binds: from here on it can be enforced, and the period for that runs from the last day on which it was to be paid. */
export function final(made: Made, machine: Machine, proceeding: Proceeding, view: LoanView): Made {
  const known = titleOf(made.part, proceeding);
  const first = known ?? byItself(machine, proceeding);
  const before = known === null ? entered(made, first, proceeding, view) : made;
  const enforceUntil = enforceUntilOf(first, view);
  const title: JudgmentTitle = { ...first, finalOn: proceeding.since, enforceUntil };
  const { judgmentId } = title;
  const { on, provisional } = enforceUntil;
  const { caseId } = proceeding;
  const data = { caseId, judgmentId, on: proceeding.since, enforceUntil: on, provisional };
  return and(before, {
    part: withTitle(before.part, title),
    said: [{ type: 'judgment-final', data }],
    writes: [timelineOf('judgment-final', data, null)],
    tell: [{ kind: 'title-final', judgment: title }],
  });
}

/** Without a law nothing ends; the gate of filing has asked for one. */
function enforceUntilOf(title: JudgmentTitle, { policies, parts: { ledger } }: LoanView): Due {
  const last = lastPerformBy(title);
  const rules = rulesFor(policies, ledger);
  if (rules === null) return { on: last, provisional: true };
  const { calendar, weekendShifts, enforcement } = rules;
  return endOfPeriod(last, { years: enforcement.years }, policies.book, calendar, weekendShifts);
}

/** The period for an appeal has begun. */
export function appealable(made: Made, proceeding: Proceeding): Made {
  const title = titleOf(made.part, proceeding);
  return title === null ? made : and(made, { part: withTitle(made.part, { ...title, appealUntil: proceeding.due }) });
}

/** It stands no more: it was set aside, or it has turned out that somebody had objected in time. */
export function setAside(made: Made, proceeding: Proceeding): Made {
  const title = titleOf(made.part, proceeding);
  if (title === null) return made;
  const { judgmentId, finalOn, by } = title;
  const others = made.part.titles.filter((one) => one !== title);
  // A judgment under appeal is one still; an order that was objected to never was.
  const titles =
    by === null || finalOn === null ? others : [...others, { ...title, finalOn: null, enforceUntil: null }];
  return and(made, {
    part: { ...made.part, titles },
    writes: [timelineOf('judgment-set-aside', { judgmentId }, null)],
    tell: finalOn === null ? [] : [{ kind: 'title-void', judgmentId }],
  });
}
