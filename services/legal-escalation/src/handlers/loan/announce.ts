import * as contracts from '@mora/contracts';
import {
  type Announcement,
  type EventContract,
  isEventContract,
  LEDGER_REQUESTS_STREAM,
  LEGAL_STREAM,
} from '@mora/contracts';
import { invariant, type LoanId } from '@mora/kernel';
import type { Said } from '../../domain/loan/part.js';

const SUFFIX = '.v1';

/** The contracts of one stream, by the names that the domain uses. */
function named(stream: string, prefix: string): ReadonlyMap<string, EventContract<unknown>> {
  return new Map(
    (Object.values(contracts) as readonly unknown[])
      .filter(isEventContract)
      .filter(({ type, streams }) => type.startsWith(prefix) && streams.includes(stream))
      .map((contract) => [contract.type.slice(prefix.length, -SUFFIX.length), contract]),
  );
}

const SPOKEN = named(LEGAL_STREAM, 'mora.legal.');
const ASKED = named(LEDGER_REQUESTS_STREAM, 'mora.ledger-request.');

/** What is said, as it leaves: on the public stream, or to the ledgers. Throws ContractViolation. */
export function announcementOf({ type, data, ask }: Said, loan: LoanId): Announcement {
  const contract = (ask === true ? ASKED : SPOKEN).get(type);
  invariant(contract !== undefined, `no contract is called ${type}`);
  const announcement = contract.of(data);
  return ask === true ? { stream: LEDGER_REQUESTS_STREAM, key: loan, ...announcement } : announcement;
}
