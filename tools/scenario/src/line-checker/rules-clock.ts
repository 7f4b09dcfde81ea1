import {
  legalEnforcementApplied,
  legalFiled,
  legalLimitationInterrupted,
  legalLimitationSet,
  negotiationLimitationInterrupted,
  outreachNoticeDelivered,
  outreachRequestAnswered,
} from '@mora/contracts';
import type { Trace } from '../negotiation-checker/trace.js';
import { actsIn, endAfter, KINDS, roundsOver } from './acts.js';
import type { Finding, LawBook } from './book.js';
import { LIMITATION } from './law.js';
import { Ledger } from './ledger.js';
import { ownOf } from './own-clock.js';
import type { LineRules } from './rules-read.js';

/** Every end of a period that was said is the end by this checker's own clock, and begins where it must. */
export function clocksAreOwn(trace: Trace, rules: LineRules, book: LawBook): readonly Finding[] {
  const suits = trace.all(legalFiled);
  return trace.all(legalLimitationSet).flatMap(({ place, businessDate: on, data }) => {
    const { claim, jurisdiction, startsOn, expiresOn, state, clockId } = data;
    if (expiresOn === null || !['running', 'expired'].includes(state) || claim === 'guarantee') return [];
    // What a suit stops is judged by its proceeding.
    if (!claim.startsWith('enforcement') && suits.some((suit) => suit.place < place)) return [];
    const finding = (detail: string): Finding => ({ check: 'clock', loan: trace.loan, about: clockId, detail });
    const law = LIMITATION[jurisdiction];
    const own = ownOf(trace, place, { claim, startsOn, on }, law, book);
    if (own === null) return [finding(`${jurisdiction} knows no period of its own for ${claim}`)];
    if (own.startsOn !== startsOn) return [finding(`starts on ${startsOn} where it is ${own.startsOn}`)];
    const over = own.judgmentId === null ? [] : roundsOver(trace, place, own.judgmentId);
    const end = endAfter({ ...own, startsOn }, [...actsIn(trace, place, on), ...over], law, rules);
    if (end !== expiresOn) return [finding(`ends on ${expiresOn} where it is ${end}`)];
    const isOver = end < on;
    return isOver === (state === 'expired') ? [] : [finding(`is ${state} on ${on} though it ends on ${end}`)];
  });
}

/** Whatever has started a period anew has a proof that somebody else has told of, of that day. */
export function actsAreProved(trace: Trace): readonly Finding[] {
  const said = trace.all(legalLimitationInterrupted);
  if (said.length === 0) return [];
  const negotiated = trace.all(negotiationLimitationInterrupted);
  const delivered = new Set([
    ...trace.all(outreachNoticeDelivered).map(({ data }) => data.noticeId),
    ...trace.all(outreachRequestAnswered).flatMap(({ data }) => (data.noticeId === null ? [] : [data.noticeId])),
  ]);
  const atCourt = new Set([
    ...trace.all(legalFiled).map(({ data }) => data.proceedingId),
    ...trace.all(legalEnforcementApplied).map(({ data }) => data.enforcementId),
  ]);
  return said.flatMap(({ place, businessDate, data: { act, on, actId, proof } }) => {
    const isPaid = (): boolean =>
      new Ledger(trace, place, businessDate).payments.some(
        (payment) => payment.id === proof.id && payment.valueDate === on,
      );
    const isNegotiated = (): boolean =>
      negotiated.some(({ data }) => KINDS[data.act] === act && data.on === on && data.evidence.id === proof.id);
    const isThere =
      act === 'part-payment'
        ? isPaid()
        : proof.kind === 'notice'
          ? delivered.has(proof.id)
          : atCourt.has(proof.id) || isNegotiated();
    if (isThere) return [];
    return [
      { check: 'acts', loan: trace.loan, about: actId, detail: `${act} of ${on}: nobody has told of ${proof.id}` },
    ];
  });
}
