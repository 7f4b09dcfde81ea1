import { LIMIT_MS, useStart } from './fixtures/started.js';
import { countOf, toldDays } from './fixtures/told-days.js';

const mora = useStart();

/** How often a word was told of all days together. */
const told = (text: string, word: string): number =>
  toldDays(text).reduce((sum, day) => sum + countOf(day, 'negotiation', word), 0);

it(
  'what is long overdue is negotiated, its plans are asked of the ledger, and booked the next day',
  async () => {
    const run = mora.start(['--loans', '60', '--cards', '2', '--pace', '0', '--days', '5', '--once']);
    expect([await run.code, run.text()]).toEqual([0, expect.stringContaining('2026-01-09 Fri')]);
    const count = (word: string): number => told(run.text(), word);
    for (const word of ['opened', 'offered', 'accepted', 'booked']) expect([word, count(word)]).not.toEqual([word, 0]);
    expect(count('booked')).toBeLessThanOrEqual(count('accepted'));
    expect(run.text()).not.toContain('not taken');
  },
  LIMIT_MS,
);
