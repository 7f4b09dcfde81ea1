import { addDays } from '@mora/kernel';
import { OPENS_ON, useWholeLine } from './whole-line.js';

const line = useWholeLine();

it('what is far overdue at the close of a day is negotiated from then on, and once', async () => {
  await line.upstream.overdue('demo:L-1', 'P-1', OPENS_ON, 61);
  await line.upstream.overdue('demo:L-2', 'P-2', OPENS_ON, 5);
  await line.closeUpTo(OPENS_ON, addDays(OPENS_ON, 2));
  expect((await line.published('demo:L-1')).map(({ type, data }) => [type, data['by']])).toEqual([
    ['opened', 'policy'],
  ]);
  expect(await line.published('demo:L-2')).toEqual([]);
  expect(await line.db.lines('select subject, reason from held_subject')).toEqual([]);
});
