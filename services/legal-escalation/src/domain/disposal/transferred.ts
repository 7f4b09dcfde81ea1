import { addDays, type CalendarDate, id128 } from '@mora/kernel';
import { withMore } from '../loan/gathered.js';
import type { LoanView, Said } from '../loan/part.js';
import { timelineOf } from '../loan/timeline.js';
import { workDone, workWanted } from '../loan/work.js';
import { outreachHoldOf } from '../proceedings/filed.js';
import { moneyOf } from '../proceedings/money.js';
import { caseOf, debtOf, type Made } from './made.js';
import { packageRow } from './rows.js';
import { left } from './sale.js';
import type { Sale } from './types.js';

/** What the ledger has made of a sale, and outreach of its notice. */
export function saleClosed(made: Made, view: LoanView, day: CalendarDate): Made {
  const { sale, listing } = made.part;
  const { status } = view.parts.ledger;
  if (sale?.state === 'sold') return noticed(made, sale, view, day);
  if (sale?.state === 'asked') return answered(made, sale, view, day);
  // It is gone otherwise: nothing of it is for sale.
  const isGone = status === 'closed' || status === 'transferred';
  return listing !== null && isGone ? left(made, listing.packageId, status, view, addDays(day, 1), null) : made;
}

function answered(made: Made, sale: Sale, view: LoanView, day: CalendarDate): Made {
  const { ledger } = view.parts;
  if (ledger.status === 'transferred') return passedOn(made, sale, view, day);
  const item = { loanId: view.loanId, about: sale.requestId, team: 'operations' as const, openedOn: day };
  if (ledger.answers[sale.requestId] === 'rejected' || ledger.status === 'closed') {
    const rejected = withMore(made, {
      part: { ...made.part, sale: { ...sale, state: 'rejected', on: day } },
      writes: [workWanted({ ...item, kind: 'transfer-rejected', dueOn: addDays(day, 1), because: 'left-after-award' })],
    });
    return left(rejected, sale.packageId, 'ledger-rejected', view, addDays(day, 1), null);
  }
  if (day <= sale.answerBy) return made;
  const silent = workWanted({ ...item, kind: 'ledger-silent', dueOn: addDays(day, 1), because: 'transfer' });
  return withMore(made, { writes: [silent] });
}

/** The claim is the buyer's. The debtor is told; before that it binds the debtor to nothing. */
function passedOn(made: Made, sale: Sale, view: LoanView, day: CalendarDate): Made {
  const { packageId, buyerId, claim, price, requestId } = sale;
  const on = view.parts.ledger.statusOn ?? day;
  const { currency, text } = moneyOf(view);
  const noticeRequestId = id128('legal', 'transfer-notice', view.loanId, packageId);
  const data = { packageId, buyerId, on, currency, claim: text(claim), price: text(price), requestId };
  const { total } = debtOf(view, addDays(day, 1));
  return withMore(made, {
    part: { ...made.part, listing: null, sale: { ...sale, state: 'sold', on, noticeRequestId } },
    said: [...holdSaid(view), { type: 'asset-sold', data }, noticeSaid(noticeRequestId, buyerId, on, view, day)],
    writes: [
      packageRow(view, packageId, { state: 'sold', total, price, openDay: addDays(day, 1) }),
      timelineOf('asset-sold', { ...data, noticeRequestId }, null),
      workDone({ loanId: view.loanId, about: requestId, kind: 'ledger-silent' }, 'booked', day),
    ],
    tell: [{ kind: 'gone', how: 'sold' }],
  });
}

/** The bank does not dun for what is another's. A case that went to court has set its hold already. */
function holdSaid(view: LoanView): readonly Said[] {
  const caseId = caseOf(view);
  const isHeld = view.parts.proceedings.proceedings.some((one) => one.caseId === caseId);
  if (isHeld && caseId !== null) return [];
  return [
    { type: 'outreach-hold-set', data: { holdId: outreachHoldOf(caseId ?? view.loanId), reason: 'legal-action' } },
  ];
}

function noticeSaid(
  requestId: string,
  buyer: string,
  on: CalendarDate,
  { policies }: LoanView,
  day: CalendarDate,
): Said {
  const { days, channels } = policies.disposal.notice;
  const notBefore = addDays(day, 1);
  const facts = { reference: requestId, buyer, on };
  const how = { channels, notBefore, deadline: addDays(notBefore, days), proof: 'delivered' };
  const data = { requestId, purpose: 'statutory-notice', template: 'legal-transfer', facts, role: 'borrower', ...how };
  return { type: 'notice-requested', data };
}

function noticed(made: Made, sale: Sale, view: LoanView, day: CalendarDate): Made {
  const { noticeRequestId, packageId, buyerId } = sale;
  const { notices, heard } = view.parts.elsewhere;
  const state = noticeRequestId === null ? undefined : notices[noticeRequestId];
  if (noticeRequestId === null || state === undefined || state === 'open' || state === 'sent') return made;
  const item = { loanId: view.loanId, about: noticeRequestId, kind: 'transfer-notice-failed' };
  const act = heard.findLast(({ kind }) => kind === 'assignment-notice');
  if (state !== 'delivered' || act === undefined) {
    const wanted = { ...item, team: 'legal' as const, dueOn: addDays(day, 1), because: state, openedOn: day };
    return withMore(made, { writes: [workWanted(wanted)] });
  }
  const { kind, id } = act.proof;
  const data = { packageId, buyerId, noticeRequestId, on: act.on, proof: { kind, id } };
  return withMore(made, {
    part: { ...made.part, sale: { ...sale, state: 'noticed' } },
    said: [{ type: 'transfer-noticed', data }],
    writes: [timelineOf('transfer-noticed', data, null), workDone(item, 'delivered', day)],
  });
}
