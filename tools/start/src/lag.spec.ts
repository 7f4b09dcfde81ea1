import { lagIn } from './lag.js';

it('what a service has to take and to send, of all streams and partitions, and nothing else', () => {
  const metrics = `# HELP mora_lag_records Records of a stream’s partition that this service has not taken yet
# TYPE mora_lag_records gauge
mora_lag_records{stream="mora.loan.v1",partition="0"} 12
mora_lag_records{stream="mora.loan.v1",partition="1"} 30
mora_outbox_rows 5
mora_outbox_age_seconds 7
mora_parked_subjects 9
`;
  expect(lagIn(metrics)).toBe(47);
});

it('a service that has told nothing yet has nothing under way', () => {
  expect(lagIn('')).toBe(0);
});
