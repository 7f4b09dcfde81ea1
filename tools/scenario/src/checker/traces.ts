import { type Attempt, returnedIn } from './attempts.js';
import type { FactsBook, Finding } from './book.js';
import { finding } from './known.js';
import type { Log } from './log.js';
import type { Policy } from './policy.js';

/** Each contact was allowed, once, for that time. */
export function wasAllowed(attempts: readonly Attempt[], { decided }: Log): Finding[] {
  const seen = new Set<string>();
  const returned = returnedIn(decided);
  const twice = (attempt: Attempt): boolean =>
    attempt.decision !== null && seen.size === seen.add(attempt.decision.decisionId).size;
  return attempts.flatMap((attempt) => {
    const { decision } = attempt;
    if (decision === null) return [finding('decided', 'no-decision', attempt, 'nobody has asked the gate')];
    const until = decision.reservedUntil === null ? 0 : Date.parse(decision.reservedUntil);
    const wrong: Finding[] = [];
    if (until < attempt.at)
      wrong.push(finding('decided', 'too-late', attempt, `reserved until ${decision.reservedUntil}`));
    if (twice(attempt)) wrong.push(finding('decided', 'used-twice', attempt, decision.decisionId));
    if (returned.has(decision.decisionId)) wrong.push(finding('decided', 'given-back', attempt, decision.decisionId));
    if (decision.personId !== attempt.personId || decision.channel !== attempt.channel) {
      wrong.push(finding('decided', 'other-contact', attempt, `${decision.channel} was allowed`));
    }
    return wrong;
  });
}

/** Rules of these kinds count, or heed what somebody wishes. */
const BINDS_NO_NOTICE = ['cap', 'quiet-after', 'opt-out', 'consent'];

/** A notice that the law demands is stopped by no count and by no wish. */
export function countsStopNoNotice({ decided }: Log, { packs }: Policy): Finding[] {
  const counting = new Set(
    packs.flatMap(({ rules }) => rules.filter(({ kind }) => BINDS_NO_NOTICE.includes(kind)).map(({ id }) => id)),
  );
  return decided.flatMap(({ data }) => {
    const stopping = data.purpose === 'statutory-notice' ? data.rules.filter((rule) => counting.has(rule)) : [];
    return stopping.map((rule) => ({ check: 'purposes', rule, about: data.decisionId, detail: 'stops a notice' }));
  });
}

/** At most one message a notice at the provider, and at most one a loan, step, channel and day in the log. */
export function once({ handed }: Log, { received }: FactsBook): Finding[] {
  const many = Object.entries(received).filter(([, count]) => count > 1);
  const keys = new Map<string, string>();
  const again = handed.flatMap(({ loan, data, businessDate }) => {
    const key = [loan, data.personId, data.step, data.channel, businessDate].join('|');
    const other = keys.get(key);
    keys.set(key, data.noticeId);
    return data.step === null || other === undefined ? [] : [{ id: data.noticeId, key }];
  });
  const log = new Set(handed.map(({ data }) => data.noticeId));
  const stray = Object.keys(received).filter((notice) => !log.has(notice));
  const wrong = (rule: string, about: string, detail: string): Finding => ({ check: 'once', rule, about, detail });
  return [
    ...many.map(([notice, count]) => wrong('sent-twice', notice, `${count} messages at the provider`)),
    ...again.map(({ id, key }) => wrong('same-step', id, key)),
    ...stray.map((notice) => wrong('not-in-the-log', notice, 'the provider has it')),
  ];
}
