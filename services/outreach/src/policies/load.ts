import { join } from 'node:path';
import type { HolidayBook } from '@mora/kernel';
import type { GatePacks } from '../domain/gate/packs.js';
import type { FlowRules } from '../domain/person/rules.js';
import { loadCalendars } from './calendars.js';
import { loadContactPacks } from './contact.js';
import { loadFlow } from './flow.js';
import { loadOutcomes, type Outcomes } from './outcomes.js';
import { loadPeoplePolicies, type PeoplePolicies } from './people.js';
import { SHIPPED } from './shipped.js';
import { loadTemplates, type TemplateSet } from './templates.js';

/** Everything that outreach decides by and that is data: read once, proved on its golden cases, and the same until the next start. */
export type OutreachPolicies = Readonly<{
  packs: GatePacks;
  flow: FlowRules;
  holidays: HolidayBook;
  people: PeoplePolicies;
  templates: TemplateSet;
  outcomes: Outcomes;
}>;

/** Where the module keeps them: `@Inject(OUTREACH_POLICIES) policies: OutreachPolicies`. */
export const OUTREACH_POLICIES = Symbol('outreach: the policies of this installation');

/** Throws ContractViolation for a file that is no policy, InvariantViolated for one that fails its golden cases. */
export function loadPolicies(folder: string = SHIPPED): OutreachPolicies {
  const holidays = loadCalendars(folder);
  const templates = loadTemplates(folder);
  return {
    packs: loadContactPacks(join(folder, 'contact')).withTemplates(disclosuresOf(templates.all())),
    flow: loadFlow(folder),
    holidays,
    people: loadPeoplePolicies(folder, holidays),
    templates,
    outcomes: loadOutcomes(folder),
  };
}

type Declares = Readonly<{ id: string; discloses: readonly string[] }>;

/** What every version of a template declares: a notice may be written by any of those that are in force by then. */
export function disclosuresOf(templates: readonly Declares[]): (templateId: string) => ReadonlySet<string> | undefined {
  const byId = new Map<string, ReadonlySet<string>>();
  for (const { id, discloses } of templates) {
    const known = byId.get(id);
    byId.set(id, new Set(known === undefined ? discloses : discloses.filter((one) => known.has(one))));
  }
  return (templateId) => byId.get(templateId);
}
