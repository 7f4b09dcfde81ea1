import type { CalendarDate } from '@mora/kernel';
import type { LoanAt, LoanView, Step } from '../loan/part.js';
import type { NoticeOutcome, NoticeReceipt } from './commands.js';
import { type KeptNotice, type NoticesPart, withNotice } from './kept.js';
import { noticeRow } from './rows.js';
import { invalidPoint, noticeSaid, optedOut } from './said.js';
import { after, type NoticeState } from './transitions.js';

/** What came of handing it over, said by the attempt that claimed it and by no other. */
export function handedOver(part: NoticesPart, command: NoticeOutcome, view: LoanView, at: LoanAt): Step<NoticesPart> {
  const notice = part.notices[command.noticeId];
  if (notice === undefined || notice.attemptId !== command.attemptId) return { part };
  const { provider, providerRef } = command;
  // The answer may come after the receipt that overtook it: the words that were used are kept all the same.
  const told = { ...notice, template: command.template, provider, providerRef: providerRef ?? notice.providerRef };
  const state = after(notice.state, `hand-${command.outcome}`);
  if (state === null)
    return { part: withNotice(part, told), writes: [noticeRow(told, { proofHash: command.proofHash })] };
  return moved(part, told, state, command, view, at);
}

/** What the provider says later, or when it is asked. The row has what the loan has forgotten. */
export function receipt(part: NoticesPart, command: NoticeReceipt, view: LoanView, at: LoanAt): Step<NoticesPart> {
  const notice = part.notices[command.noticeId];
  const state = notice === undefined ? null : after(notice.state, `receipt-${command.outcome}`);
  if (notice === undefined || state === null) return { part };
  const told = { ...notice, provider: command.provider, providerRef: command.providerRef ?? notice.providerRef };
  return moved(part, told, state, command, view, at);
}

type Told = Pick<NoticeOutcome, 'reason' | 'definite' | 'proofHash' | 'at'>;

/** Where it is now: kept, written down and told. */
export function moved(
  part: NoticesPart,
  notice: KeptNotice,
  state: NoticeState,
  { reason, definite, proofHash, at }: Told,
  view: LoanView,
  { openDay }: LoanAt,
): Step<NoticesPart> {
  const next: KeptNotice = { ...notice, state };
  const isOut = state === 'sent' || state === 'delivered';
  const dated = isOut ? datedBy(part, next, openDay) : undatedBy(part, next);
  return {
    part: withNotice(dated, next),
    writes: [noticeRow(next, { doneAt: at, reason, proofHash })],
    said: [
      noticeSaid(saidOf(state), next, { at, reason, proofHash }),
      ...(state === 'failed' && definite ? invalidPoint(view.loanId, next) : []),
      ...(state === 'failed' && reason === OPTED_OUT ? optedOut(view.loanId, next) : []),
    ],
    // What did not arrive is looked at again when the day is closed.
    ...(!isOut && { reviewOn: openDay }),
  };
}

/** The person has told the provider to stop, and so has told us. */
const OPTED_OUT = 'opted-out';

const saidOf = (state: NoticeState) =>
  state === 'sent' || state === 'delivered' || state === 'failed'
    ? (`notice-${state}` as const)
    : ('notice-unknown' as const);

/** The words of 12 CFR 1006.34: from then on a loan counts as validated. */
const VALIDATION = 'validation-notice';

function datedBy(part: NoticesPart, notice: KeptNotice, on: CalendarDate): NoticesPart {
  const dated = { ...part, firstContactOn: part.firstContactOn ?? on, lastNoticeOn: on };
  const { templateId, noticeId } = notice;
  const known = part.validations ?? [];
  if (templateId !== VALIDATION || known.some((one) => one.noticeId === noticeId)) return dated;
  return validated(dated, [...known, { noticeId, on }]);
}

/** What came back has told nobody anything. */
function undatedBy(part: NoticesPart, { noticeId }: KeptNotice): NoticesPart {
  const known = part.validations ?? [];
  const rest = known.filter((one) => one.noticeId !== noticeId);
  return rest.length === known.length ? part : validated(part, rest);
}

const validated = (part: NoticesPart, validations: NonNullable<NoticesPart['validations']>): NoticesPart => ({
  ...part,
  validations,
  validationSentOn: validations[0]?.on ?? null,
});
