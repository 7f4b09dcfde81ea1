import type { OutreachConfig } from '../../config.js';
import type { PersonPolicies } from '../../domain/person/rules.js';
import type { OutreachPolicies } from '../../policies/load.js';
import { loadRetention } from '../../policies/retention.js';
import { SHIPPED } from '../../policies/shipped.js';

/** What the lanes of persons decide by, made once from the policies of the service. */
export const PERSON_POLICIES = Symbol('outreach: the policies of a person’s lane');

type Declares = Readonly<{ id: string; discloses: readonly string[] }>;
type Config = Pick<OutreachConfig, 'POLICY_FOLDER' | 'TIME_ZONE'>;

/** Throws where a policy is none, or fails its own cases. */
export const personPolicies = (
  { packs, flow, holidays, templates }: Pick<OutreachPolicies, 'packs' | 'flow' | 'holidays' | 'templates'>,
  { POLICY_FOLDER = SHIPPED, TIME_ZONE }: Config,
): PersonPolicies => ({
  packs: packs.withTemplates(disclosuresOf(templates.all())),
  flow,
  holidays,
  retention: loadRetention(POLICY_FOLDER),
  installationZone: TIME_ZONE,
});

/** What every version of a template declares: a notice may be written by any of those that are in force by then. */
export function disclosuresOf(templates: readonly Declares[]): (templateId: string) => ReadonlySet<string> | undefined {
  const byId = new Map<string, ReadonlySet<string>>();
  for (const { id, discloses } of templates) {
    const known = byId.get(id);
    byId.set(id, new Set(known === undefined ? discloses : discloses.filter((one) => known.has(one))));
  }
  return (templateId) => byId.get(templateId);
}
