import {
  type Announcement,
  delinquencyBucketChanged,
  delinquencyClassChanged,
  delinquencyCured,
  delinquencyDriftDetected,
  delinquencyObservationEnded,
  delinquencyObservationRestarted,
  delinquencyObservationStarted,
  delinquencyStarted,
} from '@mora/contracts';
import type { Currency } from '@mora/kernel';
import type { Change } from '../domain/changes.js';
import { overdueText } from './amounts.js';

/** A change in the words of its contract. */
export function announce(change: Change, currency: Currency): Announcement {
  switch (change.kind) {
    case 'started': {
      const { kind: _, overdue, ...rest } = change;
      return delinquencyStarted.of({ ...rest, overdue: overdueText(overdue, currency) });
    }
    case 'bucket-changed': {
      const { kind: _, overdue, ...rest } = change;
      return delinquencyBucketChanged.of({ ...rest, overdue: overdueText(overdue, currency) });
    }
    case 'class-changed': {
      const { kind: _, overdue, ...rest } = change;
      return delinquencyClassChanged.of({ ...rest, overdue: overdueText(overdue, currency) });
    }
    case 'cured': {
      const { kind: _, ...rest } = change;
      return delinquencyCured.of(rest);
    }
    case 'observation-started': {
      const { kind: _, ...rest } = change;
      return delinquencyObservationStarted.of(rest);
    }
    case 'observation-restarted': {
      const { kind: _, ...rest } = change;
      return delinquencyObservationRestarted.of(rest);
    }
    case 'observation-ended': {
      const { kind: _, ...rest } = change;
      return delinquencyObservationEnded.of(rest);
    }
    case 'drift-detected': {
      const { kind: _, ...rest } = change;
      return delinquencyDriftDetected.of(rest);
    }
  }
}
