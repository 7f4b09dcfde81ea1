import type { Check } from './tidy/check.js';
import { noDeadFiles } from './tidy/dead-files.js';
import * as lines from './tidy/lines.js';
import { linksResolve } from './tidy/links.js';
import { noLargeFiles } from './tidy/sizes.js';
import { filesOfTheTree, type SourceFile } from './tree.js';

const DOMAIN = 'services/delinquency-classification/src/domain/standing.ts';
const SERVICE = 'services/delinquency-classification/src/handlers/standing.reactor.ts';
const SPEC = 'libs/kernel/src/money.spec.ts';
const file = (path: string, text: string): SourceFile => ({ path, text });

/** Each rule with code that breaks it, and code beside it that does not. */
const CHECKS: readonly (readonly [
  rule: string,
  check: Check,
  bad: readonly SourceFile[],
  good: readonly SourceFile[],
])[] = [
  [
    'a domain reads no clock',
    lines.noClockInDomain,
    [file(DOMAIN, 'const a = Date.now();'), file(DOMAIN, 'const a = new Date();')],
    [file(SERVICE, 'const a = Date.now();'), file(DOMAIN, '// no Date.now() here'), file(DOMAIN, 'new Date(day)')],
  ],
  [
    'a domain throws no dice',
    lines.noChanceInDomain,
    [file(DOMAIN, 'const a = Math.random();'), file(DOMAIN, 'const a = randomUUID();')],
    [file(SERVICE, 'const a = randomUUID();')],
  ],
  [
    'nothing writes to the console',
    lines.noConsole,
    [file(SERVICE, 'console.log(1);'), file(SPEC, 'console.error(1);')],
    [file(SERVICE, "log.info('console')")],
  ],
  [
    'nothing is any',
    lines.noAny,
    [
      file(SERVICE, 'let a: any;'),
      file(SERVICE, 'const b = c as any;'),
      file(SERVICE, 'const d: Map<string, any> = e;'),
    ],
    [file(SERVICE, "it('takes any order', () => many)"), file(SERVICE, '/** (any) */')],
  ],
  [
    'only config reads the environment',
    lines.noStrayEnvironment,
    [file(SERVICE, "process.env['A']")],
    [file('services/ingestion/src/config.ts', "process.env['A']"), file(SPEC, "process.env['A']")],
  ],
  [
    'nothing is left for later without a word',
    lines.noLeftovers,
    [file(SERVICE, `// ${'TO'}DO mend`), file('docs/a.md', `${'FIX'}ME`)],
    [file(SERVICE, '// todos los días')],
  ],
  [
    'no spec runs alone',
    lines.noLonelySpec,
    [file(SPEC, "it.only('a', b);"), file(SPEC, "describe.only('a', b);")],
    [file(SPEC, "it('only this', b);")],
  ],
  [
    'a skipped spec says why',
    lines.skippedSpecsSayWhy,
    [file(SPEC, "it.skip('a', b);"), file(SPEC, "describe.skip('on a broker', b);")],
    [file(SPEC, "describe.skip('on a broker, because there is no Java here', b);")],
  ],
  [
    'nothing knows one machine',
    lines.noPlaceOfOneMachine,
    [
      file('README.md', 'see /root/notes'),
      file(SERVICE, "'/home/jo/mora'"),
      file('package-lock.json', '"https://registry.example.test/a.tgz"'),
    ],
    [file('README.md', 'https://example.test/work/of/others'), file(SERVICE, "'../root/a.js'")],
  ],
  [
    'no file is a room for everything',
    lines.noRoomForEverything,
    [file('libs/kernel/src/utils.ts', ''), file('libs/common/src/index.ts', '')],
    [file('libs/kernel/src/money.ts', '')],
  ],
  [
    'no file is longer than one sitting',
    noLargeFiles,
    [file(SERVICE, 'a;\n'.repeat(351))],
    [file(SERVICE, 'a;\n'.repeat(350)), file('docs/long.md', 'a\n'.repeat(900))],
  ],
  [
    'no source is dead',
    noDeadFiles,
    [file('libs/kernel/src/index.ts', "export * from './money.js';"), file('libs/kernel/src/lost.ts', '')],
    [
      file('libs/kernel/src/index.ts', "export * from './money.js';"),
      file('libs/kernel/src/money.ts', "import type { Brand } from './ids.js';"),
      file('libs/kernel/src/ids.ts', ''),
      file('tools/start/src/worker.ts', ''),
      file('package.json', '"node tools/start/src/worker.ts"'),
    ],
  ],
  [
    'links in the prose lead somewhere',
    linksResolve,
    [file('docs/a.md', '[there](b.md)'), file('docs/c.md', '# Here\n[up](#there)')],
    [
      file('docs/a.md', '[there](../README.md#the-first-way) and [out](https://example.test) and [docs](../docs/)'),
      file('README.md', '## The first way'),
    ],
  ],
];

const tree = filesOfTheTree();

it.each(CHECKS)('%s', (_rule, check) => {
  expect(check(tree)).toEqual([]);
});

it.each(CHECKS)('the check is not blind: %s', (_rule, check, bad, good) => {
  const broken = check === noDeadFiles ? [bad] : bad.map((one) => [one]);
  for (const files of broken) expect(check(files)).toHaveLength(1);
  expect(check(good)).toEqual([]);
});
