import { useLegal } from '../fixtures.js';

const legal = useLegal();
const LOAN = '/v1/loans/demo:L-404';

it.each(['limitation', 'gate'])('of a loan that nobody knows there is no %s', async (what) => {
  const answer = await legal.get(`${LOAN}/${what}`);
  expect(answer.status).toBe(404);
  expect(answer.text).toContain('loan-unknown');
});

it('an exception is approved by a supervisor only', async () => {
  const answer = await legal.post(`${LOAN}/gate/exceptions/x-1/approve`, { because: 'seen' });
  expect(answer.status).toBe(403);
});
