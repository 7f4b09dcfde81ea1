import { Injectable } from '@nestjs/common';
import { Log, ServiceMetrics } from '@mora/runtime';
import { PERSON_ALARMS, type PersonAlarm } from '../../domain/person/said.js';

/** Somebody must look: counted for the pager, and logged by the person's id and nothing else. */
@Injectable()
export class PersonAlarms {
  constructor(
    private readonly log: Log,
    private readonly metrics: ServiceMetrics,
  ) {
    for (const alarm of PERSON_ALARMS) metrics.alarms.inc({ alarm }, 0); // a rule sees a rise only from what was there
  }

  raise(alarm: PersonAlarm, subject: string): void {
    this.metrics.alarms.inc({ alarm });
    this.log.error('alarm', { alarm, subject });
  }
}
