import { Type } from '@sinclair/typebox';
import { defineSchema } from '@mora/contracts';
import { InvariantViolated } from '@mora/kernel';
import type { CourtRows } from '../domain/proceedings/courts.js';
import { object, oneOf, policyFiles, policyOf, text } from './policy-files.js';

const court = object({ id: text, jurisdiction: oneOf('CN', 'TW'), region: text, source: text });
const read = defineSchema('list of courts', policyOf({ courts: Type.Array(court, { minItems: 1 }) }));

/** The courts that the bank goes to, from `courts/`. Throws ContractViolation, and InvariantViolated for two of one name. */
export const loadCourts = (folder: string): readonly CourtRows[] =>
  policyFiles<CourtRows>(folder, 'courts', read, ({ id, version, courts }) => {
    const names = courts.map((one) => one.id);
    const twice = names.find((name, at) => names.indexOf(name) !== at);
    if (twice !== undefined) throw new InvariantViolated(`${id}/${version} has two courts "${twice}"`);
  });
