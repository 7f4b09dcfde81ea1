import { DELINQUENCY_STREAM, LOAN_STREAM } from '@mora/contracts';
import { checkBalances } from './checks/balances.js';
import { distinct } from './checks/distinct.js';
import { checkDownstream, checkFates } from './checks/fates.js';
import type { Finding } from './checks/finding.js';
import { checkMarks, checkSequence, checkStory } from './checks/order.js';
import { checkRebuild, concernsClassification } from './checks/rebuild.js';
import type { Evidence } from './evidence.js';

export type Judgement = Readonly<{
  findings: readonly Finding[];
  /** Distinct records of each stream, marks included, and how many came again under their id. */
  loan: Readonly<{ distinct: number; repeated: number }>;
  delinquency: Readonly<{ distinct: number; repeated: number }>;
}>;

/** Judges a run by what went in, what came out and what is in the books. Pure. */
export function judge(evidence: Evidence): Judgement {
  const loan = distinct(LOAN_STREAM, evidence.loanStream);
  const delinquency = distinct(DELINQUENCY_STREAM, evidence.delinquencyStream);
  const { days, partitions } = evidence;
  const findings = [
    ...loan.findings,
    ...delinquency.findings,
    ...checkFates(evidence, loan.records),
    ...checkDownstream(evidence, loan.records, concernsClassification),
    ...checkSequence(loan.records),
    ...checkStory(delinquency.records),
    ...checkMarks(LOAN_STREAM, loan.records, days, partitions),
    ...checkMarks(DELINQUENCY_STREAM, delinquency.records, days, partitions),
    ...checkBalances(evidence, loan.records),
    ...checkRebuild(evidence, loan.records, delinquency.records),
  ];
  return {
    findings,
    loan: { distinct: loan.records.length, repeated: loan.repeated },
    delinquency: { distinct: delinquency.records.length, repeated: delinquency.repeated },
  };
}

/** The closing line of a run. */
export function verdictOf(findings: readonly Finding[], others: readonly string[] = []): string {
  const count = (kind: Finding['kind']): number => findings.filter((one) => one.kind === kind).length;
  const balances = count('balance') === 0 ? 'balances equal' : `${count('balance')} balances differ`;
  const counts = [`${count('lost')} lost`, `${count('doubled')} doubled`, `${count('out-of-order')} out of order`];
  const misplaced = count('misplaced') === 0 ? [] : [`${count('misplaced')} misplaced`];
  const passed = findings.length === 0 && others.length === 0;
  return `faults: ${[...counts, ...misplaced, balances, ...others].join(', ')} — ${passed ? 'PASS' : 'FAIL'}`;
}
