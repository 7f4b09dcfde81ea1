import {
  delinquencyBucketChanged,
  delinquencyClassChanged,
  delinquencyCured,
  delinquencyRiskGraded,
  delinquencyStarted,
  delinquencySubjectHeld,
  delinquencySubjectReleased,
} from '@mora/contracts';
import type { Currency } from '@mora/kernel';
import { type Accepts, restriction, when } from '@mora/runtime';
import type { EpisodeSaid, LoanTold } from '../../domain/loan/event.js';
import type { Amounts } from '../../domain/words.js';
import { minorOf } from './amounts.js';
import { told } from './told.js';

type OverdueTexts = Readonly<Record<keyof Amounts, string> & { currency: Currency }>;
type Episode = Omit<EpisodeSaid, 'overdue'> & Readonly<{ overdue: OverdueTexts }>;

const episodeOf = ({ episodeId, asOf, oldestUnpaidOn, daysPastDue, overdue }: Episode): EpisodeSaid => ({
  episodeId,
  asOf,
  oldestUnpaidOn,
  daysPastDue,
  overdue: {
    principal: minorOf(overdue.principal, overdue.currency),
    interest: minorOf(overdue.interest, overdue.currency),
    fee: minorOf(overdue.fee, overdue.currency),
    penalty: minorOf(overdue.penalty, overdue.currency),
  },
});

/** The delinquency stream in the words of the domain. */
export const arrearsEvents: readonly Accepts<LoanTold>[] = [
  when(
    delinquencyStarted,
    told((data) => ({
      kind: 'arrears-started',
      first: data.first,
      cutOver: data.cutOver,
      ...(data.startedOn !== undefined && { startedOn: data.startedOn }),
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
    told(({ episodeId, by, asOf }) => ({ kind: 'cured', episodeId, by, asOf })),
  ),
  when(
    delinquencyRiskGraded,
    told(({ grade }) => ({ kind: 'graded', grade })),
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
