import { addDays, id128 } from '@mora/kernel';
import { timelineOf } from '../loan/timeline.js';
import { askedRows, partRows, portionsText, textOf } from './amounts.js';
import { askRow } from './rows.js';
import type { PlanStep, Scene } from './step.js';
import type { Ask, AskKind, Plan } from './types.js';

export const requestIdOf = (planId: string, kind: AskKind, tries: number): string => id128(planId, kind, tries);

/** The ledger is asked: it decides, and until it has answered nothing of the plan is in force. */
export function asking(plan: Plan, kind: AskKind, tries: number, { view, at }: Scene): PlanStep {
  const { loanId, policies } = view;
  const { openDay: askedOn } = at;
  const answerBy = addDays(askedOn, policies.plans.ledgerAnswerDays);
  const { planId } = plan;
  const request: Ask = { requestId: requestIdOf(planId, kind, tries), kind, tries, askedOn, answerBy, state: 'open' };
  const asked = { ...plan, request };
  const body = bodyOf(asked, request);
  const { requestId } = request;
  return {
    plan: asked,
    said: [{ type: kind, data: body, ask: true }],
    writes: [
      askRow({ change: 'asked', requestId, loanId, planId, type: kind, body, askedOn, answerBy }),
      timelineOf('ledger-asked', { planId, requestId, kind, tries, answerBy }, plan.rules.policy),
    ],
    reviewOn: answerBy,
  };
}

/** What a kind of ask says besides its ids. */
function bodyOf(plan: Plan, { requestId, kind, answerBy }: Ask): object {
  const { planId, currency, rows, terms, restructure, kinds, fund, settles, acceptedOn } = plan;
  const about = { requestId, planId, currency, answerBy };
  switch (kind) {
    case 'reschedule':
      return {
        ...about,
        kinds,
        // Money that has come since it was agreed pays the new rows, also where the ledger is asked again later.
        effectiveFrom: acceptedOn,
        replaces: terms.replaces === null ? null : { version: terms.replaces },
        instalments: askedRows(rows, currency),
        yearlyRate: terms.yearlyRate,
        waive: portionsText(terms.waived, currency),
        capitalise: textOf(terms.capitalised, currency),
        restructure,
      };
    case 'settle':
      return {
        ...about,
        pay: textOf(settles ?? 0, currency),
        parts: partRows(rows, currency),
        waiveAfter: portionsText(terms.waived, currency),
        restructure,
      };
    case 'close-settled':
      return { ...about, waive: portionsText(terms.waived, currency) };
    case 'fund':
      return {
        ...about,
        amount: textOf(fund?.minor ?? 0, currency),
        payableTo: 'payee-of-proof',
        instalments: askedRows(rows, currency),
      };
  }
}

/** An ask has ended; where it is given up, the ledger is told not to book it any more. */
export function asked(plan: Plan, state: Exclude<Ask['state'], 'open'>, end: AskEnd, { view, at }: Scene): PlanStep {
  const { request, planId } = plan;
  if (request === null) return { plan };
  const { requestId } = request;
  const { because = null, reference = null } = end;
  const ended: PlanStep = {
    plan: { ...plan, request: { ...request, state } },
    writes: [
      askRow({ change: 'answered', requestId, state, answeredOn: at.openDay, reason: because, reference }),
      timelineOf('ledger-answered', { planId, requestId, state, because, reference }, null),
    ],
  };
  // The ledger may still follow an ask that it has let lie, where nothing else has taken its place.
  const isLive = request.state === 'open' || (request.state === 'timed-out' && request.kind === 'close-settled');
  if (end.withdraw !== true || !isLive) return ended;
  const body = { requestId, because: because ?? state };
  const { loanId } = view;
  const { openDay: askedOn } = at;
  const row = askRow({
    change: 'asked',
    type: 'withdrawn',
    answerBy: askedOn,
    requestId,
    loanId,
    planId,
    body,
    askedOn,
  });
  return {
    ...ended,
    said: [{ type: 'withdrawn', data: body, ask: true }],
    writes: [...(ended.writes ?? []), row],
  };
}

export type AskEnd = Readonly<{ because?: string | null; reference?: string | null; withdraw?: true }>;
