import { type Static, type TSchema, Type } from '@sinclair/typebox';
import type { LoanId, PersonId } from '@mora/kernel';
import { Name, PLAIN_TEXT } from '../define-event.js';

const oneOf = <T extends string>(...words: readonly T[]) => Type.Unsafe<T>(Type.String({ enum: [...words] }));

/** As the ids of the kernel: a tenant, a colon, and what the ledger calls it. */
const ID = '^[a-z0-9][a-z0-9-]{0,31}:[^\\s:\\p{Cc}\\p{Cs}][^\\p{Cc}\\p{Cs}]{0,127}$';
export const LoanIdText = Type.Unsafe<LoanId>(Type.String({ maxLength: 161, pattern: ID }));
export const PersonIdText = Type.Unsafe<PersonId>(Type.String({ maxLength: 161, pattern: ID }));

/** An instant with its offset, `2026-03-09T10:00:00Z`. */
export const Instant = Type.String({ format: 'date-time' });

export const orNull = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);

/** A list that whoever publishes it need not copy first. */
export const listOf = <S extends TSchema>(item: S, most: number) =>
  Type.Unsafe<readonly Static<S>[]>(Type.Array(item, { maxItems: most }));

/** Named values of some kinds: never anything of a person. */
export const namedOf = <S extends TSchema>(value: S, most: number) =>
  Type.Unsafe<Readonly<Record<string, Static<S>>>>(
    Type.Record(Type.String({ pattern: PLAIN_TEXT }), value, { maxProperties: most }),
  );

export const Channel = oneOf(
  'sms',
  'email',
  'call',
  'robot-call',
  'letter',
  'visit',
  'agency-call',
  'agency-visit',
  'agency-message',
);
export const ChannelOrAll = Type.Unsafe<Static<typeof Channel> | 'all'>(
  Type.String({ enum: [...(Channel['enum'] as readonly string[]), 'all'] }),
);
export const Purpose = oneOf('collection', 'reminder', 'statutory-notice', 'reply', 'service');
export const Role = oneOf('borrower', 'co-borrower', 'guarantor', 'contact', 'representative');
export const CollectorKind = oneOf('robot', 'staff', 'agency');

/** What restrains contact, of a person or of one loan. */
export const Flag = oneOf(
  'dispute',
  'written-dispute',
  'complaint',
  'cease',
  'deceased',
  'incapacity',
  'bankrupt',
  'moratorium',
  'represented',
  'vulnerable',
  'time-barred',
  'plan-active',
  'legal-hold',
  'held',
  'cured',
  'closed',
  'question-open',
  'promise-open',
);

/** Whom it is about: an id, never a name. */
export const who = { personId: PersonIdText, role: Role } as const;

/** The episode of overdue debt in which it happened, where there is one. */
export const ofEpisode = { episodeId: orNull(Name) } as const;

export const packRef = Type.Object({ id: Name, version: Type.Integer({ minimum: 1 }) });

/** In which arm of which trial a contact was made. */
export const armRef = Type.Object({ experiment: Name, arm: Name });

export const templateRef = Type.Object({
  id: Name,
  version: Type.Integer({ minimum: 1 }),
  language: oneOf('zh-CN', 'zh-TW', 'en'),
  hash: Name,
});

export const collector = Type.Object({ kind: CollectorKind, id: orNull(Name) });

/** One word out of few. */
export { oneOf };
