import { Inject, Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { Log, ServiceMetrics } from '@mora/runtime';
import { OUTREACH_POLICIES, type OutreachPolicies } from './load.js';

/**
 * Says at every start which rules in force rest on no text that anybody has read, so that a bank sees them before it
 * goes live. They hold all the same: the strict value is the default.
 */
@Injectable()
export class UnconfirmedPolicies {
  constructor(@Inject(OUTREACH_POLICIES) { packs }: OutreachPolicies, log: Log, metrics: ServiceMetrics) {
    const gauge = new Gauge({
      name: 'mora_policy_unconfirmed',
      help: 'Rules and settings in force that the bank has still to confirm (1 each)',
      labelNames: ['pack', 'rule'],
      registers: [metrics.registry],
    });
    for (const { pack, rule, mark, value, configured } of packs.warnings()) {
      log.warn('policy-unconfirmed', {
        pack,
        rule,
        mark,
        setting: String(value),
        outcome: configured ? 'set' : 'default',
      });
      gauge.set({ pack, rule }, 1);
    }
  }
}
