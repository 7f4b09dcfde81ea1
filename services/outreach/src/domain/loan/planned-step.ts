import { addDays, type CalendarDate, calendarOf } from '@mora/kernel';
import { id128 } from '../ids.js';
import { decideStep } from '../strategy/decide-step.js';
import { daysOf } from '../strategy/plan.js';
import type { Strategy, TreatmentStep } from '../strategy/table.js';
import type { PlacementProposed } from '../people/proposal.js';
import type { Arm } from './event.js';
import type { LoanView, Said, Step, Write } from './part.js';
import { daysPastDueOn } from './parts/arrears.js';
import type { LadderPart } from './parts/ladder.js';
import { inRole } from './parts/parties.js';
import type { Rung } from './rungs.js';
import { isForHumans } from './still-wanted.js';
import { inputOf } from './strategy-input.js';

/** The close of a day of one loan, and the table by which it is treated. */
export type Close = Readonly<{
  day: CalendarDate;
  view: LoanView;
  strategy: Strategy;
  arm: Arm | null;
  table: string;
}>;

/** What the strategy says comes next, asked for of everybody whom it means. */
export function plan(part: LadderPart, close: Close): Step<LadderPart> {
  if (part.rungs.some(({ state }) => state === 'open')) return { part };
  const { day, view, strategy, arm, table } = close;
  const input = inputOf(part, view, { day, strategy, arm: arm?.arm ?? null });
  const { step: name, rule } = decideStep(strategy, table, input);
  const step = name === null ? undefined : strategy.steps[name];
  const written = (outcome: string | null): readonly Write[] => {
    const { loanId } = view;
    const by = { strategy: `${strategy.id}/${strategy.version}`, rule, step: outcome, arm: arm?.arm ?? null };
    const row = { loanId, episodeId: part.episodeId, on: day, ...by, input };
    return [{ table: 'step_log', row }];
  };
  if (name === null || step === undefined) {
    return rule === part.lastRule ? { part } : { part: { ...part, lastRule: rule }, writes: written(null) };
  }
  if (!step.place && channelsOf(step, view).length === 0) {
    return rule === part.lastRule
      ? { part }
      : { part: { ...part, lastRule: rule }, writes: written(`${name}: taken-over`) };
  }
  const rungs = step.place ? [proposed(name, close)] : rungsOf(name, step, part, close);
  if (rungs.length === 0) return { part: { ...part, lastRule: rule }, writes: written(`${name}: no-person`) };
  return {
    part: {
      ...part,
      lastRule: rule,
      rungs: [...remembered(part.rungs, name), ...rungs],
    },
    said: step.place ? [] : rungs.map((rung) => wanted(rung, step, part, close)),
    ...(step.place && { follows: [proposalOf(name, part, close)] }),
    writes: written(name),
  };
}

const REMEMBERED = 4;

/** Of a step that is taken again and again the last times are kept; what came to nothing is not. */
function remembered(rungs: readonly Rung[], name: string): readonly Rung[] {
  const taken = rungs.filter(({ step, state }) => step === name && state !== 'unused').slice(-REMEMBERED);
  return rungs.filter((rung) => rung.step !== name || taken.includes(rung));
}

function rungsOf(name: string, step: TreatmentStep, part: LadderPart, close: Close): readonly Rung[] {
  const { day, view, strategy, arm } = close;
  const { parties, arrears } = view.parts;
  return step.roles.flatMap((role) =>
    inRole(parties, role, addDays(day, 1)).map((personId): Rung => {
      const jurisdiction = parties.facts[personId]?.jurisdiction ?? null;
      const calendar = jurisdiction === null ? strategy.calendar : calendarOf(jurisdiction);
      const startedOn = arrears.episode?.startedOn ?? null;
      const days = daysOf(step, { closed: day, startedOn, calendar }, view.policies.holidays);
      const daysPastDue = daysPastDueOn(arrears, day);
      const tries = triedBefore(part, name, days.on);
      const about = { step: name, personId, role, daysPastDue, arm, channel: null, tries, state: 'open' as const };
      return { contactId: contactIdOf(part, { ...about, ...days }, view.loanId), ...about, ...days };
    }),
  );
}

/** How often the step was wanted for that day: what came to nothing on another one does not show in the next contact. */
const triedBefore = ({ rungs }: LadderPart, name: string, on: CalendarDate): number =>
  Math.max(-1, ...rungs.filter((rung) => rung.step === name && rung.on === on).map(({ tries }) => tries)) + 1;

export const contactIdOf = (
  { episodeId, anchor }: LadderPart,
  { step, on, personId, tries }: Omit<Rung, 'contactId'>,
  loanId: string,
): string => id128(loanId, episodeId, anchor, step, on, personId, tries);

const proposalOf = (step: string, { episodeId, anchor }: LadderPart, { day, view }: Close): PlacementProposed => ({
  kind: 'placement-proposed',
  proposalId: id128('proposal', view.loanId, episodeId, anchor, step, day),
  step,
});

/** Nobody is contacted by it: which firm gets the loan is decided on the proposal that goes with it. */
const proposed = (step: string, { day, view, arm }: Close): Rung => ({
  step,
  contactId: '',
  personId: null,
  role: 'borrower',
  on: day,
  lapsesOn: day,
  daysPastDue: daysPastDueOn(view.parts.arrears, day),
  arm,
  channel: null,
  tries: 0,
  state: 'proposed',
});

/** Asks the lane of the person for the contact. */
export function wanted(rung: Rung, step: TreatmentStep, { episodeId }: LadderPart, { view }: Close): Said {
  const { contactId, personId, role, on, lapsesOn, arm } = rung;
  const { byPreference, purpose, priority, at, template: templateId } = step;
  const { loanId, versions } = view;
  const asked = {
    contactId,
    loanId,
    personId,
    role,
    channels: channelsOf(step, view),
    byPreference,
    purpose,
    priority,
  };
  const about = { step: rung.step, episodeId, arm, templateId, sliceVersions: versions };
  return {
    type: 'contact-wanted',
    ...(personId !== null && { to: personId }),
    data: { ...asked, on, at, lapsesOn, ...about },
  };
}

/** Once a human being has taken the loan over, nothing that runs by itself speaks for the bank (S33). */
export const channelsOf = (
  { channels, purpose }: Ways,
  { parts }: Pick<LoanView, 'parts'>,
): TreatmentStep['channels'] => channels.filter((channel) => !isForHumans({ channel, purpose }, parts.work));

type Ways = Pick<TreatmentStep, 'channels' | 'purpose'>;

/** Takes one contact back from the lane of its person. */
export const withdrawn = ({ contactId, personId }: Rung, { loanId }: LoanView, because: string): Said => ({
  type: 'contact-withdrawn',
  ...(personId !== null && { to: personId }),
  data: { contactId, loanId, because },
});
