import { InvariantViolated } from '@mora/kernel';
import type { Minor, Strategy } from '../words.js';
import { judgeOpinion } from './opinion.js';
import type { EvaluationRules } from './rules.js';

export type EvaluationFile = EvaluationRules &
  Readonly<{
    goldenCases: readonly Readonly<{
      name: string;
      strategy: Strategy;
      amount: Minor;
      expectedRecovery: Minor;
      expectedCost: Minor;
      refused: string | null;
    }>[];
  }>;

/** Throws InvariantViolated for items that nobody has named, and where a golden case, its checklist full, ends otherwise. */
export function proveEvaluation(file: EvaluationFile): void {
  const named = [...file.automatic, ...Object.values(file.strategies).flatMap(({ needs }) => needs)];
  const unknown = named.find((item) => !file.items.includes(item));
  if (unknown !== undefined) throw new InvariantViolated(`${file.id}: ${unknown} is no item of the checklist`);
  const checklist = file.items.map((item) => ({ item, state: 'yes' as const, proof: null }));
  for (const { name, strategy, amount, refused, ...opinion } of file.goldenCases) {
    const { lessHarmful, jurisdictions } = file.strategies[strategy];
    const said = { strategy, ...opinion, lessHarmful: lessHarmful.map((way) => `${way}: looked at`) };
    const [jurisdiction = 'CN'] = jurisdictions;
    const currency = jurisdiction === 'CN' ? ('CNY' as const) : ('TWD' as const);
    const found = judgeOpinion(said, { amount, currency, jurisdiction, checklist }, file)?.because ?? null;
    if (found !== refused) throw new InvariantViolated(`${file.id}: ${name}: ${found}, not ${refused}`);
  }
}
