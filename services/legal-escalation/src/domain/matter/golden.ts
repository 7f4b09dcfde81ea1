import { InvariantViolated } from '@mora/kernel';
import type { Minor, Strategy } from '../words.js';
import { allowed } from './allowed.js';
import { judgeOpinion } from './opinion.js';
import type { EvaluationRules } from './rules.js';

/** Whether going to law is worth it; or whether a way is open to a claim where people earn so much a year. */
export type EvaluationCase = Readonly<
  { name: string; strategy: Strategy; amount: Minor; refused: string | null } & (
    { expectedRecovery: Minor; expectedCost: Minor } | { yearlyWage: Minor; agreed: boolean }
  )
>;
export type EvaluationFile = EvaluationRules & Readonly<{ goldenCases: readonly EvaluationCase[] }>;

/** Throws InvariantViolated for items that nobody has named, and where a golden case, its checklist full, ends otherwise. */
export function proveEvaluation(file: EvaluationFile): void {
  const named = [...file.automatic, ...Object.values(file.strategies).flatMap(({ needs }) => needs)];
  const unknown = named.find((item) => !file.items.includes(item));
  if (unknown !== undefined) throw new InvariantViolated(`${file.id}: ${unknown} is no item of the checklist`);
  for (const one of file.goldenCases) {
    const found = ('yearlyWage' in one ? wayTo(one, file) : worthOf(one, file))?.because ?? null;
    if (found !== one.refused)
      throw new InvariantViolated(`${file.id}: ${one.name}: ${found}, not ${String(one.refused)}`);
  }
}

type OfWay = Extract<EvaluationCase, { yearlyWage: Minor }>;
type OfWorth = Exclude<EvaluationCase, OfWay>;

function worthOf({ strategy, amount, expectedRecovery, expectedCost }: OfWorth, file: EvaluationFile) {
  const { lessHarmful, jurisdictions } = file.strategies[strategy];
  const checklist = file.items.map((item) => ({ item, state: 'yes' as const, proof: null }));
  const looked = lessHarmful.map((way) => `${way}: looked at`);
  const [jurisdiction = 'CN'] = jurisdictions;
  const currency = jurisdiction === 'CN' ? ('CNY' as const) : ('TWD' as const);
  const said = { strategy, expectedRecovery, expectedCost, lessHarmful: looked };
  return judgeOpinion(said, { amount, currency, jurisdiction, checklist }, file);
}

function wayTo({ strategy, amount, yearlyWage, agreed }: OfWay, file: EvaluationFile) {
  const region = 'golden';
  const unhindered = { isDomestic: true, isReachable: true, asksPreservation: false, isBesideSuit: false, papers: [] };
  const rules = {
    ...file,
    wageShare: { ...file.wageShare, wages: { [region]: { yearly: yearlyWage, source: file.source, mark: file.mark } } },
  };
  return allowed(strategy, { amount, currency: 'CNY', region, agreed, ...unhindered }, rules);
}
