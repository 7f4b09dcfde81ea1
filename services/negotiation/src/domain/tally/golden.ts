import { addDays, calendarDate } from '@mora/kernel';
import type { RoundRules } from '../round/rules.js';
import { consecutiveOf, withClosing } from './consecutive.js';
import type { Closing } from './types.js';

const FIRST = calendarDate('2026-01-05');
const EPISODE = 'e-1';

/** What golden cases tell of an episode, one thing a day. */
const WHAT: Readonly<Record<string, Pick<Closing, 'what' | 'reason' | 'by'>>> = {
  failed: { what: 'failed', reason: 'rejected', by: null },
  closed: { what: 'neutral', reason: null, by: null },
  activated: { what: 'activated', reason: null, by: null },
  broken: { what: 'failed', reason: 'plan-broken', by: null },
  paid: { what: 'cured', reason: null, by: 'paid' },
  rescheduled: { what: 'cured', reason: null, by: 'rescheduled' },
  corrected: { what: 'cured', reason: null, by: 'corrected' },
};

/** How many have failed in a row behind all of it. */
export function rowOf(happened: readonly string[], rules: RoundRules['tally']): number {
  const closings = happened.reduce<readonly Closing[]>((all, word, n) => {
    const kind = WHAT[word];
    if (kind === undefined) return all;
    const about = { roundId: null, planId: null, legal: null, episodeId: EPISODE, said: true };
    return withClosing(all, { id: `${n}`, on: addDays(FIRST, n), ...about, ...kind });
  }, []);
  return consecutiveOf(closings, rules, EPISODE);
}
