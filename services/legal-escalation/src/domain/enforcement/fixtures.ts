import { addDays, type CalendarDate } from '@mora/kernel';
import type { LoanEvent } from '../loan/event.js';
import { LoanStory, registered } from '../loan/fixtures.js';
import { overdueStory, readyMatter, withMatter } from '../proceedings/fixtures.js';
import { grantsInterest } from '../proceedings/last-day.js';
import type { JudgmentTitle, Proceeding } from '../proceedings/types.js';
import type { EnforcementCommand } from './commands.js';
import type { Enforcement, Measure } from './types.js';

export const JUDGE = 'l-1';
export const ENFORCER = 'l-2';
/** Who asks for measures on what another has found. */
export const THIRD = 'l-3';
export const PROOF = { kind: 'court-ruling', id: 'r-1', sha256: null };

/** 100,000.00 of judgment money and 2,300.00 of costs, due some days before the story. */
export const titleOn = (performBy: CalendarDate, over: Partial<JudgmentTitle> = {}): JudgmentTitle => ({
  judgmentId: 'j-1',
  proceedingId: 'p-1',
  title: 'judgment',
  on: addDays(performBy, -30),
  amount: 10_000_000,
  general: 0,
  costs: 230_000,
  parts: [{ amount: 10_000_000, performBy }],
  appealUntil: null,
  finalOn: addDays(performBy, -10),
  enforceUntil: null,
  by: JUDGE,
  ...over,
});

/** A loan with titles that bind, whatever has led to them: that is proved beside the proceedings. */
export function judgedStory(
  over: Partial<JudgmentTitle> = {},
  late = 10,
  product = registered,
  more: readonly Partial<JudgmentTitle>[] = [],
): LoanStory {
  const story = overdueStory(undefined, true, product);
  const title = titleOn(addDays(story.openDay, -late), over);
  withMatter(story, readyMatter(story.openDay, 'ordinary'));
  const { state } = story;
  if (state === null) throw new Error('nothing is known of the loan');
  const { parts } = state;
  const filed = { filedOn: addDays(title.on, -30), filedBy: JUDGE, state: 'title', hearings: [] };
  const proceeding = { proceedingId: 'p-1', caseId: 'case-1', root: 'p-1', ...filed };
  const titles = [title, ...more.map((one) => ({ ...title, ...one }))];
  const proceedings = { proceedings: [proceeding as unknown as Proceeding], titles };
  const lastPerformBy = title.parts.at(-1)?.performBy ?? title.on;
  const bindingOf = (one: JudgmentTitle) => ({
    judgmentId: one.judgmentId,
    lastPerformBy,
    ...(grantsInterest(one) && { interest: true as const }),
  });
  const clock = { ...parts.clock, titles: titles.map(bindingOf) };
  story.state = { ...state, parts: { ...parts, proceedings, clock }, reviewOn: story.openDay };
  return story.take({ kind: 'recompute', by: JUDGE });
}

type Enforce = Extract<EnforcementCommand, { kind: 'enforce' }>;
export const enforceOf = (over: Partial<Enforce> = {}): Enforce => ({
  kind: 'enforce',
  enforcementId: 'e-1',
  judgmentId: 'j-1',
  court: 'demo-basic',
  region: 'demo',
  householdSize: 2,
  by: ENFORCER,
  ...over,
});

type ClueSaid = Extract<EnforcementCommand, { kind: 'clue' }>['clue'];
export const clueOf = (asset: ClueSaid['asset'], value: number, over: Partial<ClueSaid> = {}): LoanEvent => ({
  kind: 'clue',
  enforcementId: 'e-1',
  clue: { clueId: asset, asset, value, exempt: null, onlyHome: false, monthly: null, sha256: null, ...over },
  by: ENFORCER,
});

type Ask = Extract<EnforcementCommand, { kind: 'measure' }>;
export const measureOf = (clueId: string, measure: Ask['measure'], value: number, over: Partial<Ask> = {}): Ask => ({
  kind: 'measure',
  enforcementId: 'e-1',
  measureId: `m-${clueId}-${measure}`,
  clueId,
  measure,
  value,
  overrides: null,
  by: THIRD,
  ...over,
});

type Answer = Extract<EnforcementCommand, { kind: 'measure-outcome' }>;
export const answerOf = (measureId: string, on: CalendarDate, over: Partial<Answer> = {}): Answer => ({
  kind: 'measure-outcome',
  enforcementId: 'e-1',
  measureId,
  outcome: 'in-force',
  on,
  rank: 1,
  until: null,
  proof: PROOF,
  by: ENFORCER,
  ...over,
});

type Recovered = Extract<EnforcementCommand, { kind: 'recovery' }>;
export const recoveryOf = (
  recoveryId: string,
  minor: number,
  on: CalendarDate,
  over: Partial<Recovered> = {},
): Recovered => ({
  kind: 'recovery',
  enforcementId: 'e-1',
  recoveryId,
  again: false,
  on,
  minor,
  costs: 0,
  paymentId: null,
  by: ENFORCER,
  ...over,
});

/** A loan whose title is being enforced since today. */
export function enforcingStory(over: Partial<JudgmentTitle> = {}, late = 10): LoanStory {
  const story = judgedStory(over, late).take(enforceOf());
  if (story.refused !== null) throw new Error(`not enforced: ${story.refused}`);
  return story;
}

export function roundIn(story: LoanStory, id = 'e-1'): Enforcement {
  const found = story.parts.enforcement.rounds.find(({ enforcementId }) => enforcementId === id);
  if (found === undefined) throw new Error(`no enforcement ${id}`);
  return found;
}

export function measureIn(story: LoanStory, measureId: string): Measure {
  const found = story.parts.enforcement.rounds
    .flatMap(({ measures }) => measures)
    .find((one) => one.measureId === measureId);
  if (found === undefined) throw new Error(`no measure ${measureId}`);
  return found;
}

type WorkLine = Readonly<{ itemId: string; state: string; kind?: string; openedOn?: string; closedOn?: string }>;

/** The kinds of work that are open of all that was written, by the days of the writing. */
export function openWork(story: LoanStory): readonly string[] {
  const lines = Object.values(story.writes)
    .flat()
    .map((text) => JSON.parse(text) as { table: string; row: WorkLine })
    .flatMap(({ table, row }) => (table === 'work_item' ? [row] : []));
  const dayOf = ({ openedOn, closedOn }: WorkLine): string => openedOn ?? closedOn ?? '';
  const open = new Map<string, string>();
  for (const row of lines.toSorted((a, b) => (dayOf(a) < dayOf(b) ? -1 : dayOf(a) > dayOf(b) ? 1 : 0))) {
    if (row.state === 'open') open.set(row.itemId, row.kind ?? '');
    else open.delete(row.itemId);
  }
  return [...open.values()].toSorted();
}
