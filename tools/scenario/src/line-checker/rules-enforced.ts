import {
  legalEnforcementApplied,
  legalExecutionEnded,
  legalJudgmentEntered,
  legalJudgmentFinal,
} from '@mora/contracts';
import { minorUnits } from '@mora/kernel';
import type { At, Trace } from '../negotiation-checker/trace.js';
import { actsIn, endAfter, roundsOver } from './acts.js';
import type { Finding, LawBook } from './book.js';
import { landOf, LIMITATION } from './law.js';
import { notHeld } from './rules-gate.js';
import type { LineRules } from './rules-read.js';
import { type Say, sayer, unless } from './say.js';
import { dayBefore, owedOn, titleAt } from './titles.js';

/** Nothing is enforced that no court has decided, that can still be appealed, too late, too much of, or by one person. */
export function enforcedInOrder(trace: Trace, rules: LineRules, book: LawBook): readonly Finding[] {
  const say = sayer('enforced', trace);
  return trace.all(legalEnforcementApplied).flatMap(({ place, data }) => {
    const { enforcementId: id, judgmentId, on, amount, currency, approver } = data;
    const entered = trace.before(legalJudgmentEntered, place).findLast((one) => one.data.judgmentId === judgmentId);
    const title = titleAt(trace, place, judgmentId);
    if (entered === undefined || title === null) return [say(id, 'no court has decided it')];
    const final = trace.before(legalJudgmentFinal, place).findLast((one) => one.data.judgmentId === judgmentId);
    if (final === undefined || final.place < entered.place) return [say(id, 'it can still be appealed')];
    const { due } = owedOn(title, dayBefore(on));
    return [
      ...inTime(trace, { place, on, judgmentId, id }, entered, rules, say),
      ...unless(minorUnits(amount, currency) === due, () => say(id, `asks for ${amount} where ${due} is due`)),
      ...byTwo(book.recorders.get(entered.data.proceedingId), approver, id, say),
      ...notHeld(trace, place, on, (hold) => say(id, `beside a hold: ${hold}`)),
    ];
  });
}

/** Who asks for it is another than who has written down what the court has said, or has asked for what nobody objected to. */
const byTwo = (recorder: string | undefined, approver: string, id: string, say: Say): readonly Finding[] =>
  recorder === undefined
    ? [say(id, 'nobody knows who has recorded its title')]
    : unless(recorder !== approver, () => say(id, 'one person alone'));

type Asked = Readonly<{ place: number; on: string; judgmentId: string; id: string }>;
type Entered = At<Readonly<{ currency: string; on: string; parts: readonly Readonly<{ performBy: string }>[] }>>;

/** Inside the period that runs from the last day on which it was to be performed, and that some acts start anew. */
function inTime(
  trace: Trace,
  { place, on, judgmentId, id }: Asked,
  { data: { currency, on: saidOn, parts } }: Entered,
  rules: LineRules,
  say: Say,
): readonly Finding[] {
  const law = LIMITATION[landOf(currency)];
  const startsOn = parts.reduce((day, { performBy }) => (performBy > day ? performBy : day), saidOn);
  const acts = [...actsIn(trace, place, on), ...roundsOver(trace, place, judgmentId)];
  const until = endAfter({ ...law.enforcement, startsOn }, acts, law, rules);
  return unless(on <= until, () => say(id, `asked for on ${on}, possible until ${until}`));
}

/** That a title binds is said with the day until which it can be enforced, and what is left of it when a round ends. */
export function endsAreOwn(trace: Trace, rules: LineRules): readonly Finding[] {
  const say = sayer('left', trace);
  const finals = trace.all(legalJudgmentFinal).flatMap(({ place, data: { judgmentId, enforceUntil } }) => {
    const entered = trace.before(legalJudgmentEntered, place).findLast((one) => one.data.judgmentId === judgmentId);
    if (entered === undefined) return [say(judgmentId, 'binds, and no court has decided it')];
    const { currency, on, parts } = entered.data;
    const law = LIMITATION[landOf(currency)];
    const startsOn = parts.reduce((day, { performBy }) => (performBy > day ? performBy : day), on as string);
    const until = endAfter({ ...law.enforcement, startsOn }, [], law, rules);
    return unless(enforceUntil === until, () => say(judgmentId, `can be enforced until ${until}, not ${enforceUntil}`));
  });
  const rounds = trace.all(legalEnforcementApplied);
  const ended = trace.all(legalExecutionEnded).flatMap(({ place, data: { enforcementId, on, left, currency } }) => {
    const round = rounds.find(({ data }) => data.enforcementId === enforcementId);
    const title = round === undefined ? null : titleAt(trace, place, round.data.judgmentId);
    if (title === null) return [say(enforcementId, 'a round ends that never began')];
    const own = owedOn(title, on).left;
    return unless(minorUnits(left, currency) === own, () => say(enforcementId, `leaves ${left} where ${own} is left`));
  });
  return [...finals, ...ended];
}
