import type { Event } from '@mora/contracts';
import {
  delinquencyBucketChanged,
  delinquencyClassChanged,
  delinquencyCured,
  delinquencyRiskGraded,
  delinquencyStarted,
  delinquencySubjectHeld,
  delinquencySubjectReleased,
  loanPartyLinked,
  loanPaused,
  loanPaymentPosted,
  loanPaymentReversed,
  loanRegistered,
  loanScheduleReplaced,
  loanStatusChanged,
  loanSubjectHeld,
  loanSubjectReleased,
} from '@mora/contracts';
import { loanId, personIdOf, tenantOf } from '@mora/kernel';
import { type Accepts, restriction, when } from '@mora/runtime';
import type { EpisodeSaid, LoanEvent, LoanTold, Overdue } from '../../domain/loan/event.js';
import { AmountUnusable, minorOf } from './amounts.js';

/** An event of a stream, told of its loan; an amount that cannot be used holds the loan with a reason. */
export const told =
  <D>(map: (data: D, event: Event<D>) => LoanEvent) =>
  (event: Event<D>): LoanTold => ({ loanId: loanId(event.subject), id: event.id, event: readable(map, event) });

function readable<D>(map: (data: D, event: Event<D>) => LoanEvent, event: Event<D>): LoanEvent {
  try {
    return map(event.data, event);
  } catch (error) {
    if (error instanceof AmountUnusable) return { kind: 'unusable', because: error.because };
    throw error;
  }
}

type OverdueTexts = Readonly<Record<'total' | 'principal' | 'interest' | 'fee' | 'penalty', string>> &
  Pick<Overdue, 'currency'>;

const overdueOf = ({ currency, total, principal, interest, fee, penalty }: OverdueTexts): Overdue => ({
  currency,
  total: minorOf(total, currency),
  principal: minorOf(principal, currency),
  interest: minorOf(interest, currency),
  fee: minorOf(fee, currency),
  penalty: minorOf(penalty, currency),
});

type Episode = Omit<EpisodeSaid, 'overdue'> & Readonly<{ overdue: OverdueTexts }>;

const episodeOf = ({ episodeId, asOf, oldestUnpaidOn, daysPastDue, overdue }: Episode): EpisodeSaid => ({
  episodeId,
  asOf,
  oldestUnpaidOn,
  daysPastDue,
  overdue: overdueOf(overdue),
});

/** The loan stream in the words of the domain. */
const ledgerEvents: readonly Accepts<LoanTold>[] = [
  when(
    loanRegistered,
    told(({ product, currency, cutOver }) => ({ kind: 'registered', product, currency, cutOver: cutOver ?? false })),
  ),
  when(
    loanScheduleReplaced,
    told(({ version, currency, instalments }) => {
      const dues = instalments.map(({ dueOn, principal, interest, fee, penalty }) => ({
        dueOn,
        minor: [principal, interest, fee, penalty].reduce((sum, text) => sum + minorOf(text, currency), 0),
      }));
      return { kind: 'schedule', version, currency, instalments: dues };
    }),
  ),
  when(
    loanPaymentPosted,
    told(({ transactionId: paymentId, amount, currency, valueDate }) => {
      return { kind: 'payment', paymentId, minor: minorOf(amount, currency), currency, valueDate };
    }),
  ),
  when(
    loanPaymentReversed,
    told(({ originalTransactionId: paymentId, valueDate: on }) => ({ kind: 'reversal', paymentId, on })),
  ),
  restriction(
    loanStatusChanged,
    told(({ status, effectiveOn }) => ({ kind: 'status', status, effectiveOn })),
  ),
  when(
    loanPaused,
    told(({ pauseId, from, until }) => ({ kind: 'paused', pauseId, from, until })),
  ),
  when(
    loanPartyLinked,
    told(({ partyId, role, from, until }, { subject }) => {
      const personId = personIdOf(tenantOf(loanId(subject)), partyId);
      return { kind: 'party-linked', personId, role, from, until: until ?? null };
    }),
  ),
  restriction(
    loanSubjectHeld,
    told(({ reason, since }) => ({ kind: 'upstream-held', by: 'ledger', reason, since })),
  ),
  when(
    loanSubjectReleased,
    told(({ reason, since }) => ({ kind: 'upstream-released', by: 'ledger', reason, since })),
  ),
];

/** The delinquency stream in the words of the domain. */
const arrearsEvents: readonly Accepts<LoanTold>[] = [
  when(
    delinquencyStarted,
    told((data) => ({
      kind: 'arrears-started',
      first: data.first,
      cutOver: data.cutOver,
      ...episodeOf(data),
    })),
  ),
  when(
    delinquencyBucketChanged,
    told((data) => ({ kind: 'bucket', table: data.table, to: data.to, ...episodeOf(data) })),
  ),
  when(
    delinquencyClassChanged,
    told((data) => ({ kind: 'class', scheme: data.scheme, to: data.to, ...episodeOf(data) })),
  ),
  when(
    delinquencyCured,
    told(({ episodeId, by, asOf, daysPastDueBefore }) => ({ kind: 'cured', episodeId, by, asOf, daysPastDueBefore })),
  ),
  when(
    delinquencyRiskGraded,
    told(({ grade, asOf }) => ({ kind: 'graded', grade, asOf })),
  ),
  restriction(
    delinquencySubjectHeld,
    told(({ reason, since }) => ({ kind: 'upstream-held', by: 'arrears', reason, since })),
  ),
  when(
    delinquencySubjectReleased,
    told(({ reason, since }) => ({ kind: 'upstream-released', by: 'arrears', reason, since })),
  ),
];

/** What both spine streams say. */
export const spineEvents = [...ledgerEvents, ...arrearsEvents];
