import { createHash } from 'node:crypto';
import {
  type EventContract,
  legalAssetSold,
  legalCaseEvaluated,
  legalCaseOpened,
  legalExecutionEnded,
  legalFiled,
  legalGatePassed,
  legalGateWithdrawn,
  legalJudgmentEntered,
  legalLimitationAtRisk,
  legalLimitationInterrupted,
  legalLimitationSet,
  legalMeasureApplied,
  legalMeasureEnded,
  legalMeasureInForce,
  legalMeasureRefused,
  legalRecovered,
  legalSettlementAsked,
  legalSettlementDefaulted,
  legalSettlementGivenUp,
  legalSettlementPerformed,
  legalSettlementRecorded,
  legalWrittenOff,
  negotiationFailed,
  negotiationPlanActivated,
  outreachNoticeSent,
} from '@mora/contracts';
import { amountText, type Currency, minorUnits } from '@mora/kernel';
import type { LogRecord } from '../checker/log.js';
import { table } from '../print.js';

/** What there is to tell of the law in a run: in order, without times of our clock. */
export function tellLaw(records: readonly LogRecord[]): readonly string[] {
  const byType = new Map<string, unknown[]>();
  for (const { type, data } of records) {
    const known = byType.get(type);
    if (known === undefined) byType.set(type, [data]);
    else known.push(data);
  }
  const all = <D>({ type }: EventContract<D>): readonly D[] => (byType.get(type) ?? []) as D[];
  const filed = all(legalFiled);
  return [
    ...table('gates', [...all(legalGatePassed).map(() => 'passed'), ...all(legalGateWithdrawn).map(() => 'withdrawn')]),
    ...table(
      'periods set, by claim and law',
      all(legalLimitationSet).map(({ jurisdiction, claim, state }) => `${jurisdiction} ${claim} ${state}`),
    ),
    ...table(
      'periods interrupted, by act',
      all(legalLimitationInterrupted).map(({ act }) => act),
    ),
    ...table(
      'periods at risk, by days left',
      all(legalLimitationAtRisk).map(({ level, demandAsked }) => `${level}${demandAsked ? ' demand asked' : ''}`),
    ),
    ...table(
      'strategies',
      all(legalCaseEvaluated).map(({ strategy }) => strategy),
    ),
    ...table(
      'filed, by procedure',
      filed.map(({ kind }) => kind),
    ),
    ...table(
      'titles',
      all(legalJudgmentEntered).map(({ title }) => title),
    ),
    ...table('measures', [
      ...all(legalMeasureApplied).map(({ kind }) => `${kind} applied`),
      ...all(legalMeasureInForce).map(() => 'in force'),
      ...all(legalMeasureRefused).map(({ because }) => `refused: ${because}`),
      ...all(legalMeasureEnded).map(({ because }) => `ended: ${because}`),
    ]),
    ...table('settlements', [
      ...all(legalSettlementAsked).map(() => 'asked'),
      ...all(legalSettlementRecorded).map(() => 'recorded'),
      ...all(legalSettlementGivenUp).map(() => 'given up'),
      ...all(legalSettlementDefaulted).map(() => 'not kept'),
      ...all(legalSettlementPerformed).map(() => 'kept to the end'),
    ]),
    ...table(
      'rounds of enforcement, by how they ended',
      all(legalExecutionEnded).map(({ kind }) => kind),
    ),
    `disposal: ${all(legalAssetSold).length} sold, ${all(legalWrittenOff).length} written off; ` +
      `${all(legalRecovered).length} recoveries told`,
    `law: ${all(legalCaseOpened).length} cases, ${filed.length} filed, fees ${feesOf(filed)}`,
    `before it: ${all(outreachNoticeSent).length} notices, ${all(negotiationPlanActivated).length} plans, ` +
      `${all(negotiationFailed).length} negotiations failed`,
  ];
}

function feesOf(filed: readonly Readonly<{ fee: string; currency: Currency }>[]): string {
  const sums = new Map<Currency, bigint>();
  for (const { fee, currency } of filed) sums.set(currency, (sums.get(currency) ?? 0n) + minorUnits(fee, currency));
  if (sums.size === 0) return 'none';
  return [...sums]
    .toSorted()
    .map(([currency, minor]) => `${amountText(minor, currency)} ${currency}`)
    .join(', ');
}

/** Each run signs with a key of its own. */
const unsigned = (name: string, value: unknown): unknown =>
  name === 'signature' || name === 'keyId' ? undefined : value;

/** What was said, in an order of its own; made day by day, so that no run is too long for it. */
export class LogHash {
  private readonly hash = createHash('sha256');

  add(records: readonly LogRecord[]): void {
    const lines = records.map(({ type, loan, data }) => `${type}|${loan}|${JSON.stringify(data, unsigned)}`).toSorted();
    for (const line of lines) this.hash.update(line).update('\n');
  }

  line(): string {
    return `event log sha256 ${this.hash.copy().digest('hex')}`;
  }
}
