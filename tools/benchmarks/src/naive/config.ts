/** What the naive service is told. */
export const config = {
  databaseUrl: process.env['DATABASE_URL'] ?? '',
  brokers: (process.env['KAFKA_BROKERS'] ?? '').split(','),
};
