import { addDays, type CalendarDate, type PersonId } from '@mora/kernel';
import type { Role, Slice } from '../words.js';
import { contentOf } from './all-parts.js';
import type { LoanEvent } from './event.js';
import type { Said } from './part.js';
import { newcomersOf, personsOf, roleOf } from './parts/parties.js';
import { factsFor, SLICES } from './slices.js';
import type { LoanState } from './state.js';

type Slices = LoanState['slices'];
type Told = Readonly<{ slices: Slices; said: readonly Said[] }>;

/**
 * What has changed is said at once to whoever has been told everything; whoever is new gets the rest at the close, so
 * that nobody is told of a loan by one spine stream what depends on how far the other one is.
 */
export const tell = (state: LoanState, parts: LoanState['parts'], event: LoanEvent, openDay: CalendarDate): Told =>
  event.kind === 'day-closed' ? atClose(state, parts, event.day) : during(state, parts, event, openDay);

function during(state: LoanState, parts: LoanState['parts'], event: LoanEvent, openDay: CalendarDate): Told {
  const isPlacedAnew = parts.placement.placement !== state.parts.placement.placement;
  const named = SLICES.filter(
    (slice) => parts[slice] !== state.parts[slice] || (slice === 'elsewhere' && isPlacedAnew),
  );
  const slices = fresh(state.slices, parts, named, openDay);
  if (slices === state.slices && event.kind !== 'party-linked') return { slices, said: [] };
  const { told } = state.parts.parties;
  const changed = SLICES.filter((slice) => slices[slice] !== state.slices[slice]);
  const isNews = slices.ledger !== state.slices.ledger;
  const said = personsOf(parts.parties).flatMap((personId) => {
    const role = told[personId];
    if (role !== undefined) return changed.map((slice) => say(state, slices, { personId, role }, slice));
    // Whoever is new gets what the loan stream alone has said.
    const isMeant = isNews || (event.kind === 'party-linked' && event.personId === personId);
    if (!isMeant || slices.ledger.version === 0) return [];
    return [say(state, slices, { personId, role: roleOf(parts.parties, personId) }, 'ledger')];
  });
  return { slices, said };
}

function atClose(state: LoanState, parts: LoanState['parts'], day: CalendarDate): Told {
  const { told } = state.parts.parties;
  const newcomers = newcomersOf({ ...parts.parties, told });
  // Only a greater version is listened to, and a role comes with one.
  const anew = newcomers.some((person) => told[person] !== undefined) ? 'ledger' : null;
  const slices = fresh(state.slices, parts, SLICES, addDays(day, 1), anew);
  const changed = SLICES.filter((slice) => slices[slice] !== state.slices[slice]);
  const said = personsOf(parts.parties).flatMap((personId) => {
    const role = roleOf(parts.parties, personId);
    const meant = newcomers.includes(personId) ? SLICES : changed;
    return meant.map((slice) => say(state, slices, { personId, role }, slice));
  });
  return { slices, said };
}

/** The slices as they are to be said on a day; the very same object where none of those named has changed. */
function fresh(
  known: Slices,
  parts: LoanState['parts'],
  named: readonly Slice[],
  on: CalendarDate,
  anew: Slice | null = null,
): Slices {
  let next = known;
  for (const slice of named) {
    const { flags, facts } = contentOf(parts, slice, on);
    const sent = JSON.stringify({ flags, facts });
    if (sent === known[slice].sent && slice !== anew) continue;
    next = { ...next, [slice]: { version: known[slice].version + 1, sent, flags } };
  }
  return next;
}

const say = (
  { loanId }: LoanState,
  slices: Slices,
  person: Readonly<{ personId: PersonId; role: Role }>,
  slice: Slice,
): Said => factsFor(loanId, person, slice, slices[slice]);
