import { Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { ServiceMetrics } from '@mora/runtime';
import { AgencySweeper } from './agency-sweeper.js';

/** Whether somebody still looks at how the outside firms stand: a number that does not grow is an alarm. */
@Injectable()
export class AgencyGauge {
  constructor(sweeper: AgencySweeper, metrics: ServiceMetrics) {
    new Gauge({
      name: 'mora_agency_rounds',
      help: 'How often the standing of all outside firms was looked at since the start, to the end',
      registers: [metrics.registry],
      collect() {
        this.set(sweeper.rounds);
      },
    });
  }
}
