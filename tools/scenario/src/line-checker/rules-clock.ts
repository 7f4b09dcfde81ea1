import {
  legalFiled,
  legalJudgmentEntered,
  legalJudgmentFinal,
  legalLimitationInterrupted,
  legalLimitationSet,
  negotiationLimitationInterrupted,
  outreachNoticeDelivered,
  outreachRequestAnswered,
} from '@mora/contracts';
import type { Trace } from '../negotiation-checker/trace.js';
import { actsIn, endAfter, KINDS, roundsOver } from './acts.js';
import type { Finding, LawBook } from './book.js';
import { type Limitation, LIMITATION, type Restarts } from './law.js';
import { Ledger } from './ledger.js';
import type { LineRules } from './rules-read.js';

type Own = Readonly<{ startsOn: string | null; years: number; restart: Restarts; judgmentId: string | null }>;

/** Every end of a period that was said is the end by this checker's own clock, and begins where it must. */
export function clocksAreOwn(trace: Trace, rules: LineRules, book: LawBook): readonly Finding[] {
  const suits = trace.all(legalFiled);
  return trace.all(legalLimitationSet).flatMap(({ place, businessDate: on, data }) => {
    const { claim, jurisdiction, startsOn, expiresOn, state, clockId } = data;
    if (expiresOn === null || !['running', 'expired'].includes(state) || claim === 'guarantee') return [];
    // What a suit stops is judged by its proceeding.
    if (claim !== 'enforcement' && suits.some((suit) => suit.place < place)) return [];
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

type Said = Readonly<{ claim: string; startsOn: string; on: string }>;

/** When it starts by what the ledger, the court and the bank's own people have said; null where the law has no such period. */
function ownOf(trace: Trace, place: number, said: Said, law: Limitation, { called }: LawBook): Own | null {
  const { claim, startsOn, on } = said;
  const ledger = new Ledger(trace.records.slice(0, place), on);
  const plain = { restart: law.restart, judgmentId: null };
  switch (claim) {
    case 'debt': {
      const start = law.debt.from === 'last-instalment' ? ledger.lastDueOn : ledger.oldestUnpaid(on);
      return { ...plain, startsOn: start, years: law.debt.years };
    }
    case 'interest': {
      if (law.interest === null) return null;
      const start = ledger.oldestUnpaid('9999-12-31', ({ interest }) => interest > 0n);
      return { ...plain, startsOn: start, years: law.interest.years };
    }
    case 'accelerated': {
      if (law.accelerated === null) return null;
      return { ...plain, startsOn: called.get(trace.loan) ?? null, years: law.accelerated.years };
    }
    default: {
      const titles = bindingIn(trace, place);
      const title = titles.find((one) => one.lastPerformBy === startsOn) ?? titles.at(-1);
      const { years, restart } = law.enforcement;
      return { startsOn: title?.lastPerformBy ?? null, years, restart, judgmentId: title?.judgmentId ?? null };
    }
  }
}

/** Titles that bind, with the last day on which each was to be performed. */
function bindingIn(trace: Trace, place: number): readonly Readonly<{ judgmentId: string; lastPerformBy: string }>[] {
  // The end of its period may be said in one breath with it.
  const final = new Set(trace.before(legalJudgmentFinal, place + 1).map(({ data }) => data.judgmentId));
  const last = new Map(trace.before(legalJudgmentEntered, place + 1).map(({ data }) => [data.judgmentId, data]));
  return [...last.values()]
    .filter(({ judgmentId }) => final.has(judgmentId))
    .map(({ judgmentId, on, parts }) => {
      const lastPerformBy = parts.reduce((day, { performBy }) => (performBy > day ? performBy : day), on as string);
      return { judgmentId, lastPerformBy };
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
  return said.flatMap(({ place, businessDate, data: { act, on, actId, proof } }) => {
    const isPaid = (): boolean =>
      new Ledger(trace.records.slice(0, place), businessDate).payments.some(
        (payment) => payment.id === proof.id && payment.valueDate === on,
      );
    const isNegotiated = (): boolean =>
      negotiated.some(({ data }) => KINDS[data.act] === act && data.on === on && data.evidence.id === proof.id);
    const isThere =
      act === 'part-payment'
        ? isPaid()
        : proof.kind === 'notice'
          ? delivered.has(proof.id)
          : isNegotiated() || !Object.values(KINDS).includes(act);
    if (isThere) return [];
    return [
      { check: 'acts', loan: trace.loan, about: actId, detail: `${act} of ${on}: nobody has told of ${proof.id}` },
    ];
  });
}
