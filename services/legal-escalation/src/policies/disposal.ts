import { Type } from '@sinclair/typebox';
import { DateText, defineSchema } from '@mora/contracts';
import type { HolidayBook } from '@mora/kernel';
import { type DisposalFile, proveDisposal } from '../domain/disposal/golden.js';
import type { DisposalRules } from '../domain/disposal/rules.js';
import { mark, object, oneOf, orNull, policyFiles, policyOf, text, whole } from './policy-files.js';

const days = whole(0, 3_660);
const term = object({ years: orNull(whole(1, 50)), source: text, mark });

const read = defineSchema(
  'rules of disposal',
  policyOf({
    sale: object({
      until: DateText,
      rows: Type.Array(text),
      leastDaysPastDue: days,
      licences: Type.Array(text, { minItems: 1 }),
      source: text,
      mark,
    }),
    licences: object({ source: text, mark }),
    writeOff: object({
      leastDaysPastDue: days,
      most: Type.Record(text, whole(0, Number.MAX_SAFE_INTEGER)),
      source: text,
      mark,
    }),
    collateral: object({
      terms: object({ CN: term, TW: term }),
      alerts: Type.Array(whole(0, 366)),
      source: text,
      mark,
    }),
    guarantee: object({ demandDays: whole(1, 366), source: text, mark }),
    ledgerAnswerDays: whole(0, 60),
    notice: object({
      days: whole(1, 366),
      channels: Type.Array(oneOf('letter', 'email', 'sms'), { minItems: 1 }),
    }),
    goldenCases: Type.Array(
      object({
        name: text,
        jurisdiction: oneOf('CN', 'TW'),
        takenOn: DateText,
        disposeBy: orNull(DateText),
        provisional: Type.Boolean(),
        calendar: text,
        weekendShifts: Type.Boolean(),
      }),
      { minItems: 2 },
    ),
  }),
);

/** What may leave the bank, from `disposal/`. Throws ContractViolation, and InvariantViolated where a golden case fails. */
export const loadDisposal = (folder: string, book: HolidayBook): readonly DisposalRules[] =>
  policyFiles<DisposalFile>(folder, 'disposal', read, (file) => proveDisposal(file, book));
