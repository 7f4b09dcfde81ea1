import { awaitingPlan, dayOf, LOAN, LoanStory, longOverdue, POLICIES, registered } from '../loan/fixtures.js';
import type { Inner, LoanView } from '../loan/part.js';
import type { ArrearsPart } from '../loan/parts/arrears.js';
import type { Plan } from '../plans/types.js';
import type { RoundRules } from '../round/rules.js';
import type { LaneAt, Outcome } from '../words.js';
import { tallyPart } from './part.js';
import type { TallyPart } from './types.js';

const DAY_MS = 86_400_000;
type Rules = RoundRules['tally'];
type Said = Readonly<{ type: string; data: Readonly<Record<string, unknown>> }>;

export const aPlan = (planId: string): Plan => ({
  ...awaitingPlan('q-1', [], dayOf(0)),
  planId,
  roundId: `r-of-${planId}`,
  state: 'active',
});

/** The tally of one loan, told what the other parts tell, a day behind the other. */
export class Tally {
  part: TallyPart = tallyPart.start;
  readonly said: Said[] = [];
  private day = 0;
  private readonly ended: {
    roundId: string;
    episodeId: string | null;
    outcome: Outcome;
    on: ReturnType<typeof dayOf>;
  }[] = [];
  private cured: { episodeId: string; by: 'paid' | 'rescheduled' | 'corrected'; on: ReturnType<typeof dayOf> } | null =
    null;

  private episode: string | null = null;

  constructor(private readonly rules: Rules) {}

  private get view(): LoanView {
    const state = new LoanStory().take(registered).parts;
    const { rounds } = POLICIES;
    return {
      loanId: LOAN,
      eventId: `on/${this.day}`,
      policies: { ...POLICIES, rounds: { ...rounds, tally: this.rules } },
      parts: { ...state, round: { open: null, closed: this.ended }, arrears: this.arrears(state.arrears) },
    };
  }

  private arrears(arrears: ArrearsPart): ArrearsPart {
    const { episode } = new LoanStory().take(registered, longOverdue(dayOf(0))).parts.arrears;
    const running = this.episode === null || episode === null ? null : { ...episode, id: this.episode };
    return { ...arrears, cured: this.cured, episode: running };
  }

  private get at(): LaneAt {
    const openDay = dayOf(this.day);
    return { now: this.day * DAY_MS, openDay, today: openDay, knownUpTo: {}, endOf: (day) => Date.parse(day) };
  }

  hear(inner: Inner): this {
    return this.took(tallyPart.hear?.(this.part, inner, this.view, this.at) ?? { part: this.part });
  }

  round(outcome: Outcome, episodeId = 'e-1'): this {
    const roundId = `r-${this.day}`;
    const on = dayOf(this.day);
    this.ended.push({ roundId, episodeId, outcome, on });
    this.hear({ kind: 'round-over', roundId, outcome, on, legal: null });
    this.day += 1;
    return this;
  }

  plan(planId: string, how: Extract<Inner, { kind: 'plan-over' }>['how'] | 'active'): this {
    const plan = aPlan(planId);
    this.hear(how === 'active' ? { kind: 'plan-active', plan } : { kind: 'plan-over', plan, how });
    this.day += 1;
    return this;
  }

  /** Another debt has begun. */
  behind(episodeId: string): this {
    this.episode = episodeId;
    return this;
  }

  cure(by: 'paid' | 'rescheduled' | 'corrected', episodeId = 'e-1'): this {
    this.episode = null;
    this.cured = { episodeId, by, on: dayOf(this.day) };
    this.took(tallyPart.on(this.part, { kind: 'day-closed', day: dayOf(this.day) }, this.view, this.at));
    this.day += 1;
    return this;
  }

  private took(step: ReturnType<typeof tallyPart.on>): this {
    this.part = step.part;
    this.said.push(...((step.said ?? []) as readonly Said[]));
    return this;
  }
}
