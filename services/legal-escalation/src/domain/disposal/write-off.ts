import { addDays } from '@mora/kernel';
import { daysPastDueOn } from '../loan/parts/arrears.js';
import { gatheredOf, refusal, type Refused, withMore } from '../loan/gathered.js';
import type { LoanView } from '../loan/part.js';
import { timelineOf } from '../loan/timeline.js';
import { workDone, workWanted } from '../loan/work.js';
import { moneyOf } from '../proceedings/money.js';
import type { Amounts, LaneAt, Minor } from '../words.js';
import type { DisposalCommand } from './commands.js';
import { debtOf, type Made, sumOf } from './made.js';
import type { DisposalPart, WriteOff } from './types.js';

type Command<K extends DisposalCommand['kind']> = Extract<DisposalCommand, { kind: K }>;

/** Somebody proposes to write a claim off: nothing more was found for it, or it is small and old. */
export function proposed(
  part: DisposalPart,
  { proposalId, because, by }: Command<'propose-write-off'>,
  view: LoanView,
  { openDay }: LaneAt,
): Made | Refused {
  const { writeOff } = part;
  if (writeOff?.state === 'proposed' || writeOff?.state === 'approved') return refusal('write-off-open');
  const amount = sumOf(debtOf(view, openDay).total);
  const no = whyNotWrittenOff(part, amount, view, openDay);
  if (no !== null) return refusal(no);
  const proposal: WriteOff = {
    proposalId,
    by,
    approver: null,
    state: 'proposed',
    amount,
    because,
    requestId: null,
    on: openDay,
    answerBy: null,
  };
  const { currency, text } = moneyOf(view);
  const data = { proposalId, currency, amount: text(amount), because, by };
  const item = { loanId: view.loanId, about: proposalId, kind: 'approve-write-off', team: 'supervisor' as const };
  return withMore(gatheredOf({ ...part, writeOff: proposal }), {
    said: [{ type: 'write-off-proposed', data }],
    writes: [
      timelineOf('write-off-proposed', data, ruleOf(view)),
      workWanted({ ...item, dueOn: addDays(openDay, 1), because: 'proposed', openedOn: openDay }),
    ],
  });
}

const ruleOf = ({ policies: { disposal } }: LoanView) => ({
  id: disposal.id,
  version: disposal.version,
  rule: 'write-off',
});

/** The last round of enforcing has found nothing more, or the claim is old and small enough not to be enforced at all. */
function whyNotWrittenOff(
  { sale }: DisposalPart,
  amount: Minor,
  { parts, policies }: LoanView,
  openDay: LaneAt['openDay'],
): string | null {
  const { ledger, arrears, enforcement } = parts;
  const { currency, status } = ledger;
  if (status !== 'active' || currency === null) return `status-${status}`;
  if (sale?.state === 'asked') return 'sale-open';
  if (amount === 0) return 'nothing-owed';
  if (arrears.episode === null) return 'not-overdue';
  const last = enforcement.rounds.at(-1)?.state;
  if (last === 'open' || last === 'stayed') return 'enforcement-open';
  if (last === 'this-round' || last === 'final') return null;
  const { leastDaysPastDue, most } = policies.disposal.writeOff;
  const isOld = daysPastDueOn(arrears, ledger, addDays(openDay, -1)) >= leastDaysPastDue;
  return isOld && amount <= (most[currency] ?? 0) ? null : 'not-eligible';
}

/** A second person agrees, and the ledger is asked. What is owed has to be what was proposed. */
export function approved(
  part: DisposalPart,
  { requestId, because, by }: Command<'approve-write-off'>,
  view: LoanView,
  { openDay }: LaneAt,
): Made | Refused {
  const { writeOff } = part;
  if (writeOff?.state !== 'proposed') return refusal('nothing-proposed');
  if (writeOff.by === by) return refusal('own-proposal');
  const { total } = debtOf(view, openDay);
  if (sumOf(total) !== writeOff.amount) return refusal('amount-changed');
  const no = whyNotWrittenOff(part, writeOff.amount, view, openDay);
  if (no !== null) return refusal(no);
  const { currency, text } = moneyOf(view);
  const { proposalId } = writeOff;
  const amount = text(writeOff.amount);
  const answerBy = addDays(openDay, view.policies.disposal.ledgerAnswerDays);
  const next: WriteOff = { ...writeOff, state: 'approved', approver: by, requestId, on: openDay, answerBy };
  const portions = textsOf(total, text);
  const data = { proposalId, currency, amount, because, approver: by, requestId };
  const reason = writeOff.because;
  const ask = { requestId, proposalId, currency, amount, portions, answerBy, reason };
  return withMore(gatheredOf({ ...part, writeOff: next }), {
    said: [
      { type: 'write-off-approved', data },
      { type: 'write-off', data: ask, ask: true },
    ],
    writes: [
      timelineOf('write-off-approved', data, ruleOf(view)),
      workDone({ loanId: view.loanId, about: proposalId, kind: 'approve-write-off' }, 'approved', openDay),
    ],
  });
}

const textsOf = ({ principal, interest, fee, penalty }: Amounts, text: (minor: Minor) => string) => ({
  principal: text(principal),
  interest: text(interest),
  fee: text(fee),
  penalty: text(penalty),
});

/** The second person does not agree. */
export function notApproved(
  part: DisposalPart,
  { because, by }: Command<'refuse-write-off'>,
  view: LoanView,
  { openDay }: LaneAt,
): Made | Refused {
  const { writeOff } = part;
  if (writeOff?.state !== 'proposed') return refusal('nothing-proposed');
  if (writeOff.by === by) return refusal('own-proposal');
  const { currency, text } = moneyOf(view);
  const { proposalId, amount } = writeOff;
  const data = { proposalId, currency, amount: text(amount), because, approver: by };
  return withMore(gatheredOf({ ...part, writeOff: { ...writeOff, state: 'refused', approver: by, on: openDay } }), {
    said: [{ type: 'write-off-refused', data }],
    writes: [
      timelineOf('write-off-refused', data, ruleOf(view)),
      workDone({ loanId: view.loanId, about: proposalId, kind: 'approve-write-off' }, 'refused', openDay),
    ],
  });
}
