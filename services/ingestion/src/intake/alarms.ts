import { Injectable } from '@nestjs/common';
import { Log, ServiceMetrics } from '@mora/runtime';

export type AlarmName = 'sequence-gap-expired' | 'day-incomplete';

/** Somebody must look: counted for the pager, and logged with ids and figures only. */
@Injectable()
export class Alarms {
  constructor(
    private readonly log: Log,
    private readonly metrics: ServiceMetrics,
  ) {}

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
