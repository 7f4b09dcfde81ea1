import type { CalendarDate } from '@mora/kernel';
import type { ArrearsPart } from '../loan/parts/arrears.js';
import type { LedgerPart } from '../loan/parts/ledger.js';
import { type AllocationOrder, openDebt } from '../loan/parts/open-debt.js';
import type { Amounts } from '../words.js';

const COMPONENTS: readonly (keyof Amounts)[] = ['principal', 'interest', 'fee', 'penalty'];

/**
 * Compares the mirrored ledger with what classification said last, at the close of that day. A schedule or a charge
 * that came later has overwritten what stood then: it leaves nothing to compare, until classification speaks again.
 */
export function check(
  ledger: LedgerPart,
  { episode }: ArrearsPart,
  asOf: CalendarDate,
  order: AllocationOrder,
): Readonly<{ differs: readonly string[]; checkedOn: CalendarDate | null }> {
  const on = episode?.asOf ?? asOf;
  const isRewritten =
    (ledger.schedule !== null && ledger.schedule.bookedOn > on) || ledger.charges.some(({ bookedOn }) => bookedOn > on);
  if (isRewritten) return { differs: [], checkedOn: null };
  const { due } = openDebt(ledger, on, order);
  const said = episode?.overdue ?? { principal: 0, interest: 0, fee: 0, penalty: 0 };
  const differs = COMPONENTS.filter((component) => due[component] !== said[component]).map(
    (component) => `${component} of ${on}: ${due[component]} ≠ ${said[component]}`,
  );
  return { differs, checkedOn: on };
}
