import type { Sample } from './lint-samples.js';
import { runNode } from './tree.js';

const CLASSIFICATION = 'services/delinquency-classification/src';
const NX = '@nx/enforce-module-boundaries';
const ROOM = '@typescript-eslint/no-restricted-imports';
const use = (specifier: string) => `import * as it from '${specifier}';\nexport const kept = it;\n`;

/** What must be refused: the rule, where the code stands, what it says, and the error by its name and words. */
const REFUSED: readonly (readonly [rule: string, path: string, code: string, error: string])[] = [
  ['the kernel imports no contract', 'libs/kernel/src/bad.ts', use('@mora/contracts'), NX],
  ['the kernel imports no npm package', 'libs/kernel/src/bad.ts', use('rxjs'), `${ROOM}: '`],
  ['the kernel imports nothing of Node', 'libs/kernel/src/bad.ts', use('node:fs'), 'The kernel imports nothing'],
  ['loan maths imports no contract', 'libs/loan-maths/src/bad.ts', use('@mora/contracts'), NX],
  ['loan maths imports no npm package', 'libs/loan-maths/src/bad.ts', use('decimal.js'), `${ROOM}: '`],
  ['loan maths reads no file', 'libs/loan-maths/src/bad.ts', use('node:fs'), 'Loan maths imports @mora/kernel'],
  ['nor by its own reader', 'libs/loan-maths/src/caps/bad.ts', use('../shipped/index.js'), 'Loan maths imports'],
  ['loan maths reads no clock', 'libs/loan-maths/src/bad.ts', 'export const at = Date.now();\n', 'has no clock'],
  [
    'a domain reads no shipped policy',
    `${CLASSIFICATION}/domain/bad.ts`,
    use('@mora/loan-maths/shipped'),
    `${ROOM}: '`,
  ],
  ['contracts import no loan maths', 'libs/contracts/src/bad.ts', use('@mora/loan-maths'), NX],
  ['runtime imports no loan maths', 'libs/runtime/src/bad.ts', use('@mora/loan-maths'), NX],
  ['contracts import no runtime', 'libs/contracts/src/bad.ts', use('@mora/runtime'), NX],
  ['contracts import no framework', 'libs/contracts/src/bad.ts', use('@nestjs/common'), NX],
  ['runtime imports no service', 'libs/runtime/src/bad.ts', use('@mora/ingestion'), NX],
  ['runtime imports no tool', 'libs/runtime/src/bad.ts', use('@mora/postgres'), NX],
  ['production code imports no test help', `${CLASSIFICATION}/bad.ts`, use('@mora/testing'), NX],
  ['a service imports no other service', `${CLASSIFICATION}/bad.ts`, use('@mora/ingestion'), NX],
  ['nor in its specs', `${CLASSIFICATION}/bad.spec.ts`, use('@mora/ingestion'), NX],
  ['nor by a path', `${CLASSIFICATION}/bad.ts`, use('../../ingestion/package.json'), NX],
  ['a service imports no tool', `${CLASSIFICATION}/bad.ts`, use('@mora/postgres'), NX],
  [
    'a domain imports no framework',
    `${CLASSIFICATION}/domain/bad.ts`,
    use('@nestjs/common'),
    'domain/ imports @mora/kernel',
  ],
  [
    'a domain imports nothing of Node',
    `${CLASSIFICATION}/domain/bad.ts`,
    use('node:fs'),
    'domain/ imports @mora/kernel',
  ],
  [
    'a domain imports no runtime',
    `${CLASSIFICATION}/domain/bad.ts`,
    use('@mora/runtime'),
    'domain/ imports @mora/kernel',
  ],
  [
    'a domain knows no wire format',
    `${CLASSIFICATION}/domain/bad.ts`,
    use('@mora/contracts'),
    'domain/ imports @mora/kernel',
  ],
  [
    'a domain knows no row',
    `${CLASSIFICATION}/domain/bad.ts`,
    use('../persistence/rows.js'),
    'domain/ imports @mora/kernel',
  ],
  [
    'a domain reads no clock',
    `${CLASSIFICATION}/domain/bad.ts`,
    'export const at = Date.now();\n',
    'domain/ has no clock',
  ],
  ['nor by a new date', `${CLASSIFICATION}/domain/bad.ts`, 'export const at = new Date();\n', 'domain/ has no clock'],
  ['a domain throws no dice', `${CLASSIFICATION}/domain/bad.ts`, 'export const n = Math.random();\n', 'no randomness'],
  [
    'a handler imports no database driver',
    `${CLASSIFICATION}/handlers/bad.ts`,
    use('pg'),
    'handlers/ never imports a driver',
  ],
  [
    'a handler imports no mapper',
    `${CLASSIFICATION}/handlers/bad.ts`,
    use('typeorm'),
    'handlers/ never imports a driver',
  ],
  [
    'the Kafka client stays in its folder',
    'libs/runtime/src/bad.ts',
    use('kafkajs'),
    'Only libs/runtime/src/broker/kafkajs',
  ],
  [
    'also from services',
    `${CLASSIFICATION}/persistence/bad.ts`,
    use('kafkajs'),
    'Only libs/runtime/src/broker/kafkajs',
  ],
  ['also from tools', 'tools/start/src/bad.ts', use('kafkajs'), 'Only libs/runtime/src/broker/kafkajs'],
  [
    'only config reads the environment',
    `${CLASSIFICATION}/bad.ts`,
    "export const e = process.env['A'];\n",
    'Only config.ts reads',
  ],
  [
    'also not by its name',
    `${CLASSIFICATION}/bad.ts`,
    "import { env } from 'node:process';\nexport const e = env;\n",
    'Only config.ts reads',
  ],
  ['a tool that runs no services imports none', 'tools/kafka/src/bad.ts', use('@mora/ingestion'), 'may run a service'],
  [
    'the simulated bank knows no machinery',
    'tools/ledger-simulator/src/bad.ts',
    use('@mora/runtime'),
    'The simulated bank knows',
  ],
  [
    'the checker of the scenario knows no service',
    'tools/scenario/src/checker/bad.ts',
    use('@mora/outreach'),
    'A checker judges the services',
  ],
  [
    'nor does the one of negotiation, and it computes for itself',
    'tools/scenario/src/negotiation-checker/bad.ts',
    use('@mora/loan-maths'),
    'A checker judges the services',
  ],
  [
    'nor does the one of the whole line',
    'tools/scenario/src/line-checker/bad.ts',
    use('@mora/calendars'),
    'A checker judges the services',
  ],
  ['calendars import no service', 'libs/calendars/src/bad.ts', use('@mora/outreach'), NX],
  ['the vault imports no service', 'libs/vault/src/bad.ts', use('@mora/outreach'), NX],
  ['runtime imports no vault', 'libs/runtime/src/bad.ts', use('@mora/vault'), NX],
  [
    'a domain reveals nothing personal',
    `${CLASSIFICATION}/domain/bad.ts`,
    'export const name = (hidden: { reveal: () => string }) => hidden.reveal();\n',
    'domain/ passes on what is personal',
  ],
  [
    'there is no any',
    'libs/kernel/src/bad.ts',
    'export const a = (b: any) => b;\n',
    '@typescript-eslint/no-explicit-any',
  ],
  ['there is no console', 'tools/start/src/bad.ts', "console.log('here');\n", 'no-console'],
];

const ALLOWED: readonly (readonly [rule: string, path: string, code: string])[] = [
  ['contracts import the kernel', 'libs/contracts/src/good.ts', use('@mora/kernel')],
  ['runtime imports contracts', 'libs/runtime/src/good.ts', use('@mora/contracts')],
  ['a service seals by the vault', `${CLASSIFICATION}/good.ts`, use('@mora/vault')],
  ['a service imports the runtime', `${CLASSIFICATION}/good.ts`, use('@mora/runtime')],
  ['a spec imports test help', `${CLASSIFICATION}/good.spec.ts`, use('@mora/testing')],
  ['a domain imports the kernel', `${CLASSIFICATION}/domain/good.ts`, use('@mora/kernel')],
  ['a domain computes with loan maths', `${CLASSIFICATION}/domain/good.ts`, use('@mora/loan-maths')],
  ['a service reads the shipped policies', `${CLASSIFICATION}/good.ts`, use('@mora/loan-maths/shipped')],
  ['loan maths imports the kernel', 'libs/loan-maths/src/good.ts', use('@mora/kernel')],
  ['loan maths reads its policies in one room', 'libs/loan-maths/src/shipped/good.ts', use('node:fs')],
  ['a domain imports its siblings', `${CLASSIFICATION}/domain/good.ts`, use('./standing.js')],
  ['a handler imports its domain', `${CLASSIFICATION}/handlers/good.ts`, use('../domain/standing.js')],
  ['a handler names the type of a pool', `${CLASSIFICATION}/handlers/good.ts`, "export type { Pool } from 'pg';\n"],
  ['runtime opens the broker', 'libs/runtime/src/broker/good.ts', use('./kafkajs/kafkajs-broker.js')],
  ['persistence imports the driver', `${CLASSIFICATION}/persistence/good.ts`, use('pg')],
  ['the Kafka folder imports the client', 'libs/runtime/src/broker/kafkajs/good.ts', use('kafkajs')],
  ['config reads the environment', `${CLASSIFICATION}/config.ts`, "export const e = process.env['A'];\n"],
  ['start runs a service', 'tools/start/src/good.ts', use('@mora/ingestion')],
  ['the scenario runs a service', 'tools/scenario/src/good.ts', use('@mora/outreach')],
];

let found: ReadonlyMap<string, readonly string[]>;

beforeAll(() => {
  // The boundary rule reads Nx's stored graph and skips itself where there is none: so the graph is made first.
  runNode(['node_modules/.bin/nx', 'show', 'projects']);
  const samples = [...REFUSED, ...ALLOWED].map(([, path, code]): Sample => ({ path, code }));
  const linter = ['--import', './tools/source/register.mjs', 'tools/checks/src/lint-samples.ts'];
  const { output } = runNode(linter, JSON.stringify(samples));
  const messages = JSON.parse(output) as string[][];
  found = new Map(samples.map(({ path, code }, at) => [`${path}\n${code}`, messages[at] ?? []]));
}, 120_000);

it.each(REFUSED)('%s', (_rule, path, code, error) => {
  expect(found.get(`${path}\n${code}`)?.join('\n')).toContain(error);
});

it.each(ALLOWED)('%s', (_rule, path, code) => {
  expect(found.get(`${path}\n${code}`)).toEqual([]);
});
