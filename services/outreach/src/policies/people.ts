import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Effective, type HolidayBook } from '@mora/kernel';
import type { PeopleRules, Versioned } from '../domain/people/rules.js';
import { loadCalendars } from './calendars.js';
import { proveAgencies, provePromises, proveSurveys, proveWork } from './people-cases.js';
import { readAgencies, readPromises, readSurveys, readWork } from './people-schema.js';

/** The policies of promises, work, agencies and surveys, each in force from its own date. */
export type PeoplePolicies = PeopleRules;

/**
 * Reads and proves them from a folder of policies; every file is one version of its policy.
 * Throws ContractViolation for a file that is no policy, InvariantViolated for one that fails its golden cases.
 */
export function loadPeoplePolicies(folder: string, holidays: HolidayBook = loadCalendars(folder)): PeoplePolicies {
  return {
    promises: versions(folder, 'promises', readPromises, (file) => provePromises(file, holidays)),
    work: versions(folder, 'work', readWork, proveWork),
    agencies: versions(folder, 'agencies', readAgencies, proveAgencies),
    surveys: versions(folder, 'surveys', readSurveys, proveSurveys),
  };
}

function versions<F extends Versioned>(
  folder: string,
  kind: string,
  read: (data: unknown) => F,
  prove: (file: F) => void,
): Effective<F> {
  const files = readdirSync(join(folder, kind))
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => read(JSON.parse(readFileSync(join(folder, kind, name), 'utf8')) as unknown));
  for (const file of files) prove(file);
  return new Effective(files);
}
