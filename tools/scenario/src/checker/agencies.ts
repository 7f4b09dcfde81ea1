import { type Attempt, returnedIn } from './attempts.js';
import type { Finding, Grant } from './book.js';
import { FirmBook } from './firms.js';
import { finding, type Known } from './known.js';
import { localAt } from './local.js';
import type { Decided } from './log.js';
import type { Scene } from './scene.js';

/** Firms contact only for loans that they have, and never more than they were granted, nor on another day. */
export function firms(known: readonly Known[], scene: Scene): readonly Finding[] {
  const theirs = known.filter(({ attempt }) => attempt.by === 'agency');
  const book = new FirmBook(scene);
  const notTheirs = theirs
    .filter((one) => !book.has(one))
    .map(({ attempt }) => finding('agencies', 'not-placed', attempt, `${attempt.agencyId} does not have the loan`));
  return [...notTheirs, ...theirs.flatMap((one) => notYet(one, scene)), ...totals(theirs, scene)];
}

const isAllowance = ({ collector, contactId, decisionId }: Decided): boolean =>
  collector.kind === 'agency' && contactId !== decisionId;

/** What was granted holds from the instant for which it was judged, on a day of the grant. */
function notYet({ attempt, person }: Known, { book }: Scene): readonly Finding[] {
  const { decision } = attempt;
  if (decision === null || !isAllowance(decision)) return [];
  const grant = book.grants.find(({ allowanceId }) => allowanceId === decision.contactId);
  const { date } = localAt(person.timeZone, attempt.at);
  const isOfAnotherDay = grant === undefined || date < grant.from || date > grant.until;
  if (!isOfAnotherDay && Date.parse(decision.plannedFor) <= attempt.at) return [];
  return [finding('agencies', 'not-of-that-day', attempt, `${decision.plannedFor} was granted`)];
}

/** By allowance: what was granted and not given back is as much as may be made, and no more was granted than asked for. */
function totals(theirs: readonly Known[], { log, book }: Scene): readonly Finding[] {
  const returned = returnedIn(log.decided);
  const made = new Map<string, Attempt[]>();
  for (const { attempt } of theirs) {
    const { decision } = attempt;
    if (decision === null || !isAllowance(decision)) continue;
    made.set(decision.contactId, [...(made.get(decision.contactId) ?? []), attempt]);
  }
  const grants = new Map<string, Grant>(book.grants.map((grant) => [grant.allowanceId, grant]));
  const ids = new Set([...grants.keys(), ...made.keys()]);
  const wrong = (id: string, detail: string): Finding => ({ check: 'agencies', rule: 'allowance', about: id, detail });
  return [...ids].flatMap((id) => {
    const granted = log.decided
      .map(({ data }) => data)
      .filter(({ contactId, outcome }) => contactId === id && outcome === 'allowed');
    const open = granted.filter(({ decisionId }) => !returned.has(decisionId)).length;
    const count = made.get(id)?.length ?? 0;
    const { count: asked = 0, granted: told = 0 } = grants.get(id) ?? {};
    return [
      ...(count > open ? [wrong(id, `${count} contacts, ${open} were granted and not given back`)] : []),
      ...(granted.length > asked || granted.length !== told
        ? [wrong(id, `${granted.length} of ${asked} granted`)]
        : []),
    ];
  });
}
