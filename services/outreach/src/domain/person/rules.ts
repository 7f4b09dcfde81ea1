import type { HolidayBook } from '@mora/kernel';
import type { GatePacks } from '../gate/packs.js';

/** The clocks of a contact's way, as the bank has set them (`policies/flow/`). */
export type FlowRules = Readonly<{
  /** How long an allowed contact may be made: planned ones, and those that somebody asks for just before. */
  reservationMinutes: Readonly<{ robot: number; staff: number }>;
  /** How long a claimed notice may be without an outcome before the provider is asked about it. */
  claimedMinutes: number;
  /** How long a reservation of staff may go without a report before an alarm says so. */
  staffReportMinutes: number;
  /** The person's local time of a contact that names none. */
  defaultHour: string;
  /** For how long an informing stream may be silent before a loan that has something open there waits for it. */
  informingSilenceDays: number;
}>;

/** How long something of a person must be kept, from the last activity on. */
export type RetentionRule = Readonly<{ id: string; jurisdiction: string; months: number }>;

/** All that a person's lane decides by. */
export type PersonPolicies = Readonly<{
  packs: GatePacks;
  flow: FlowRules;
  retention: readonly RetentionRule[];
  holidays: HolidayBook;
  /** The zone of a person of whom none is known. */
  installationZone: string;
}>;
