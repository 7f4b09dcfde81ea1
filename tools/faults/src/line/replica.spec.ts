import { countIn } from './replica.js';

const METRICS = `
# TYPE mora_chunk_records histogram
mora_chunk_records_bucket{le="1",stream="mora.loan.v1",service="outreach"} 3
mora_chunk_records_sum{stream="mora.loan.v1",service="outreach"} 12
mora_chunk_records_count{stream="mora.loan.v1",service="outreach"} 4
mora_chunk_records_count{stream="mora.delinquency.v1",service="outreach"} 3
`;

it('adds up what a process has taken, over all streams', () => {
  expect([countIn(METRICS), countIn('')]).toEqual([7, 0]);
});
