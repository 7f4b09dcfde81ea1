import { type TSchema, Type } from '@sinclair/typebox';
import { DateText, defineSchema } from '@mora/contracts';
import type { ForbiddenClass, ReplyWords, RequiredRow, WordLists } from '../domain/words-check/lists.js';
import type { Letterheads } from '../domain/words-check/readable.js';
import { DISCLOSURES, LANGUAGES, type Template } from '../domain/words-check/template.js';

const closed = { additionalProperties: false };
const text = Type.String({ minLength: 1 });
const oneOf = (words: readonly string[]): TSchema => Type.String({ enum: [...words] });
const listOf = (item: TSchema): TSchema => Type.Array(item);
const mark = oneOf(['S', 'S2', 'M', 'U', 'D']);
const head = { id: text, version: Type.Integer({ minimum: 1 }), effectiveFrom: DateText, source: text, mark };
const byLanguage = Type.Object(
  Object.fromEntries(LANGUAGES.map((language) => [language, Type.Array(text, { minItems: 1 })])),
  closed,
);
const channels = listOf(oneOf(['sms', 'email', 'letter', 'call', 'robot-call', 'agency-message']));
const purposes = listOf(oneOf(['collection', 'reminder', 'statutory-notice', 'reply', 'service']));
const disclosures = listOf(oneOf(DISCLOSURES));

const template = Type.Object(
  { ...head, channels, purposes, jurisdictions: listOf(text), discloses: disclosures, facts: listOf(text) },
  closed,
);

const forbidden = Type.Object(
  {
    ...head,
    classes: listOf(
      Type.Object(
        { id: text, source: text, mark, patterns: byLanguage, hits: listOf(text), misses: listOf(text) },
        closed,
      ),
    ),
  },
  closed,
);

const row = Type.Object(
  {
    id: text,
    source: text,
    mark,
    purposes: Type.Optional(purposes),
    channels: Type.Optional(channels),
    jurisdictions: Type.Optional(listOf(text)),
    templates: Type.Optional(listOf(text)),
    needs: disclosures,
  },
  closed,
);

const required = Type.Object(
  { ...head, rows: listOf(row), evidence: Type.Record(oneOf(DISCLOSURES), byLanguage), debtWords: byLanguage },
  closed,
);

const reply = Type.Object(
  {
    ...head,
    optOut: byLanguage,
    fillers: byLanguage,
    optOutPhrases: byLanguage,
    optOutOfAllPhrases: byLanguage,
    ceasePhrases: byLanguage,
    goldenCases: listOf(
      Type.Object({ text: Type.String(), expect: oneOf(['opt-out', 'opt-out-of-all', 'cease', 'other']) }, closed),
    ),
  },
  closed,
);

const tells = Type.Object(
  { senderName: text, senderAddress: text, complaintPhone: text, payHow: text, caseOfficer: text },
  closed,
);
const byReader = Type.Object(Object.fromEntries(LANGUAGES.map((language) => [language, tells])), closed);
const letterheads = Type.Object({ ...head, tenants: Type.Record(text, byReader) }, closed);

const reader = <T>(name: string, schema: TSchema): ((data: unknown) => T) =>
  defineSchema(name, schema) as (data: unknown) => T;

export const readTemplate = reader<Omit<Template, 'bodies'>>('template', template);
export const readForbidden = reader<Readonly<{ classes: readonly ForbiddenClass[] }>>('forbidden words', forbidden);
type Required = Readonly<{ rows: readonly RequiredRow[] }> & Pick<WordLists, 'evidence' | 'debtWords'>;
export const readRequired = reader<Required>('required words', required);
export const readReply = reader<ReplyWords>('opt-out words', reply);
export const readLetterheads = reader<Readonly<{ tenants: Letterheads }>>('letterheads', letterheads);
