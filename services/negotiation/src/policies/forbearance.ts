import { Type } from '@sinclair/typebox';
import { defineSchema } from '@mora/contracts';
import type { ForbearanceRules } from '../domain/menu/rules.js';
import { mark, object, oneOf, policyFiles, policyOf, text } from './policy-files.js';

const kind = object({
  allowed: Type.Boolean(),
  forms: Type.Array(text),
  ledger: oneOf('reschedule', 'settle', 'fund', 'none'),
  consent: oneOf('block', 'warn', 'none'),
  limits: Type.Record(text, Type.Number()),
  source: text,
  mark,
});

const read = defineSchema(
  'forbearance policy',
  policyOf({ jurisdiction: oneOf('CN', 'TW', 'US'), kinds: Type.Record(text, kind) }),
);

/** What may be agreed in a jurisdiction, from `forbearance/` of a folder of policies. Throws ContractViolation. */
export const loadForbearance = (folder: string): readonly ForbearanceRules[] =>
  policyFiles(folder, 'forbearance', read);
