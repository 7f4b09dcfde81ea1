import { z } from 'zod';
import { commonSettings } from './common-settings.js';
import { type Environment, given } from './read-config.js';
import type { Settings } from './settings.js';

export type SettingRow = Readonly<{ name: string; value: string; default: string; meaning: string }>;

/** Every setting of a service with its value as given; a secret's value is hidden. */
export function describeSettings(own: Settings, env: Environment): readonly SettingRow[] {
  return Object.entries<z.ZodType>({ ...commonSettings, ...own }).map(([name, setting]) => {
    const meta = setting.meta();
    const value = given(env, name);
    return {
      name,
      value: value === undefined ? '' : meta?.['secret'] === true ? '***' : value,
      default: defaultOf(setting),
      meaning: meta?.description ?? '',
    };
  });
}

/** The settings as a table for the terminal. */
export function printConfig(own: Settings, env: Environment): string {
  const head: SettingRow = { name: 'setting', value: 'value', default: 'default', meaning: 'meaning' };
  const rows = [head, ...describeSettings(own, env)];
  const width = (column: keyof SettingRow) => Math.max(...rows.map((row) => row[column].length));
  const widths = { name: width('name'), value: width('value'), default: width('default') };
  return rows
    .map(
      (row) =>
        `${row.name.padEnd(widths.name)}  ${row.value.padEnd(widths.value)}  ${row.default.padEnd(widths.default)}  ${row.meaning}`,
    )
    .join('\n');
}

function defaultOf(setting: z.ZodType): string {
  if (setting instanceof z.ZodDefault) return String(setting.def.defaultValue);
  return setting instanceof z.ZodOptional ? '' : '(required)';
}
