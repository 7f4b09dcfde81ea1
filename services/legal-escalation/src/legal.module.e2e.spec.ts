import request from 'supertest';
import { useLegal } from './http/fixtures.js';

type Operation = Readonly<{
  summary?: string;
  description?: string;
  tags?: readonly string[];
  responses: Readonly<Record<string, Readonly<{ content?: object }>>>;
}>;

const legal = useLegal();
const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;

async function operations(): Promise<readonly (readonly [name: string, operation: Operation])[]> {
  const { body } = await request(legal.service.url).get('/docs-json');
  return Object.entries(body.paths as Record<string, Record<string, Operation>>).flatMap(([path, item]) =>
    METHODS.flatMap((method) => (item[method] === undefined ? [] : [[`${method} ${path}`, item[method]] as const])),
  );
}

const named = (found: readonly (readonly [string, Operation])[], isWrong: (operation: Operation) => boolean) =>
  found.filter(([, operation]) => isWrong(operation)).map(([name]) => name);

it('starts, is ready, and stands in OpenAPI under its name', async () => {
  const { status } = await request(legal.service.url).get('/health/ready');
  expect(status).toBe(200);
  const { body } = await request(legal.service.url).get('/docs-json');
  expect(body.info.title).toContain('Legal escalation');
});

it('every route says in OpenAPI what it does, for whom, and what it answers', async () => {
  const all = await operations();
  const saysNothing = ({ responses }: Operation) =>
    !Object.entries(responses).some(
      ([status, { content }]) => /^2/.test(status) && (content || ['202', '204'].includes(status)),
    );
  expect(named(all, ({ summary }) => !summary)).toEqual([]);
  expect(named(all, ({ tags = [] }) => tags.length === 0)).toEqual([]);
  expect(named(all, ({ description = '' }) => !/For: |Takes no token/.test(description))).toEqual([]);
  expect(named(all, saysNothing)).toEqual([]);
});
