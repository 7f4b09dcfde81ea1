import { addDays, type CalendarDate, id128 } from '@mora/kernel';
import { freePayments } from '../enforcement/payments.js';
import { gatheredOf, withMore } from '../loan/gathered.js';
import type { LoanView } from '../loan/part.js';
import { timelineOf } from '../loan/timeline.js';
import { workDone, workWanted } from '../loan/work.js';
import { moneyOf } from '../proceedings/money.js';
import { collateralClosed } from './collateral.js';
import { guarantorsAsked } from './guarantors.js';
import { caseOf, type Made, sumOf, debtOf } from './made.js';
import { saleClosed } from './transferred.js';
import type { DisposalPart } from './types.js';

/** A day is over: what the ledger has booked of all that was asked, and what has come in since. */
export function closed(part: DisposalPart, view: LoanView, day: CalendarDate): Made {
  const written = recovering(writtenOff(answered(gatheredOf(part), view, day), view, day), view);
  return guarantorsAsked(collateralClosed(saleClosed(written, view, day), view, day), view, day);
}

/** The ledger has refused a write-off, or says nothing to it. */
function answered(made: Made, view: LoanView, day: CalendarDate): Made {
  const { writeOff } = made.part;
  if (writeOff?.state !== 'approved' || writeOff.requestId === null) return made;
  const { proposalId, requestId, answerBy } = writeOff;
  const item = { loanId: view.loanId, about: proposalId, team: 'operations' as const, openedOn: day };
  if (view.parts.ledger.answers[requestId] === 'rejected') {
    return withMore(made, {
      part: { ...made.part, writeOff: { ...writeOff, state: 'refused', on: day } },
      writes: [
        timelineOf('write-off-rejected', { proposalId, requestId }, null),
        workWanted({ ...item, kind: 'write-off-rejected', dueOn: addDays(day, 1), because: 'ledger' }),
      ],
    });
  }
  if (answerBy === null || day <= answerBy || view.parts.ledger.status === 'written-off') return made;
  const silent = workWanted({ ...item, kind: 'ledger-silent', dueOn: addDays(day, 1), because: 'write-off' });
  return withMore(made, { writes: [silent] });
}

/** The status of the ledger is what counts, whoever has asked for it; it may take it back. */
function writtenOff(made: Made, view: LoanView, day: CalendarDate): Made {
  const { part } = made;
  const { status, statusOn } = view.parts.ledger;
  if (status !== 'written-off') {
    if (part.writtenOffOn === null || status !== 'active') return made;
    const fresh = { ...part, writtenOffOn: null, afterWriteOff: 0, recovered: [] };
    return withMore(made, { part: fresh, writes: [timelineOf('write-off-undone', { on: statusOn }, null)] });
  }
  // What has no currency yet has nothing booked that could be written off.
  if (part.writtenOffOn !== null || view.parts.ledger.currency === null) return made;
  const on = statusOn ?? day;
  const { writeOff } = part;
  const isOurs = writeOff?.state === 'approved';
  const { currency, text } = moneyOf(view);
  const amount = isOurs ? writeOff.amount : sumOf(debtOf(view, addDays(day, 1)).total);
  const proposalId = isOurs ? writeOff.proposalId : null;
  const data = { proposalId, currency, amount: text(amount), on };
  const next: DisposalPart = {
    ...part,
    writtenOffOn: on,
    ...(isOurs && { writeOff: { ...writeOff, state: 'booked', on } }),
  };
  const about = proposalId ?? view.loanId;
  return withMore(made, {
    part: next,
    said: [{ type: 'written-off', data }],
    writes: [
      timelineOf('written-off', data, null),
      workDone({ loanId: view.loanId, about, kind: 'ledger-silent' }, 'booked', day),
    ],
    tell: [{ kind: 'gone', how: 'written-off' }],
  });
}

/** What is written off is owed still: whatever comes in behind it is a recovery, unless an enforcement has said so. */
function recovering(made: Made, view: LoanView): Made {
  const { writtenOffOn, recovered } = made.part;
  if (writtenOffOn === null) return made;
  const payments = view.parts.ledger.payments;
  const stands = recovered.filter(({ paymentId }) => payments.some(({ id }) => id === paymentId));
  const known = new Set(stands.map(({ paymentId }) => paymentId));
  const fresh = freePayments(view.parts.enforcement, view.parts.ledger).filter(
    ({ id, valueDate, bookedOn }) => valueDate >= writtenOffOn && bookedOn >= writtenOffOn && !known.has(id),
  );
  if (fresh.length === 0 && stands.length === recovered.length) return made;
  const all = [...stands, ...fresh.map(({ id, minor }) => ({ paymentId: id, minor }))];
  const afterWriteOff = all.reduce((sum, { minor }) => sum + minor, 0);
  const { currency, text } = moneyOf(view);
  const nought = text(0);
  const caseId = caseOf(view) ?? id128('legal', 'written-off', view.loanId);
  return withMore(made, {
    part: { ...made.part, afterWriteOff, recovered: all },
    said: fresh.map(({ id, minor, valueDate: on }) => ({
      type: 'recovered',
      data: {
        caseId,
        enforcementId: null,
        recoveryId: id128('legal', 'after-write-off', view.loanId, id),
        on,
        currency,
        amount: text(minor),
        judgment: text(minor),
        costs: nought,
        doubled: nought,
        surplus: nought,
        afterWriteOff: true,
      },
    })),
    writes: [timelineOf('recovered-after-write-off', { afterWriteOff, payments: all.length }, null)],
  });
}
