import { addDays, type CalendarDate } from '@mora/kernel';
import type { Attempt, GateAttempt, GateDecision, GateFacts, PackRef } from './attempt.js';
import type { Asked } from './judge.js';
import { clockOf, dayStart, localOf } from './local-time.js';
import type { GatePacks } from './packs.js';
import { isMadeFor, ownOn } from './own-words.js';
import type { Known } from './preflight.js';
import type { Judging } from './rules/index.js';

/** Every round gets past the end of at least one objection: more of them only come about by packs that never agree. */
const ROUNDS = 64;

type Verdict = Readonly<{
  ask: Asked;
  packs: readonly PackRef[];
  rules: readonly Judging[];
  objections: readonly string[];
  /** The last of the instants to which the objections reach; null where one has no end in time. */
  until: number | null;
}>;

/** The answer of all the rules that bind the contact, once everything that they look at is known. */
export function judgeByRules(
  packs: GatePacks,
  known: Known,
  facts: GateFacts,
  history: readonly Attempt[],
  attempt: GateAttempt,
): GateDecision {
  const judge = (at: number): Verdict => verdictAt(packs, known, facts, history, { ...attempt, at });
  const verdict = judge(attempt.at);
  const { ask, objections } = verdict;
  const said = { packs: verdict.packs, inputs: ask.inputs };
  if (objections.length === 0) return { kind: 'allowed', validUntil: closesAt(verdict), ...said };
  return { kind: 'refused', rules: objections, nextAllowedAt: nextAllowedAt(packs, verdict, judge), ...said };
}

function verdictAt(
  packs: GatePacks,
  { jurisdiction, zone, loan }: Known,
  facts: GateFacts,
  history: readonly Attempt[],
  attempt: GateAttempt,
): Verdict {
  const local = localOf(zone, attempt.at);
  const { product, online } = loan;
  const bound = packs.binding({ jurisdiction, product, online }, attempt, local.date);
  const inputs = { jurisdiction, zone, localDate: local.date, localTime: clockOf(local.minute), product, online };
  const asked = { at: attempt.at, zone, local, attempt, facts, loan, history, inputs };
  const ask: Asked = { ...asked, discloses: (id) => disclosedBy(packs, asked, id) };
  const objections: string[] = [];
  let until: number | null = attempt.at;
  for (const { id, judge } of bound.rules) {
    const objection = judge(ask);
    if (objection === null) continue;
    if (!objections.includes(id)) objections.push(id);
    until = until === null || objection.until === null ? null : Math.max(until, objection.until);
  }
  return { ask, packs: bound.packs, rules: bound.rules, objections: objections.sort(), until };
}

/** A yes ends with the first rule that objects later on, and at midnight: by then other counts and dates hold. */
function closesAt({ ask, rules }: Verdict): number {
  const midnight = dayStart(ask.zone, addDays(ask.local.date, 1));
  return rules.reduce((end, rule) => Math.min(end, rule.closesAt?.(ask) ?? end), midnight);
}

/** The bank's own words stand before those that are shipped under the same name; which were looked at is told. */
function disclosedBy(
  packs: GatePacks,
  { facts, attempt, inputs }: Omit<Asked, 'discloses'>,
  id: string,
): ReadonlySet<string> | undefined {
  inputs['template'] = id;
  const own = ownOn(facts.ownWords ?? [], id, facts.today);
  if (own === null) return packs.words(id)?.discloses;
  inputs[`words:${id}`] = own.version;
  return isMadeFor(own, attempt) ? new Set(own.discloses) : undefined;
}

/**
 * The first instant at which nothing objects any more. Objections reach without a break to their `until`, so that no
 * instant on the way there can be allowed, unless a dated fact, a pack or a setting turns before.
 */
function nextAllowedAt(packs: GatePacks, refused: Verdict, judge: (at: number) => Verdict): number | null {
  let verdict = refused;
  for (let round = 0; round < ROUNDS; round += 1) {
    const turn = nextTurn(packs, verdict.ask);
    const at = Math.min(verdict.until ?? Infinity, turn === null ? Infinity : dayStart(verdict.ask.zone, turn));
    if (at === Infinity) return null;
    verdict = judge(at);
    if (verdict.objections.length === 0) return at;
  }
  return null;
}

/** The next day on which something that is dated begins or ends. */
function nextTurn({ turns }: GatePacks, { facts, loan, attempt, local }: Asked): CalendarDate | null {
  const later = (dates: readonly (CalendarDate | null)[]): readonly CalendarDate[] =>
    dates.filter((date): date is CalendarDate => date !== null && date > local.date);
  const all = [
    ...later(turns),
    ...later([loan.validationSentOn, attempt.collector.agency?.announcedOn ?? null]),
    ...facts.consents.flatMap(({ from, until }) => later([from, until])),
    ...facts.personFlags.flatMap(({ since, until }) => later([since, until])),
  ];
  return all.reduce<CalendarDate | null>((first, date) => (first === null || date < first ? date : first), null);
}
