import { Injectable } from '@nestjs/common';
import { Log, ServiceMetrics } from '@mora/runtime';

const ALARMS = ['sequence-gap-expired', 'day-incomplete'] as const;
export type AlarmName = (typeof ALARMS)[number];

/** Somebody must look: counted for the pager, and logged with ids and figures only. */
@Injectable()
export class Alarms {
  constructor(
    private readonly log: Log,
    private readonly metrics: ServiceMetrics,
  ) {
    // A series that is not there until the first alarm cannot be watched for its first rise.
    for (const alarm of [...ALARMS, 'day-keeper-failed']) metrics.alarms.inc({ alarm }, 0);
  }

  raise(alarm: AlarmName, fields: Readonly<Record<string, string | number>> = {}): void {
    this.metrics.alarms.inc({ alarm });
    this.log.error('alarm', { ...fields, alarm });
  }

  /** Work that goes on by itself has failed, and will be tried again. */
  failed(what: 'day-keeper', error: unknown): void {
    this.metrics.alarms.inc({ alarm: `${what}-failed` });
    this.log.error('alarm', { alarm: `${what}-failed`, error });
  }
}
