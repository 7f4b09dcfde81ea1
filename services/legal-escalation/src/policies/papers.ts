import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Type } from '@sinclair/typebox';
import { defineSchema } from '@mora/contracts';
import { InvariantViolated } from '@mora/kernel';
import { PAPER_KINDS, type PaperRules } from '../domain/papers/types.js';
import { object, oneOf, policyFiles, policyOf, text } from './policy-files.js';

/** With its version, so that a template that is changed is another file. */
const template = Type.String({ pattern: String.raw`^[a-z]+/[a-z-]+\.v\d+\.typ$` });
const creditor = object({ name: text, code: text, address: text, representative: text, post: text, phone: text });

const read = defineSchema(
  'papers policy',
  policyOf({
    jurisdiction: oneOf('CN', 'TW'),
    language: oneOf('zh-CN', 'zh-TW'),
    creditors: Type.Record(text, creditor),
    templates: object(Object.fromEntries(PAPER_KINDS.map((kind) => [kind, template]))),
  }),
);

/** Where the templates of a folder of policies lie. */
export const templatesIn = (folder: string): string => join(folder, 'templates');

/**
 * By what court papers are printed, from `papers/` of a folder of policies. Throws ContractViolation, and
 * InvariantViolated where a template that it names is not there.
 */
export const loadPapers = (folder: string): readonly PaperRules[] =>
  policyFiles<PaperRules>(folder, 'papers', read, ({ id, templates }) => {
    for (const name of Object.values(templates)) {
      if (!existsSync(join(templatesIn(folder), name))) throw new InvariantViolated(`${id}: there is no ${name}`);
    }
  });
