import { daysBetween } from '@mora/kernel';
import { isMessage } from '../history.js';
import { type Asked, FOR_GOOD, type Judge, type Resolve } from '../judge.js';
import type { Need, PreconditionRule } from '../pack.js';

type Test = (ask: Asked, numbers: Readonly<{ withinDays: number; min: number }>) => boolean;

/** What must have been done, or must be at hand, before such a contact. Whatever is not known is not there. */
export function precondition(rule: PreconditionRule, resolve: Resolve): Judge {
  const test = TESTS[rule.needs];
  const numbers = { withinDays: resolve(rule.withinDays ?? 0), min: resolve(rule.min ?? 0) };
  return (ask) => {
    const met = test(ask, numbers);
    ask.inputs[`met:${rule.needs}`] = met;
    return met ? null : FOR_GOOD;
  };
}

const TESTS: Readonly<Record<Need, Test>> = {
  'validation-sent': isValidated,
  'outsourcing-announced': ({ attempt, local }) => {
    const announcedOn = attempt.collector.agency?.announcedOn ?? null;
    return announcedOn !== null && announcedOn <= local.date;
  },
  'agency-listed': ({ attempt }) => attempt.collector.agency?.listed === true,
  'agency-certified': ({ attempt }) => attempt.collector.agency?.certified === true,
  'agency-standing': ({ attempt }) => attempt.collector.agency?.standing === 'good',
  'two-visitors': ({ attempt }, { min }) => (attempt.visitors ?? 0) >= min,
  recording: ({ attempt }) => attempt.recording === true,
  'identity-stated': isIdentified,
  overdue: ({ loan }) => loan.overdue,
  'question-open': ({ loan, facts }) => loan.askedBy?.includes(facts.person.personId) === true,
};

/** The notice has gone out, or the first contact is so fresh that it may still follow. */
function isValidated({ loan, local }: Asked, { withinDays }: Readonly<{ withinDays: number }>): boolean {
  if (loan.validationSentOn !== null) return loan.validationSentOn <= local.date;
  return loan.firstContactOn !== null && daysBetween(loan.firstContactOn, local.date) <= withinDays;
}

/** A message says by its template who sends it. People say it themselves: for them it is an obligation (`record`). */
function isIdentified({ attempt, discloses }: Asked): boolean {
  if (!isMessage(attempt.channel) && attempt.templateId === null) return true;
  return attempt.templateId !== null && discloses(attempt.templateId)?.has('sender') === true;
}
