import { type CalendarDate, latest } from '@mora/kernel';
import type { OutreachConfig } from '../../config.js';
import type { LoanPolicies } from '../../domain/loan/part.js';
import type { OutreachPolicies } from '../../policies/load.js';
import { SHIPPED } from '../../policies/shipped.js';
import { loadStrategies } from '../../policies/strategies.js';

/** What the lanes of loans decide by, from which day on, and in whose days they live. */
export type LoanSettings = Readonly<{ policies: LoanPolicies; startsOn: CalendarDate; installationZone: string }>;

export const LOAN_SETTINGS = Symbol('outreach: what the lanes of loans decide by');

/** Throws where a strategy is none, or fails its own cases. */
export function loanSettings(
  { POLICY_FOLDER, TIME_ZONE }: Pick<OutreachConfig, 'POLICY_FOLDER' | 'TIME_ZONE'>,
  { people, holidays, flow }: Pick<OutreachPolicies, 'people' | 'holidays' | 'flow'>,
): LoanSettings {
  const strategies = loadStrategies(POLICY_FOLDER ?? SHIPPED);
  const { informingSilenceDays } = flow;
  const startsOn = [strategies, ...Object.values(people)].map(({ since }) => since).reduce(latest);
  return { policies: { strategies, people, holidays, informingSilenceDays }, startsOn, installationZone: TIME_ZONE };
}
