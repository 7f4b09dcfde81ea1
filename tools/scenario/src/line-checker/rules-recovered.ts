import { legalEnforcementApplied, legalRecovered } from '@mora/contracts';
import { type Currency, minorUnits } from '@mora/kernel';
import type { Trace } from '../negotiation-checker/trace.js';
import type { Finding } from './book.js';
import { Ledger } from './ledger.js';
import { sayer, unless } from './say.js';
import { COURT, titleAt, type Use, usesOf } from './titles.js';

const ALWAYS = '9999-12-31';
const USES = ['costs', 'judgment', 'doubled', 'surplus'] as const;

/**
 * Money that is said to have come in is used to the last cent and in the legal order, by the last word on each; and no
 * more has come in than the ledger has booked as passed on by a court, or paid since the claim was written off.
 */
export function recoveredIsOwn(trace: Trace): readonly Finding[] {
  const say = sayer('recovered', trace);
  const said = trace.all(legalRecovered);
  if (said.length === 0) return [];
  const last = [...new Map(said.map(({ data }) => [data.recoveryId, data])).values()];
  const own = ownUses(trace);
  const uses = last.flatMap((one) => {
    const { recoveryId, currency, amount, enforcementId } = one;
    const used = usedOf(one);
    const sum = USES.reduce((all, name) => all + used[name], 0n);
    const expected = own.get(recoveryId);
    const wrong = USES.filter((name) => enforcementId !== null && used[name] !== expected?.[name]);
    return [
      ...unless(sum === minorUnits(amount, currency), () => say(recoveryId, 'is not what it was used for')),
      ...wrong.map((name) => say(recoveryId, `${name} is ${used[name]} where it is ${expected?.[name]}`)),
    ];
  });
  return [...uses, ...neverMoreThanBooked(trace, last)];
}

type Recovered = Readonly<{
  recoveryId: string;
  enforcementId: string | null;
  amount: string;
  currency: Currency;
}> &
  Readonly<Record<(typeof USES)[number], string>>;

const usedOf = ({ currency, costs, judgment, doubled, surplus }: Recovered): Use => ({
  costs: minorUnits(costs, currency),
  judgment: minorUnits(judgment, currency),
  doubled: minorUnits(doubled, currency),
  surplus: minorUnits(surplus, currency),
});

/** Of all titles, as everything is known by now. */
function ownUses(trace: Trace): ReadonlyMap<string, Use> {
  const titles = new Set(trace.all(legalEnforcementApplied).map(({ data }) => data.judgmentId));
  return new Map(
    [...titles].flatMap((judgmentId) => {
      const title = titleAt(trace, trace.records.length, judgmentId);
      return title === null ? [] : [...usesOf(title)];
    }),
  );
}

function neverMoreThanBooked(trace: Trace, last: readonly Recovered[]): readonly Finding[] {
  const say = sayer('recovered', trace);
  const { payments } = new Ledger(trace, trace.records.length, ALWAYS);
  const sum = (all: readonly Readonly<{ minor: bigint }>[]): bigint => all.reduce((to, { minor }) => to + minor, 0n);
  const said = last.map((one) => ({ ...one, minor: minorUnits(one.amount, one.currency) }));
  const byCourt = said.filter(({ enforcementId }) => enforcementId !== null);
  const booked = sum(payments.filter(({ id }) => id.startsWith(COURT)));
  const all = sum(payments);
  return [
    ...unless(sum(byCourt) <= booked, () =>
      say(trace.loan, `courts have passed on ${sum(byCourt)}, booked is ${booked}`),
    ),
    ...unless(sum(said) <= all, () => say(trace.loan, `${sum(said)} has come in, booked is ${all}`)),
  ];
}
