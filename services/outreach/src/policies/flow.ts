import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Type } from '@sinclair/typebox';
import { DateText, defineSchema } from '@mora/contracts';
import type { FlowRules } from '../domain/person/rules.js';

const minutes = Type.Integer({ minimum: 1, maximum: 1_440 });
const days = Type.Integer({ minimum: 0, maximum: 31 });
const closed = { additionalProperties: false };

const readFlow = defineSchema(
  'flow policy',
  Type.Object(
    {
      id: Type.Literal('flow'),
      version: Type.Integer({ minimum: 1 }),
      effectiveFrom: DateText,
      source: Type.String({ minLength: 1 }),
      mark: Type.Union(['S', 'S2', 'M', 'U', 'D'].map((mark) => Type.Literal(mark))),
      reservationMinutes: Type.Object({ robot: minutes, staff: minutes }, closed),
      claimedMinutes: minutes,
      staffReportMinutes: minutes,
      defaultHour: Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' }),
      informingSilenceDays: days,
    },
    closed,
  ),
);

const FILE = join('flow', 'flow.v1.json');

/** The clocks of a contact's way, from `flow/` of a folder of policies. Throws ContractViolation. */
export const loadFlow = (folder: string): FlowRules =>
  readFlow(JSON.parse(readFileSync(join(folder, FILE), 'utf8')) as unknown) as FlowRules;
