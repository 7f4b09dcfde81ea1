import type { Scene } from '@mora/scenario';
import { DELINQUENCY_STREAM, LOAN_STREAM } from '@mora/contracts';
import { standingsIn } from '../evidence.js';
import { loansIn, matchedIn } from '../negotiation/evidence.js';
import type { ToldOn } from '../told.js';
import type { Outcome } from './compare.js';

type Row = Readonly<{ key: string; words: unknown }>;

export async function outcomeOf({ world }: Pick<Scene, 'world'>, toldOn: ToldOn): Promise<Outcome> {
  const { 'delinquency-classification': classification, 'legal-escalation': legal, negotiation } = world.pools;
  const standings = await standingsIn(classification);
  const matched = await matchedIn(world);
  const known = await loansIn(world);
  const history = await classification.query<Row>(HISTORY);
  const periods = await legal.query<Row>(PERIODS);
  const plans = await negotiation.query<Readonly<{ id: string; words: object }>>(PLANS);
  return {
    standing: textsOf(standings.map((words) => ({ key: words.loan, words }))),
    history: textsOf(history.rows),
    balance: textsOf([
      ...standings.map(({ loan, paidMinor, overdueMinor }) => ({ key: loan, words: { paidMinor, overdueMinor } })),
      ...known.map(({ loanId, paidMinor }) => ({ key: `${loanId} in negotiation`, words: paidMinor })),
    ]),
    plan: textsOf(
      plans.rows.map(({ id, words }) => ({
        key: id,
        words: { ...words, payments: matched.filter(({ planId }) => planId === id) },
      })),
    ),
    period: textsOf(periods.rows),
    record: textsOf([...(await recordsOn(LOAN_STREAM, toldOn)), ...(await recordsOn(DELINQUENCY_STREAM, toldOn))]),
  };
}

// As of which day, and when it became known by the clock of the machine, is nothing that a loan is.
const HISTORY = `
  select loan_id || ' as of ' || valid_on || ', known on ' || recorded_on || ', ' ||
      row_number() over (partition by loan_id, valid_on, recorded_on order by position) as key,
    to_jsonb(h) - 'position' - 'recorded_at' as words
  from standing_history h`;

const PERIODS = `select clock_id as key, to_jsonb(c) as words from legal_clock c`;

const PLANS = `
  select plan_id as id, json_build_object('loan', loan_id, 'state', state, 'from', active_from, 'ended', ended_on) as words
  from plan`;

/** By their ids, which follow from what has caused them. */
async function recordsOn(stream: string, toldOn: ToldOn): Promise<readonly Row[]> {
  const told = await toldOn(stream);
  return told.map(({ id, type, loanId, data }) => ({ key: `${stream} ${id}`, words: { type, loanId, data } }));
}

const textsOf = (rows: readonly Row[]): ReadonlyMap<string, string> =>
  new Map(rows.map(({ key, words }) => [key, JSON.stringify(words, bigintsAsText)]));

const bigintsAsText = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);
