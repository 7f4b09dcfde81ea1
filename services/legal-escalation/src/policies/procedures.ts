import { Type } from '@sinclair/typebox';
import { DateText, defineSchema } from '@mora/contracts';
import { type HolidayBook, InvariantViolated } from '@mora/kernel';
import { type MachineFile, proveMachine } from '../domain/proceedings/golden.js';
import type { Machine } from '../domain/proceedings/machine.js';
import { mark, object, oneOf, optional, orNull, policyFiles, policyOf, text, whole } from './policy-files.js';

const CN_KINDS = ['payment-order', 'small-claims', 'simplified', 'ordinary', 'notarised', 'collateral', 'preservation'];
const TW_KINDS = [
  'tw-preservation',
  'tw-payment-order',
  'tw-mediation',
  'tw-small-claims',
  'tw-simplified',
  'tw-ordinary',
];
const kind = oneOf(...CN_KINDS, ...TW_KINDS);

const step = object({
  actor: oneOf('court', 'bank', 'debtor'),
  due: orNull(
    object({
      after: text,
      hours: optional(whole(1, 240)),
      days: optional(whole(1, 366)),
      months: optional(whole(1, 60)),
    }),
  ),
  proof: text,
  outcomes: Type.Record(text, text),
  terms: optional(Type.Array(text, { minItems: 1 })),
  lapse: orNull(object({ to: orNull(text), consequence: text, escalate: oneOf('lawyer', 'supervisor') })),
  source: text,
  mark: optional(mark),
});

const read = defineSchema(
  'court procedure',
  policyOf({
    kind,
    jurisdiction: oneOf('CN', 'TW'),
    calendar: text,
    weekendShifts: Type.Boolean(),
    act: orNull(oneOf('suit', 'payment-order', 'preservation', 'mediation')),
    suedBy: optional(Type.Array(oneOf('suit', 'payment-order', 'mediation'), { minItems: 1 })),
    servedAt: orNull(text),
    performedBefore: optional(Type.Literal(true)),
    keptAsAct: optional(Type.Array(text, { minItems: 1 })),
    first: orNull(object({ kind, upTo: whole(0, Number.MAX_SAFE_INTEGER), source: text })),
    starts: text,
    steps: Type.Record(text, step),
    ends: Type.Record(text, oneOf('title', 'lost', 'withdrawn', 'ended')),
    titles: Type.Record(text, oneOf('judgment', 'payment-order', 'mediation', 'notarised', 'collateral-ruling')),
    goesTo: Type.Record(text, kind),
    goldenCases: Type.Array(
      object({
        name: text,
        filedOn: DateText,
        course: Type.Array(object({ outcome: orNull(text), on: DateText })),
        step: text,
        due: orNull(DateText),
        provisional: optional(Type.Boolean()),
      }),
      { minItems: 1 },
    ),
  }),
);

/**
 * The courts' procedures, from `procedures/`. Throws ContractViolation for a file that is none, InvariantViolated for one
 * with a hole in it, whose golden cases fail, or that has lost a step at which a proceeding may stand.
 */
export function loadProcedures(folder: string, book: HolidayBook): readonly Machine[] {
  const machines = policyFiles<MachineFile>(folder, 'procedures', read, (file) => proveMachine(file, book));
  for (const machine of machines) keepsSteps(machine, machines);
  return machines;
}

/** What is open when a version comes into force goes on by it. */
function keepsSteps({ id, kind, version, steps, ends }: Machine, all: readonly Machine[]): void {
  const before = all.filter((one) => one.kind === kind && one.version < version);
  const lost = before
    .flatMap((one) => Object.keys(one.steps))
    .find((name) => !Object.hasOwn(steps, name) && !Object.hasOwn(ends, name));
  if (lost !== undefined) throw new InvariantViolated(`${id}/${version} has no step "${lost}", where one may stand`);
}
