import { spread } from '../rounding.js';
import { scheduleOf } from './rows.js';
import type { Schedule } from './terms.js';

/**
 * Arrears laid upon the first so many instalments of what is still to come: each takes a rounded equal part, the last of
 * them the remainder. They bear no new interest. Throws RangeError for more parts than there are instalments.
 */
export function spreadArrears(
  schedule: Schedule,
  arrears: Readonly<{ principal: bigint; interest: bigint }>,
  parts: number,
): Schedule {
  if (parts > schedule.instalments.length) throw new RangeError('arrears are spread over instalments that there are');
  const [principal, interest] = [spread(arrears.principal, parts), spread(arrears.interest, parts)];
  const { currency, capitalised, totals } = schedule;
  return scheduleOf(
    { currency, capitalised, principal: totals.principal - capitalised + arrears.principal },
    schedule.instalments.map((instalment, at) => ({
      dueOn: instalment.dueOn,
      principal: instalment.principal + (principal[at] ?? 0n),
      interest: instalment.interest + (interest[at] ?? 0n),
    })),
  );
}
