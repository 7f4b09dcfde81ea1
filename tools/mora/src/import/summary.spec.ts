import type { ImportResult } from './import-file.js';
import { summaryOf } from './summary.js';

const none: ImportResult = {
  rows: 3,
  records: 21,
  accepted: 21,
  duplicate: 0,
  held: 0,
  rejections: [],
  closedDays: [],
};
const rejection = (line: number) => ({ line, column: 'AGE', reason: 'empty', message: 'AGE is empty' });

it('says that a second run has changed nothing', () => {
  expect(summaryOf({ ...none, accepted: 0, duplicate: 21 }, 1, null)).toContain('Nothing has changed');
});

it('counts rejections by reason and column, and lists the first by line, column and reason', () => {
  const text = summaryOf({ ...none, rejections: [rejection(7), rejection(9)] }, 1, null);
  expect(text).toMatch(/2 +empty in AGE/);
  expect(text).toContain('line 7, AGE: AGE is empty (empty)');
});

it('shows ten rejections and says how to get the rest', () => {
  const many = Array.from({ length: 25 }, (_, n) => rejection(n + 2));
  const text = summaryOf({ ...none, rejections: many }, 1, null);
  expect(text.match(/^line /gm)).toHaveLength(10);
  expect(text).toContain('and 15 more; --rejects FILE writes them all');
  expect(summaryOf({ ...none, rejections: many }, 1, 'bad.ndjson')).toContain('All rejections are in bad.ndjson');
});
