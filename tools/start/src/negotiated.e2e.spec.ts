import { LIMIT_MS, useStart } from './fixtures/started.js';

const mora = useStart();

/** How often a word was told of all days together. */
const told = (text: string, word: string): number =>
  [...text.matchAll(/negotiation .*$/gm)].reduce((sum, [line]) => {
    return sum + Number(new RegExp(`${word} (\\d+)`).exec(line)?.[1] ?? 0);
  }, 0);

it(
  'what is long overdue is negotiated, its plans are asked of the ledger, and booked the next day',
  async () => {
    const run = mora.start(['--loans', '60', '--cards', '2', '--pace', '0', '--days', '4', '--once']);
    expect([await run.code, run.text()]).toEqual([0, expect.stringContaining('then 2026-01-08: negotiation')]);
    const count = (word: string): number => told(run.text(), word);
    for (const word of ['opened', 'offered', 'accepted', 'booked']) expect([word, count(word)]).not.toEqual([word, 0]);
    expect(count('booked')).toBeLessThanOrEqual(count('accepted'));
    expect(run.text()).not.toContain('not taken');
  },
  LIMIT_MS,
);
