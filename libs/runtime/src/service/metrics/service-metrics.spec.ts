import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ALARMS, ServiceMetrics } from './service-metrics.js';

const SOURCE = fileURLToPath(new URL('../..', import.meta.url));

/** The alarms that the code of the machinery raises, by their names. */
function raised(): string[] {
  const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /(?<!\.spec)\.ts$/.test(path),
  );
  const names = files.flatMap((path) => [
    ...readFileSync(join(SOURCE, path), 'utf8').matchAll(/\.alarm\(\s*'([a-z-]+)'/g),
  ]);
  return [...new Set(names.map(([, name = '']) => name))].sort();
}

it('every alarm of the machinery is there from the start, at nought', async () => {
  const text = await new ServiceMetrics('bakery').registry.metrics();
  const series = [...text.matchAll(/^mora_alarms_total\{alarm="([a-z-]+)",service="bakery"\} 0$/gm)];
  expect(series.map(([, name]) => name).sort()).toEqual(raised());
  expect([...ALARMS]).toEqual(raised());
});

it('the dead letters that are open are there from the start, at nought', async () => {
  expect(await new ServiceMetrics('bakery').registry.metrics()).toContain('mora_dead_letters_open{service="bakery"} 0');
});
