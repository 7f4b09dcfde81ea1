import request from 'supertest';
import { useOutreach } from './http/person/fixtures.js';

type Operation = Readonly<{
  summary?: string;
  description?: string;
  tags?: readonly string[];
  security?: readonly unknown[];
  responses: Readonly<Record<string, Readonly<{ description?: string; content?: object }>>>;
}>;

const outreach = useOutreach();
const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;

async function operations(): Promise<readonly (readonly [name: string, operation: Operation])[]> {
  const { body } = await request(outreach.service.url).get('/docs-json');
  return Object.entries(body.paths as Record<string, Record<string, Operation>>).flatMap(([path, item]) =>
    METHODS.flatMap((method) => (item[method] === undefined ? [] : [[`${method} ${path}`, item[method]] as const])),
  );
}

const named = (found: readonly (readonly [string, Operation])[], isWrong: (operation: Operation) => boolean) =>
  found.filter(([, operation]) => isWrong(operation)).map(([name]) => name);

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

it('the doors without a token are the signed webhooks and the links in messages', async () => {
  const open = named(await operations(), ({ security }) => security?.length === 0);
  expect(open.filter((name) => !/ \/v1\/(provider-events|opt-out|survey)\//.test(name))).toEqual([]);
});

it('what the bank has still to confirm stands in the metrics', async () => {
  const { text } = await request(outreach.service.url).get('/metrics');
  expect(text).toMatch(/mora_policy_unconfirmed\{pack="[^"]+",rule="[^"]+"[^}]*\} 1/);
});
