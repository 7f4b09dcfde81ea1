import { amountText, type Currency } from '@mora/kernel';
import type { Figures, PartyState } from '../domain/day-agreement.js';

/** How the sources stand to a day, with amounts as decimal text and the differences spelled out. */
export const partiesJson = (parties: readonly PartyState[]) =>
  parties.map((party) => {
    const { source, door } = party;
    const about = { source, ...(door !== null && { partition: door }), state: party.state };
    if (!('declared' in party)) return about;
    const { from, through, declared, counted } = party;
    return {
      ...about,
      from,
      through,
      declared: figures(declared),
      counted: figures(counted),
      ...missing(declared, counted),
    };
  });

const figures = ({ records, totals }: Figures) => ({
  records,
  totals: Object.entries(totals).map(([currency, minor]) => ({ currency, amount: text(minor, currency) })),
});

/** What has been declared and did not come; negative where more came than was declared. */
function missing(declared: Figures, counted: Figures) {
  const currencies = [...new Set([...Object.keys(declared.totals), ...Object.keys(counted.totals)])];
  const totals = currencies
    .map((currency) => [currency, (declared.totals[currency] ?? 0n) - (counted.totals[currency] ?? 0n)] as const)
    .filter(([, minor]) => minor !== 0n)
    .map(([currency, minor]) => ({ currency, amount: text(minor, currency) }));
  return { missing: { records: declared.records - counted.records, totals } };
}

const text = (minor: bigint, currency: string): string => amountText(minor, currency as Currency);
