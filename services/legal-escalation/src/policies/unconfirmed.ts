import { Inject, Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { Log, ServiceMetrics } from '@mora/runtime';
import type { Mark, Versioned } from '../domain/versioned.js';
import { LEGAL_POLICIES, type PolicyBook } from './load.js';

export type Unconfirmed = Readonly<{ policy: string; rule: string; mark: Mark }>;

/** What rests on no text that anybody has read: from memory, or unknown. */
const isUnconfirmed = (mark: unknown): mark is Mark => mark === 'M' || mark === 'U';

/** Every rule and number in these files that is so marked, by where it stands in its file. */
export const unconfirmedIn = (files: readonly Versioned[]): readonly Unconfirmed[] =>
  files.flatMap((file) =>
    marked(file, []).map(({ at, mark }) => ({ policy: file.id, rule: at.join('.') || 'all', mark })),
  );

function marked(value: unknown, at: readonly string[]): readonly Readonly<{ at: readonly string[]; mark: Mark }>[] {
  if (typeof value !== 'object' || value === null) return [];
  const { mark } = value as Readonly<{ mark?: unknown }>;
  const inside = Object.entries(value).flatMap(([name, one]) => marked(one, [...at, name]));
  return isUnconfirmed(mark) ? [{ at, mark }, ...inside] : inside;
}

/**
 * Says at every start which rules in force rest on no text that anybody has read, so that a bank sees them before it
 * goes live. They hold all the same: the strict value is the default.
 */
@Injectable()
export class UnconfirmedPolicies {
  constructor(@Inject(LEGAL_POLICIES) { files }: PolicyBook, log: Log, metrics: ServiceMetrics) {
    const gauge = new Gauge({
      name: 'mora_policy_unconfirmed',
      help: 'Rules and settings in force that the bank has still to confirm (1 each)',
      labelNames: ['pack', 'rule'],
      registers: [metrics.registry],
    });
    for (const { policy: pack, rule, mark } of unconfirmedIn(files)) {
      log.warn('policy-unconfirmed', { pack, rule, mark });
      gauge.set({ pack, rule }, 1);
    }
  }
}
