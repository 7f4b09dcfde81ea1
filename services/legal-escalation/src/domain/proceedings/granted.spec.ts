import { addDays, type CalendarDate } from '@mora/kernel';
import type { AskedInterest } from '../claim/granted.js';
import { filedStory, happens, proceedingOf, readyMatter, until } from './fixtures.js';

const AS_OF = '2026-01-01' as CalendarDate;
const RUNNING = { rate: '0.1095', dayCount: 'ACT_360', principal: 9_000_000, from: AS_OF } as const;

/** An order over 100,000.00 that nobody has objected to. */
function inForce(asked?: AskedInterest) {
  const { openDay } = filedStory('payment-order');
  const { sheet } = readyMatter(openDay, 'payment-order');
  const story = filedStory('payment-order', { sheet: { ...sheet!, ...(asked !== undefined && { asked }) } });
  for (const outcome of ['accepted', 'issued', 'served']) happens(story, outcome);
  return until(story, addDays(proceedingOf(story).due!.on, 2));
}

describe('an order that nobody has objected to', () => {
  it.each([
    ['says nothing of interest where the claim has not', undefined, { amount: 10_000_000, general: 0 }],
    [
      'grants the interest that was asked apart from what bears',
      { general: 1_000_000, running: null },
      { amount: 9_000_000, general: 1_000_000, parts: [{ amount: 9_000_000 }] },
    ],
    [
      'lets run what was asked to run',
      { general: 1_000_000, running: RUNNING },
      { amount: 9_000_000, general: 1_000_000, interest: RUNNING },
    ],
    [
      'on no more than it says',
      { general: 1_000_001, running: RUNNING },
      { amount: 8_999_999, general: 1_000_001, interest: { ...RUNNING, principal: 8_999_999 } },
    ],
  ])('%s', (_what, asked, title) => {
    expect(inForce(asked).parts.proceedings.titles).toMatchObject([title]);
  });

  it('tells so', () => {
    const told = inForce({ general: 1_000_000, running: RUNNING }).heard('judgment-entered');
    expect(told).toMatchObject([
      { amount: '90000.00', general: '10000.00', interest: { rate: '0.1095', principal: '90000.00', from: AS_OF } },
    ]);
  });
});
