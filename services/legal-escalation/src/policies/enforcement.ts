import { Type } from '@sinclair/typebox';
import { loadCalendars, shippedCalendars } from '@mora/calendars';
import { DateText, defineSchema } from '@mora/contracts';
import { type EnforcementFile, proveEnforcement } from '../domain/enforcement/golden.js';
import type { EnforcementRules } from '../domain/enforcement/rules.js';
import { mark, object, oneOf, optional, orNull, policyFiles, policyOf, text, whole } from './policy-files.js';

const ASSETS = ['deposit', 'wage', 'real-estate', 'vehicle', 'movable', 'security', 'other-right'] as const;
const KINDS = ['freeze', 'seal', 'withhold', 'auction'] as const;
const PERSONAL = ['property-report', 'consumption-limit', 'defaulter-list'] as const;
const asset = oneOf(...ASSETS);
const personal = oneOf(...PERSONAL);
const minor = whole(0, Number.MAX_SAFE_INTEGER);
const years = orNull(whole(1, 50));
const MOST_PERMILLE = 10_000;

const personalRule = object({
  months: orNull(whole(1, 600)),
  looksBackMonths: optional(whole(1, 600)),
  afterNotice: Type.Boolean(),
  unlessCovered: Type.Boolean(),
  grounds: Type.Array(
    object({
      code: text,
      needs: orNull(oneOf('property-report', 'consumption-limit', 'broken-settlement')),
      source: text,
      mark,
    }),
  ),
  liftDays: whole(0, 366),
  source: text,
  mark,
});

const termDays = whole(1, 366);
const term = oneOf('notice', 'decision', 'party', 'outsider');

const read = defineSchema(
  'rules of enforcement',
  policyOf({
    jurisdiction: oneOf('CN', 'TW'),
    terms: object(Object.fromEntries(ASSETS.map((name) => [name, years]))),
    kinds: object(Object.fromEntries(KINDS.map((name) => [name, Type.Array(asset)]))),
    exempt: Type.Array(object({ code: text, source: text, mark })),
    onlyHome: Type.Array(oneOf(...KINDS)),
    order: Type.Array(asset, { minItems: 1 }),
    indivisible: Type.Array(asset),
    overPermille: whole(0, MOST_PERMILLE),
    wage: object({
      share: object({ of: whole(1, 100), in: whole(1, 100) }),
      livingPermille: whole(0, MOST_PERMILLE),
    }),
    keepMonths: whole(0, 60),
    regions: Type.Record(text, object({ living: minor, source: text, mark })),
    personal: object(Object.fromEntries(PERSONAL.map((name) => [name, optional(personalRule)]))),
    expiring: Type.Array(whole(1, 366), { minItems: 1 }),
    delayStops: Type.Array(oneOf('settlement', 'death', 'court')),
    noActionMonths: orNull(whole(1, 120)),
    court: object({
      calendar: Type.String({ pattern: '^[a-z]{2}$' }),
      weekendShifts: Type.Boolean(),
      noticeDays: orNull(termDays),
      objection: orNull(
        object({
          decisionDays: termDays,
          party: object({ fightDays: termDays }),
          outsider: object({ fightDays: termDays }),
        }),
      ),
    }),
    bookedWithinDays: whole(0, 60),
    notes: object({
      order: object({ source: text, mark }),
      keepMonths: object({ source: text, mark }),
      overPermille: object({ source: text, mark }),
      indivisible: object({ source: text, mark }),
      delayStops: object({ source: text, mark }),
      terms: object({ source: text, mark }),
      court: object({ source: text, mark }),
    }),
    goldenCases: Type.Array(
      Type.Union([
        object({ name: text, asset, from: DateText, until: orNull(DateText) }),
        object({ name: text, personal, from: DateText, until: orNull(DateText) }),
        object({ name: text, personal, toldOn: DateText, reportsFrom: orNull(DateText) }),
        object({ name: text, term, from: DateText, until: orNull(DateText) }),
        object({
          name: text,
          personal,
          ground: orNull(text),
          noticeUntil: orNull(DateText),
          openDay: DateText,
          due: minor,
          seized: minor,
          binds: Type.Array(personal),
          brokenSettlement: Type.Boolean(),
          because: orNull(text),
        }),
        object({
          name: text,
          asset,
          value: minor,
          monthly: orNull(minor),
          householdSize: whole(1, 50),
          region: text,
          takes: minor,
        }),
      ]),
      { minItems: 4 },
    ),
  }),
);

/**
 * How courts enforce, from `enforcement/`, proved on the calendars that are shipped. Throws ContractViolation for a file that is none, InvariantViolated where a
 * golden case fails.
 */
export function loadEnforcement(folder: string): readonly EnforcementRules[] {
  const book = loadCalendars(shippedCalendars);
  return policyFiles<EnforcementFile>(folder, 'enforcement', read, (file) => proveEnforcement(file, book));
}
