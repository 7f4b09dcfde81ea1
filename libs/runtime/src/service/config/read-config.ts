import type { z } from 'zod';
import { type CommonConfig, commonSettings, contradictions } from './common-settings.js';
import type { ConfigOf, Settings } from './settings.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The settings that are wrong, one line each: name and reason, never the value. */
export class ConfigurationError extends Error {
  readonly dataFree = true;

  constructor(readonly wrong: readonly string[]) {
    super(`the settings are wrong:\n${wrong.map((line) => `  ${line}`).join('\n')}`);
    this.name = 'ConfigurationError';
  }
}

const EMBEDDED_PARTITIONS = 4;
const KAFKA_PARTITIONS = 12;

/** The one place of the runtime that looks at the process's environment. */
export const processEnvironment = (): Environment => process.env;

/** Reads the common settings and the service's own from the environment. Throws ConfigurationError with all that is wrong. */
export function readConfig<S extends Settings>(own: S, env: Environment): CommonConfig & ConfigOf<S> {
  const values: Record<string, unknown> = {};
  const wrong: string[] = [];
  for (const [name, setting] of Object.entries<z.ZodType>({ ...own, ...commonSettings })) {
    const read = setting.safeParse(given(env, name));
    if (read.success) values[name] = read.data;
    else wrong.push(`${name}: ${given(env, name) === undefined ? 'required' : reasons(read.error)}`);
  }
  wrong.push(...contradictions(values));
  if (wrong.length > 0) throw new ConfigurationError(wrong);
  values['PARTITIONS'] ??= values['BUS'] === 'kafka' ? KAFKA_PARTITIONS : EMBEDDED_PARTITIONS;
  return values as CommonConfig & ConfigOf<S>;
}

/** An empty text counts as not set, for that is how compose files and charts leave a setting out. */
export function given(env: Environment, name: string): string | undefined {
  return env[name] === '' ? undefined : env[name];
}

const reasons = (error: z.ZodError): string => error.issues.map(({ message }) => message).join('; ');
