import { join } from 'node:path';
import type { HolidayBook } from '@mora/kernel';
import type { Words } from '../domain/gate/judge.js';
import type { Content } from '../domain/gate/own-words.js';
import type { GatePacks } from '../domain/gate/packs.js';
import type { FlowRules } from '../domain/person/rules.js';
import { contentOf } from '../domain/words-check/content-of.js';
import type { WordLists } from '../domain/words-check/lists.js';
import type { Template } from '../domain/words-check/template.js';
import { renderSample } from '../sending/liquid.js';
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
    packs: loadContactPacks(join(folder, 'contact')).withTemplates(contentOfAll(templates.all(), templates.lists)),
    flow: loadFlow(folder),
    holidays,
    people: loadPeoplePolicies(folder, holidays),
    templates,
    outcomes: loadOutcomes(folder),
  };
}

/** What every version of a template tells: a notice may be written by any of those that are in force by then. */
export function contentOfAll(templates: readonly Template[], lists: WordLists): Words {
  const byId = new Map<string, Content>();
  for (const template of templates) {
    const { discloses, revealsDebt } = contentOf(template, lists, renderSample);
    const known = byId.get(template.id);
    byId.set(template.id, {
      discloses: new Set(discloses.filter((one) => known?.discloses.has(one) ?? true)),
      revealsDebt: revealsDebt || known?.revealsDebt === true,
      purposes: template.purposes.filter((one) => known?.purposes?.includes(one) ?? true),
      channels: template.channels.filter((one) => known?.channels?.includes(one) ?? true),
    });
  }
  return (templateId) => byId.get(templateId);
}
