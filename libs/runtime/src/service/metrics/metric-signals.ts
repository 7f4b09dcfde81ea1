import type { Signals } from '../../signals.js';
import type { Log } from '../log/log.js';
import type { ServiceMetrics } from './service-metrics.js';

/** What the machinery signals, as metrics; alarms and holds also as log lines. */
export const metricSignals = (metrics: ServiceMetrics, log: Log): Signals => ({
  chunk: ({ stream, records, seconds }) => {
    metrics.chunkRecords.observe({ stream }, records);
    metrics.chunkSeconds.observe({ stream }, seconds);
  },
  duplicates: (count) => metrics.duplicates.inc(count),
  conflicts: (count) => metrics.conflicts.inc(count),
  deadLetter: (reason) => {
    metrics.deadLetters.inc({ reason });
    log.warn('a record was set aside', { reason });
  },
  held: (reason) => log.warn('a subject is held', { reason }),
  alarm: (alarm, fields) => {
    metrics.alarms.inc({ alarm });
    log.error('alarm', { ...fields, alarm });
  },
});
