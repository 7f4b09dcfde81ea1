import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROOT, runNode } from './tree.js';

type Container = Readonly<{
  image: string;
  user?: string;
  read_only?: boolean;
  cap_drop?: readonly string[];
  security_opt?: readonly string[];
  healthcheck?: Readonly<{ test: readonly unknown[] }>;
  volumes?: readonly string[];
  environment: Readonly<Record<string, string>>;
  build?: Readonly<{ args: Readonly<{ SERVICE: string }>; dockerfile: string }>;
}>;

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const compose = parse(read('docker-compose.yml'), { merge: true }) as { services: Record<string, Container> };
const containers = Object.entries(compose.services);
const ours = containers.filter(([, { build }]) => build !== undefined);

it.each(containers)('%s has no capability and can gain none', (_name, container) => {
  expect(container).toMatchObject({ cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
});

it.each(containers)('%s runs an image of one version', (_name, { image }) => {
  expect(image).toMatch(/:(\d+\.\d+(\.\d+)?|\$\{MORA_VERSION:-dev\})$/);
});

it('the root file system of every container is read-only but that of the broker, whose start script writes to it', () => {
  expect(containers.filter(([, { read_only }]) => read_only !== true).map(([name]) => name)).toEqual(['kafka']);
});

it.each(containers.flatMap(([, { volumes = [] }]) => volumes).filter((volume) => volume.startsWith('./')))(
  'what is mounted by %s is there',
  (volume) => {
    expect(existsSync(join(ROOT, volume.split(':')[0] ?? ''))).toBe(true);
  },
);

it.each(ours)(
  '%s is no root, says how it is, and is told all that it must know and nothing that it does not',
  (name, container) => {
    const { user, healthcheck, environment, build } = container;
    expect(user).toBe('65532:65532');
    expect(healthcheck?.test.map((word) => typeof word)).toEqual(['string', 'string', 'string', 'string']);
    expect(build).toMatchObject({ args: { SERVICE: name }, dockerfile: 'deploy/images/Dockerfile' });
    const known = runNode([
      '--import',
      './tools/source/register.mjs',
      `services/${name}/src/main.ts`,
      '--print-config',
    ]).output;
    expect(Object.keys(environment).filter((setting) => !new RegExp(`\\b${setting}\\b`).test(known))).toEqual([]);
    const needed = [...known.matchAll(/^(\w+) .*\(required\)/gm)].map(([, setting]) => setting);
    expect(needed.length).toBeGreaterThan(2);
    expect(needed.filter((setting) => !Object.keys(environment).includes(setting ?? ''))).toEqual([]);
  },
  60_000,
);

it.each(ours)('the database of %s is one that is made', (_name, { environment }) => {
  const [, role, password, database] =
    /^postgres:\/\/(\w+):\$\{(\w+)\}@postgres:5432\/(\w+)$/.exec(environment['DATABASE_URL'] ?? '') ?? [];
  expect(database).toBe(role);
  expect(read('deploy/database/create-databases.sh')).toContain(`create_database ${role} "$${password}"`);
});

it('what the containers ask of the environment stands in the example of it', () => {
  const asked = [...read('docker-compose.yml').matchAll(/\$\{(\w+)(?=[:}])/g)].map(([, name]) => name ?? '');
  const example = read('deploy/compose.env.example');
  expect([...new Set(asked)].filter((name) => !new RegExp(`^#? ?${name}=`, 'm').test(example))).toEqual([]);
});

it('every service has its container', () => {
  const services = JSON.parse(read('package-lock.json')) as { packages: Record<string, unknown> };
  const inTree = Object.keys(services.packages).filter((path) => /^services\/[^/]+$/.test(path));
  expect(ours.map(([name]) => `services/${name}`).toSorted()).toEqual(inTree.toSorted());
});

it('the image that runs is without a shell and without root', () => {
  const stages = read('deploy/images/Dockerfile').match(/^FROM .*$/gm) ?? [];
  expect(stages.at(-1)).toMatch(/distroless.*:nonroot$/);
});
