import type { CalendarDate } from '@mora/kernel';
import { actsOf } from '../clock/clocks.js';
import type { LoanView } from '../loan/part.js';
import type { Proof } from '../words.js';
import type { AutomaticItem, EvaluationRules } from './rules.js';
import type { Matter } from './types.js';

type View = Pick<LoanView, 'parts'>;
type Entry = Matter['checklist'][number];
type Found = Pick<Entry, 'state' | 'proof'>;

const found = (is: boolean, proof: Proof | null = null): Found => ({ state: is ? 'yes' : 'no', proof });

/** What the service knows itself. Nobody has to tick it, and nobody can. */
const ANSWERS: Readonly<Record<AutomaticItem, (view: View, on: CalendarDate) => Found>> = {
  'repayment-record': ({ parts: { ledger } }) => found(ledger.schedule !== null || ledger.charges.length > 0),
  schedule: ({ parts: { ledger } }) => found(ledger.schedule !== null),
  'demand-proof': ({ parts }, on) => {
    const demand = actsOf(parts).find((act) => act.kind === 'demand' && act.on <= on);
    return found(demand !== undefined, demand?.proof ?? null);
  },
  'negotiation-record': ({ parts: { elsewhere } }) =>
    found(elsewhere.failures.length > 0 || elsewhere.records.some(({ kind }) => kind === 'round')),
  limitation: ({ parts: { clock } }) => {
    const counting = clock.clocks.filter(({ claim, state }) => claim !== 'guarantee' && state !== 'off');
    if (counting.length === 0) return { state: 'unknown', proof: null };
    return found(counting.every(({ state }) => state !== 'expired'));
  },
};

/** The checklist of a case as it stands: every item of the policy, with what people and what the service say of it. */
export function checklistOf(
  view: View,
  { checklist }: Pick<Matter, 'checklist'>,
  { items, automatic }: EvaluationRules,
  on: CalendarDate,
): Matter['checklist'] {
  return items.map((item): Entry => {
    const answer = automatic.find((name) => name === item);
    if (answer !== undefined) return { item, ...ANSWERS[answer](view, on) };
    return checklist.find((entry) => entry.item === item) ?? { item, state: 'unknown', proof: null };
  });
}
