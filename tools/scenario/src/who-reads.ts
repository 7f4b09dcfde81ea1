import {
  DELINQUENCY_STREAM,
  LEGAL_STREAM,
  LOAN_STREAM,
  NEGOTIATION_STREAM,
  OUTREACH_ANSWERS_STREAM,
  OUTREACH_STREAM,
  OUTREACH_WANTED_STREAM,
} from '@mora/contracts';
import type { ServiceName } from './world.js';

/** Which streams each service reads, and in which of its lanes. */
export const READ: readonly (readonly [ServiceName, space: string, stream: string])[] = [
  ['delinquency-classification', 'loan', LOAN_STREAM],
  ['outreach', 'loan', LOAN_STREAM],
  ['outreach', 'loan', DELINQUENCY_STREAM],
  ['outreach', 'loan', NEGOTIATION_STREAM],
  ['outreach', 'loan', LEGAL_STREAM],
  ['outreach', 'person', OUTREACH_WANTED_STREAM],
  ['outreach', 'loan', OUTREACH_ANSWERS_STREAM],
  ['negotiation', 'loan', LOAN_STREAM],
  ['negotiation', 'loan', DELINQUENCY_STREAM],
  ['negotiation', 'loan', OUTREACH_STREAM],
  ['negotiation', 'loan', LEGAL_STREAM],
  ['legal-escalation', 'loan', LOAN_STREAM],
  ['legal-escalation', 'loan', DELINQUENCY_STREAM],
  ['legal-escalation', 'loan', OUTREACH_STREAM],
  ['legal-escalation', 'loan', NEGOTIATION_STREAM],
];

/** Whose days each service waits for before it closes one of its own, and on which stream. */
export const SPINE: ReadonlyMap<ServiceName, ReadonlyMap<string, ServiceName>> = new Map([
  ['delinquency-classification', new Map([[LOAN_STREAM, 'ingestion']])],
  ...(['outreach', 'negotiation', 'legal-escalation'] as const).map(
    (name) =>
      [
        name,
        new Map<string, ServiceName>([
          [LOAN_STREAM, 'ingestion'],
          [DELINQUENCY_STREAM, 'delinquency-classification'],
        ]),
      ] as const,
  ),
]);

/** Whether a service closes no day, as it is stopped or waits for one that is. */
export function standsStill(name: ServiceName, away: ReadonlySet<ServiceName>): boolean {
  return away.has(name) || [...(SPINE.get(name)?.values() ?? [])].some((one) => standsStill(one, away));
}
