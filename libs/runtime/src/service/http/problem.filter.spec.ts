import { BadRequestException } from '@nestjs/common';
import { Problem } from './problem.js';
import { toProblem } from './problem.filter.js';

const passing = Object.assign(new Error('connect refused'), { code: 'ECONNREFUSED' });
const broken = Object.assign(new Error('relation is not there'), { code: '42P01' });

it.each([
  ['an answer that says no', new Problem(409, 'plan-open'), 409, 'plan-open'],
  ['a database that cannot be reached', passing, 503, 'unavailable'],
  ['no connection in time', new Error('timeout exceeded when trying to connect'), 503, 'unavailable'],
  ['weather inside of another error', new Error('the lane', { cause: passing }), 503, 'unavailable'],
  ['a table that is missing', broken, 500, 'internal-server-error'],
  ['a fault of ours', new TypeError('x is not a function'), 500, 'internal-server-error'],
  ['a wrong request', new BadRequestException('id must be a name'), 400, 'bad-request'],
])('%s', (_, error, status, reason) => {
  expect(toProblem(error)).toMatchObject({ status, reason });
});

it('says nothing of what went wrong inside', () => {
  expect(JSON.stringify(toProblem(passing))).not.toContain('refused');
});
