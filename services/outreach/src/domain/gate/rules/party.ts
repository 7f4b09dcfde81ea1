import { personFlagsOn } from '../flags.js';
import { type Asked, FOR_GOOD, type Judge, type Resolve } from '../judge.js';
import type { PartyRule, Plight } from '../pack.js';
import { hasRefused } from './opt-out.js';

/**
 * Who may be spoken to. The plights are those of the borrower as the loan knows them, since the person in this lane may
 * be somebody else. A party who has refused is left alone for good where the rule says so.
 */
export function party(rule: PartyRule, resolve: Resolve): Judge {
  const maxEver = rule.maxEver === undefined ? null : resolve(rule.maxEver);
  return (ask) => {
    const { attempt, inputs } = ask;
    inputs['role'] = attempt.role;
    const isBarred =
      (rule.when !== undefined && !rule.when.some((plight) => isIn(plight, ask))) ||
      (rule.disclosesDebt === false && attempt.disclosesDebt) ||
      (rule.stopOnRefusal === true && saidNo(ask)) ||
      (maxEver !== null && askedBefore(ask) >= maxEver);
    return isBarred ? FOR_GOOD : null;
  };
}

function isIn(plight: Plight, { facts, loan, inputs }: Asked): boolean {
  if (plight !== 'lost-contact') return loan.flags.includes(plight);
  inputs['lost-contact'] = facts.lostContact;
  return facts.lostContact !== 'no';
}

function saidNo(ask: Asked): boolean {
  const refused = hasRefused(ask) || personFlagsOn(ask.facts, ask.local.date).includes('cease');
  ask.inputs['party-refused'] = refused;
  return refused;
}

function askedBefore({ history, attempt, inputs }: Asked): number {
  const before = history.filter(({ direction, role }) => direction === 'out' && role === attempt.role).length;
  inputs['asked-before'] = before;
  return before;
}
