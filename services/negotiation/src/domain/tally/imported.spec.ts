import { addDays, type CalendarDate } from '@mora/kernel';
import { dayOf, LoanStory, registered, started } from '../loan/fixtures.js';
import type { LoanEvent } from '../loan/event.js';

const failed = (roundId: string, closedOn: CalendarDate): LoanEvent => ({
  kind: 'cut-over',
  past: { what: 'failed-round', roundId, outcome: 'rejected', closedOn },
  by: 'ledger',
});
const behind = started(dayOf(0), { daysPastDue: 41, oldestUnpaidOn: dayOf(-41) });
const count = (...events: readonly LoanEvent[]) => new LoanStory().take(registered, ...events).close();

it.each([
  ['years before the debt began', -1_500, 0],
  ['the day before it', -41, 0],
  ['the day on which it began', -40, 1],
  ['yesterday', -1, 1],
])('what failed before Mora counts in the episode it ended in: %s', (_, days, consecutive) => {
  const story = count(behind, failed('r-1', dayOf(days)));
  expect(story.parts.tally.consecutive).toBe(consecutive);
  const episodeId = consecutive === 1 ? 'e-1' : null;
  expect(story.heard('closed')).toMatchObject([{ outcome: 'imported', consecutive, episodeId }]);
});

it('the order in which the debt and what failed before become known changes nothing', () => {
  const imports = [failed('r-1', dayOf(-50)), failed('r-2', dayOf(-20)), failed('r-3', dayOf(-3))];
  const first = count(behind, ...imports);
  const { tally, round } = first.parts;
  const said = first.heard('closed');
  expect(tally.consecutive).toBe(2);
  for (let n = 0; n <= imports.length; n += 1) {
    for (const order of [imports, imports.toReversed()]) {
      const story = count(...order.toSpliced(n, 0, behind));
      expect(story.parts.tally).toEqual(tally);
      expect(story.parts.round.open?.because).toBe(round.open?.because);
      expect(story.heard('closed')).toEqual(said);
    }
  }
});

it('a debt that is told a day later is found all the same', () => {
  const story = count(failed('r-1', dayOf(-3)));
  expect(story.parts.tally).toMatchObject({ consecutive: 0, closings: [{ episodeId: null }] });
  expect(story.heard('closed')).toHaveLength(1);
  expect(story.take(behind).close().parts.tally).toMatchObject({ consecutive: 1, closings: [{ episodeId: 'e-1' }] });
  expect(story.heard('closed')).toEqual([]);
});

it('nothing can have ended on a day to come', () => {
  const story = new LoanStory().take(registered);
  expect(story.take(failed('r-1', addDays(story.openDay, 1))).refused).toBe('in-the-future');
  expect(story.take(failed('r-1', story.openDay)).refused).toBeNull();
});
