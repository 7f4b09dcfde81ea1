import { readdirSync, readFileSync } from 'node:fs';

/** The policies as they are shipped: the same data that the gate reads, and nothing of its code. */
const FOLDER = new URL('../../../../services/outreach/policies/', import.meta.url);
const CALENDARS = new URL('../../../../libs/calendars/policies/', import.meta.url);

export type Amount = number | Readonly<{ setting: string }>;
export type Every = '*' | readonly string[];

type Bound = Readonly<{ id: string; purposes: Every; channels?: Every; roles?: Every; collectors?: Every }>;
type Kind<K extends string, D> = Bound & Readonly<{ kind: K }> & Readonly<D>;

export type HoursRule = Kind<'hours', { allow: string; overriddenBy?: string }>;
export type CapRule = Kind<
  'cap',
  {
    unit: 'attempt' | 'unanswered-attempt' | 'effective-call';
    per: readonly string[];
    max: Amount;
    window: Readonly<{ kind: string; days?: Amount }>;
    counted?: Readonly<{ purposes?: Every; channels?: Every }>;
  }
>;
export type QuietRule = Kind<
  'quiet-after',
  { what: string; per: readonly string[]; days: Amount; firstDayCounts: boolean }
>;
export type StopRule = Kind<'stop-on', { flags: readonly string[]; whose?: 'person' }>;
export type PartyRule = Kind<'party', { when?: readonly string[]; stopOnRefusal?: boolean; maxEver?: Amount }>;
export type NeedRule = Kind<'precondition', { needs: string; withinDays?: Amount; min?: Amount }>;
export type ContentRule = Kind<'content', { mustContain: readonly string[] }>;
type OtherRule = Kind<'opt-out' | 'consent' | 'holidays' | 'place' | 'record', object>;

export type Rule = HoursRule | CapRule | QuietRule | StopRule | PartyRule | NeedRule | ContentRule | OtherRule;

export type Pack = Readonly<{
  id: string;
  version: number;
  effectiveFrom: string;
  effectiveUntil: string | null;
  appliesWhen: Readonly<{
    jurisdictions: Every;
    collectors: Every;
    products: Every;
    widenedBy?: Readonly<{ setting: string; drops: string }>;
  }>;
  rules: readonly Rule[];
  settings: readonly Readonly<{ name: string; default: number | boolean }>[];
}>;

type Decided = Readonly<Record<string, Readonly<{ value: number | boolean; effectiveFrom: string }>>>;

export type FirmRules = Readonly<{
  documents: readonly string[];
  evaluationMonths: number;
  complaints: Readonly<{ days: number; perThousandPlaced: number; atLeast: number }>;
}>;

/** Every number, code and day by which the checker judges. */
export type Policy = Readonly<{
  packs: readonly Pack[];
  /** What the bank has decided instead of a pack's own value. */
  decided: Decided;
  /** What a template declares to contain, by `id/version`. */
  contains: ReadonlyMap<string, readonly string[]>;
  /** Whether somebody was reached, by the code of an outcome. */
  answered: ReadonlyMap<string, boolean>;
  /** Holidays by calendar and year: `cn/2026`. */
  holidays: ReadonlyMap<string, ReadonlySet<string>>;
  firms: FirmRules;
  /** For so many days it is believed that paying has become hard. */
  hardshipDays: number;
}>;

/** Reads the folder of policies. Throws where a file has a rule of a kind that this checker was never told of. */
export function readPolicy(folder: URL = FOLDER): Policy {
  const packs = filesIn(folder, 'contact/')
    .map((file) => read<Pack>(file))
    .filter(({ rules }) => rules !== undefined);
  for (const { id, rules } of packs) {
    const strange = rules.find(({ kind }) => !KINDS.has(kind));
    if (strange !== undefined) throw new Error(`${id} has a rule of a kind that nobody checks: ${strange.kind}`);
  }
  const decided = read<{ values: Decided }>(new URL('contact/settings.v1.json', folder)).values;
  return {
    packs,
    decided,
    contains: templatesIn(folder),
    answered: outcomesIn(folder),
    holidays: calendarsIn(CALENDARS),
    firms: read<FirmRules>(new URL('agencies/agencies.v1.json', folder)),
    hardshipDays: read<{ hardshipDays: number }>(new URL('work/work.v1.json', folder)).hardshipDays,
  };
}

const KINDS: ReadonlySet<string> = new Set([
  ...['hours', 'cap', 'quiet-after', 'stop-on', 'opt-out', 'consent', 'party', 'precondition', 'content', 'holidays'],
  // No contact point of the simulated people is a workplace, and an obligation to write something down bars nothing.
  ...['place', 'record'],
]);

const read = <T>(file: URL): T => JSON.parse(readFileSync(file, 'utf8')) as T;

const filesIn = (folder: URL, inside: string): readonly URL[] =>
  readdirSync(new URL(inside, folder))
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => new URL(`${inside}${name}`, folder));

function templatesIn(folder: URL): ReadonlyMap<string, readonly string[]> {
  const names = readdirSync(new URL('templates/', folder), { withFileTypes: true }).filter((one) => one.isDirectory());
  const found = new Map<string, readonly string[]>();
  for (const { name } of names) {
    for (const file of filesIn(folder, `templates/${name}/`)) {
      const { id, version, discloses } = read<{ id: string; version: number; discloses: readonly string[] }>(file);
      found.set(`${id}/${version}`, discloses);
    }
  }
  return found;
}

function outcomesIn(folder: URL): ReadonlyMap<string, boolean> {
  const files = filesIn(folder, 'outcomes/').map((file) =>
    read<{ codes: readonly { code: string; answered: boolean }[] }>(file),
  );
  return new Map(files.flatMap(({ codes }) => codes.map(({ code, answered }) => [code, answered] as const)));
}

function calendarsIn(folder: URL): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(
    filesIn(folder, 'calendars/').map((file) => {
      const { calendar, year, holidays } = read<{
        calendar: string;
        year: number;
        holidays: readonly { date: string }[];
      }>(file);
      return [`${calendar}/${year}`, new Set(holidays.map(({ date }) => date))] as const;
    }),
  );
}
