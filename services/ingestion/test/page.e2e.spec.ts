import { useIngestion } from './ingestion-under-test.js';

const ingestion = useIngestion();
const parameters = async (path: string, method: string) =>
  (await ingestion.page()).paths[path]?.[method]?.parameters.map(({ name, required }) => [name, required]);

it.each([
  ['/v1/ledger-events', 'post', [['Idempotency-Key', false]]],
  ['/v1/rejections', 'get', [['before', false]]],
  ['/v1/days', 'get', [['date', false]]],
  ['/v1/days/{date}/close', 'post', [['date', true], ['Idempotency-Key', false]]], // prettier-ignore
  ['/v1/gaps', 'get', [['after', false]]],
])('%s (%s) asks for its parameters once, and only for those that it needs', async (path, method, expected) => {
  expect(await parameters(path, method)).toEqual(expected);
});

it('every answer has a schema', async () => {
  const { paths } = await ingestion.page();
  const without = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { responses }]) =>
      Object.entries(responses)
        .filter(([, { content }]) => Object.keys(content ?? {}).length === 0)
        .map(([status]) => `${method} ${path} ${status}`),
    ),
  );
  expect(without.filter((line) => !line.includes('/v1/operations/'))).toEqual([]);
});
