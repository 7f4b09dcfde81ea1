import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './tree.js';

let tools: string;
beforeEach(() => {
  tools = mkdtempSync(join(tmpdir(), 'mora-ci-'));
});
afterEach(() => rmSync(tools, { recursive: true, force: true }));

/** A machine with these versions, whose npm ends at once, so that nothing is installed or run. */
function ciOn({ node, java }: Readonly<{ node: string; java: string }>) {
  const programs = {
    node: `[ "$1" = -v ] && echo v${node}.1.0 || echo ${node}`,
    java: `echo 'openjdk version "${java}.0.2" 2026-01-20' >&2`,
    mvn: 'true',
    pdftotext: 'true',
    npm: 'echo npm was asked; exit 3',
  };
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(tools, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(tools, name), 0o755);
  }
  const env = { PATH: `${tools}:/usr/bin:/bin` };
  const { status, stdout, stderr } = spawnSync('bash', [join(ROOT, '.ci/run')], { env, encoding: 'utf8' });
  return { status, stdout, stderr };
}

it.each([
  ['a Node that is too old', { node: '18', java: '17' }, 'Node 20 or newer is needed; this is v18.1.0.'],
  ['a Java that is too old', { node: '20', java: '11' }, 'Java 17 or newer is needed; this is 11.'],
])('%s is refused in words before anything is installed', (_what, versions, words) => {
  expect(ciOn(versions)).toEqual({ status: 1, stdout: '', stderr: `${words}\n` });
});

it('the oldest that are enough go on to install', () => {
  expect(ciOn({ node: '20', java: '17' })).toMatchObject({ status: 3, stdout: 'npm was asked\n' });
});
