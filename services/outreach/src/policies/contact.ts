import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { GateSettings, Pack } from '../domain/gate/pack.js';
import { GatePacks } from '../domain/gate/packs.js';
import { provePack } from '../domain/gate/prove.js';
import { readSettings } from './contact-schema.js';
import { readPack } from './golden-case-schema.js';

/** The packs that are shipped. */
export const SHIPPED_CONTACT = fileURLToPath(new URL('../../policies/contact/', import.meta.url));

const SETTINGS = /^settings\.v\d+\.json$/;

/**
 * Reads the contact packs of a folder and the bank's settings beside them, and proves every pack on its golden cases.
 * Throws ContractViolation for a file that is no pack, InvariantViolated for one that breaks its own promises.
 */
export function loadContactPacks(folder: string = SHIPPED_CONTACT): GatePacks {
  const { packs, settings } = readContactPacks(folder);
  packs.forEach(provePack);
  return new GatePacks(packs, settings);
}

/** The same, not proved: for who wants to change a pack first. */
export function readContactPacks(
  folder: string = SHIPPED_CONTACT,
): Readonly<{ packs: readonly Pack[]; settings: GateSettings }> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  const packs = names.filter((name) => !SETTINGS.test(name)).sort();
  const settings = names.filter((name) => SETTINGS.test(name)).sort(byVersion);
  return {
    packs: packs.map((name) => readPack(read(name)) as Pack),
    settings: readSettings(read(settings.at(-1) ?? 'settings.v1.json')) as GateSettings,
  };
}

const versionOf = (name: string): number => Number(/\d+/.exec(name)?.[0] ?? 0);
const byVersion = (a: string, b: string): number => versionOf(a) - versionOf(b);
