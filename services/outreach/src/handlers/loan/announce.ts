import * as contracts from '@mora/contracts';
import {
  type Announcement,
  type EventContract,
  isEventContract,
  OUTREACH_STREAM,
  OUTREACH_WANTED_STREAM,
} from '@mora/contracts';
import { invariant } from '@mora/kernel';
import type { Said } from '../../domain/loan/part.js';

const PREFIX = 'mora.outreach.';
const SUFFIX = '.v1';
const SPOKEN: ReadonlySet<string> = new Set([OUTREACH_STREAM, OUTREACH_WANTED_STREAM]);

/** `mora.outreach.notice-sent.v1` as the domain names it: `notice-sent`. */
export const shortNameOf = (type: string): string => type.slice(PREFIX.length, -SUFFIX.length);

/** Every contract by which a loan's lane may speak, by the name that the domain uses. */
const CONTRACTS: ReadonlyMap<string, EventContract<unknown>> = new Map(
  (Object.values(contracts) as readonly unknown[])
    .filter(isEventContract)
    .filter(({ type, streams }) => type.startsWith(PREFIX) && streams.some((stream) => SPOKEN.has(stream)))
    .map((contract) => [shortNameOf(contract.type), contract]),
);

/** What is said, as it leaves: on the public stream, or to the lane of a person. Throws ContractViolation. */
export function announcementOf({ type, data, to }: Said): Announcement {
  const contract = CONTRACTS.get(type);
  invariant(contract !== undefined, `no contract is called ${type}`);
  const announcement = contract.of(data);
  if (contract.streams.includes(OUTREACH_STREAM)) return announcement;
  invariant(to !== undefined, `${type} is for a person, and names none`);
  return { stream: OUTREACH_WANTED_STREAM, key: to, ...announcement };
}
