import {
  legalFiled,
  legalLimitationInterrupted,
  legalLimitationSet,
  negotiationLimitationInterrupted,
  outreachNoticeDelivered,
  outreachRequestAnswered,
} from '@mora/contracts';
import { Trace } from '../negotiation-checker/trace.js';
import type { Finding } from './book.js';
import { Ledger } from './ledger.js';
import { yearsFrom } from './period.js';
import type { Limitation, LineRules } from './rules-read.js';

type Act = Readonly<{ kind: string; on: string }>;

const KINDS: Readonly<Record<string, string>> = {
  acknowledged: 'acknowledged',
  'asked-for-time': 'asked-for-time',
  'instalment-plan-agreed': 'plan-agreed',
};

/** Every end of a period that was said is the end by this checker's own clock, and begins where the ledger says. */
export function clocksAreOwn(trace: Trace, rules: LineRules): readonly Finding[] {
  const suits = trace.all(legalFiled);
  return trace.all(legalLimitationSet).flatMap(({ place, businessDate: on, data }) => {
    const { claim, jurisdiction, startsOn, expiresOn, state, clockId } = data;
    if (expiresOn === null || !['running', 'expired'].includes(state)) return [];
    if (claim !== 'debt' && claim !== 'interest') return [];
    if (suits.some((suit) => suit.place < place)) return []; // what a suit stops is judged by its proceeding
    const finding = (detail: string): Finding => ({ check: 'clock', loan: trace.loan, about: clockId, detail });
    const law = rules.limitation[jurisdiction];
    const years = claim === 'debt' ? law.debt.years : law.interest?.years;
    if (years === undefined) return [finding(`${jurisdiction} knows no period of its own for ${claim}`)];
    const ledger = new Ledger(trace.records.slice(0, place), on);
    const own = startOf(ledger, law, claim, on);
    if (own !== startsOn) return [finding(`starts on ${startsOn} where the ledger says ${own}`)];
    const end = endAfter(startsOn, years, actsIn(trace, place, ledger, on), law, rules);
    const isOver = end < on;
    if (end !== expiresOn) return [finding(`ends on ${expiresOn} where it is ${end}`)];
    return isOver === (state === 'expired') ? [] : [finding(`is ${state} on ${on} though it ends on ${end}`)];
  });
}

function startOf(ledger: Ledger, { debt }: Limitation, claim: 'debt' | 'interest', on: string): string | null {
  if (claim === 'interest') return ledger.oldestUnpaid('9999-12-31', ({ interest }) => interest > 0n);
  return debt.from === 'last-instalment' ? ledger.lastDueOn : ledger.oldestUnpaid(on);
}

function actsIn(trace: Trace, place: number, ledger: Ledger, on: string): readonly Act[] {
  return [
    ...ledger.payments.map(({ valueDate }): Act => ({ kind: 'part-payment', on: valueDate })),
    ...trace
      .before(negotiationLimitationInterrupted, place)
      .map(({ data }): Act => ({ kind: KINDS[data.act] ?? data.act, on: data.on })),
    // Of what was delivered the law counts what it says itself that it counts, if it was delivered.
    ...trace
      .before(legalLimitationInterrupted, place)
      .filter(({ data }) => data.proof.kind === 'notice')
      .map(({ data }): Act => ({ kind: data.act, on: data.on })),
    ...trace
      .all(legalLimitationInterrupted)
      .filter((one) => one.place > place && one.businessDate === on && one.data.proof.kind === 'notice')
      .map(({ data }): Act => ({ kind: data.act, on: data.on })),
  ].filter((act) => act.on <= on);
}

function endAfter(startsOn: string, years: number, acts: readonly Act[], law: Limitation, rules: LineRules): string {
  let end = yearsFrom(startsOn, years, law, rules);
  let last = startsOn;
  for (const { kind, on } of acts.toSorted((a, b) => (a.on < b.on ? -1 : 1))) {
    if (law.restart[kind] !== true || (on > end && !law.revive.includes(kind)) || on <= last) continue;
    last = on;
    end = yearsFrom(last, years, law, rules);
  }
  return end;
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
