import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CalendarDate, invariant } from '@mora/kernel';
import type { Language } from '../domain/notices/commands.js';
import { checkTemplate } from '../domain/words-check/check-template.js';
import { classifyReply } from '../domain/words-check/classify-reply.js';
import { faultsOf } from '../domain/words-check/forbidden.js';
import type { WordLists } from '../domain/words-check/lists.js';
import type { Letterhead, Letterheads } from '../domain/words-check/readable.js';
import { samplesFor } from '../domain/words-check/samples.js';
import { LANGUAGES, type Template } from '../domain/words-check/template.js';
import { renderSample } from '../sending/liquid.js';
import { readForbidden, readLetterheads, readReply, readRequired, readTemplate } from './templates-schema.js';

/** All words of the installation that are shipped as files, and the lists that any words are checked by. */
export class TemplateSet {
  constructor(
    private readonly templates: readonly Template[],
    readonly lists: WordLists,
    private readonly letterheads: Letterheads,
  ) {}

  letterheadOf(tenant: string, language: Language): Letterhead {
    const found = this.letterheads[tenant] ?? this.letterheads['*'];
    invariant(found !== undefined, 'no letterhead is for a tenant that has none of its own');
    return found[language];
  }

  /** The version in force on a day; null where there is no such template then. */
  inForceOn(id: string, day: CalendarDate): Template | null {
    const versions = this.templates.filter((one) => one.id === id && one.effectiveFrom <= day);
    return versions.toSorted((a, b) => b.version - a.version)[0] ?? null;
  }

  all(): readonly Template[] {
    return this.templates;
  }
}

/** By this the words of a notice are known again for ever. */
export const hashOf = (body: string): string => createHash('sha256').update(body).digest('hex');

/**
 * Reads the words and the lists from a folder of policies, and puts every template to the check that a bank's own must
 * pass. Throws ContractViolation for a file that is no policy, InvariantViolated for one that fails.
 */
export function loadTemplates(folder: string): TemplateSet {
  const lists = loadWordLists(join(folder, 'words'));
  const { tenants: letterheads } = readLetterheads(json(join(folder, 'words', 'letterhead.v1.json')));
  const templates = readdirSync(join(folder, 'templates'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => readOne(join(folder, 'templates', name)))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  for (const template of templates) {
    const findings = checkTemplate(template, lists, samplesFor(template), renderSample);
    const told = findings.map(({ language, because, what }) => [language, because, what].filter(Boolean).join(' '));
    invariant(findings.length === 0, `template ${template.id}: ${told.join('; ')}`);
  }
  return new TemplateSet(templates, lists, letterheads);
}

function readOne(folder: string): Template {
  const meta = readTemplate(json(join(folder, 'template.json')));
  const bodies = LANGUAGES.flatMap((language) => {
    const file = join(folder, `${language}.v${meta.version}.liquid`);
    return existsSync(file) ? [[language, readFileSync(file, 'utf8')] as const] : [];
  });
  return { ...meta, bodies: Object.fromEntries(bodies) };
}

function loadWordLists(folder: string): WordLists {
  const { classes } = readForbidden(json(join(folder, 'forbidden.v1.json')));
  const { rows, evidence, debtWords } = readRequired(json(join(folder, 'required.v1.json')));
  const reply = readReply(json(join(folder, 'opt-out.v1.json')));
  const faults = faultsOf(classes);
  invariant(faults.length === 0, `forbidden words: ${faults.join('; ')}`);
  const wrong = reply.goldenCases.filter(({ text, expect }) => classifyReply(text, reply) !== expect);
  invariant(wrong.length === 0, `opt-out words: ${wrong.map(({ text }) => text).join('; ')}`);
  return { forbidden: classes, required: rows, evidence, debtWords, reply };
}

const json = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8')) as unknown;
