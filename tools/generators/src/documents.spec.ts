import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Parser } from '@asyncapi/parser';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { catalogue, ROOT } from './catalogue.js';
import { documents, frozenExamples } from './documents.js';

const generated = documents();

it.each([...generated.keys()])('%s is as the contracts have it (else: npm run generate)', (path) => {
  expect(readFileSync(join(ROOT, path), 'utf8')).toBe(generated.get(path));
});

it('no schema is left of an event that is gone', () => {
  const there = readdirSync(join(ROOT, 'docs/schemas')).map((name) => `docs/schemas/${name}`);
  expect(there.filter((path) => !generated.has(path))).toEqual([]);
});

it('the AsyncAPI document is valid', async () => {
  const { diagnostics } = await new Parser().parse(generated.get('docs/asyncapi.yaml') ?? '');
  const errors = diagnostics.filter(({ severity }) => severity === 0);
  expect(errors.map(({ message, path }) => `${path.join('/')}: ${message}`)).toEqual([]);
});

it('the parser is not blind: a document without its channel is refused', async () => {
  const broken = (generated.get('docs/asyncapi.yaml') ?? '').replace(
    '$ref: "#/channels/loan"',
    '$ref: "#/channels/lost"',
  );
  const { diagnostics } = await new Parser().parse(broken);
  expect(diagnostics.some(({ severity }) => severity === 0)).toBe(true);
});

it.each(catalogue().map((event) => [event.type, event] as const))(
  'the schema file of %s stands alone',
  (type, event) => {
    const ajv = new Ajv2020({ strict: true });
    formats.default(ajv);
    const valid = ajv.compile(JSON.parse(generated.get(`docs/schemas/${type}.json`) ?? ''));
    expect([valid(event.example.data), valid.errors]).toEqual([true, null]);
    expect(valid({})).toBe(false);
  },
);

it('a frozen example keeps its hash, whatever its file holds now', () => {
  const frozen = `${'0'.repeat(64)}  ingestion/day-closed.v1.example.json`;
  expect(frozenExamples(`${frozen}\n`)).toContain(`${frozen}\n`);
});
