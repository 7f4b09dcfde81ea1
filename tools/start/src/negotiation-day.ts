import { addDays, type CalendarDate } from '@mora/kernel';
import type { Patience } from '@mora/ledger-simulator';
import { letThemNegotiate } from '@mora/scenario';
import type { Cast } from './outreach-day.js';
import type { NegotiationView } from './negotiation-view.js';
import { summaryOn } from './summary-door.js';
import type { System } from './system.js';

/** So many loans are negotiated on a day at most. */
const LOANS_A_DAY = 20;

/** A day's negotiations, once the day before has closed in every lane. */
export async function letNegotiate(
  system: System,
  { people, behaviour, clock, replies }: Cast,
  day: CalendarDate,
  patience: Patience,
): Promise<void> {
  await summaryOn<NegotiationView>(system, 'negotiation', addDays(day, -1), patience);
  const { issuer, urls } = system;
  await letThemNegotiate({ clock, issuer, urls }, behaviour, people, day, LOANS_A_DAY, replies);
}
