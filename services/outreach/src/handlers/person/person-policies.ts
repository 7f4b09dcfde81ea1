import type { OutreachConfig } from '../../config.js';
import type { PersonPolicies } from '../../domain/person/rules.js';
import type { OutreachPolicies } from '../../policies/load.js';
import { loadRetention } from '../../policies/retention.js';
import { SHIPPED } from '../../policies/shipped.js';

/** What the lanes of persons decide by, made once from the policies of the service. */
export const PERSON_POLICIES = Symbol('outreach: the policies of a person’s lane');

type Config = Pick<OutreachConfig, 'POLICY_FOLDER' | 'TIME_ZONE'>;

/** Throws where a policy is none, or fails its own cases. */
export const personPolicies = (
  { packs, flow, holidays }: Pick<OutreachPolicies, 'packs' | 'flow' | 'holidays'>,
  { POLICY_FOLDER = SHIPPED, TIME_ZONE }: Config,
): PersonPolicies => ({
  packs,
  flow,
  holidays,
  retention: loadRetention(POLICY_FOLDER),
  installationZone: TIME_ZONE,
});
