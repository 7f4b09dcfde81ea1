import { Command, InvalidArgumentError } from 'commander';

import type { LineLoad } from './line/plan.js';
import type { NegotiationLoad } from './negotiation/run-negotiation.js';
import type { OutreachLoad } from './outreach/run-outreach.js';

export type Part = 'faults' | 'poison' | 'fuzz' | 'outreach' | 'negotiation' | 'line';

export type Options = Readonly<{
  seed: number;
  quick: boolean;
  keep: boolean;
  parts: ReadonlySet<Part>;
  brokers: string | undefined;
  load: Load;
  outreach: OutreachLoad;
  negotiation: NegotiationLoad;
  line: LineLoad;
  /** Each of the services of the line is stopped in turn. */
  all: boolean;
}>;

/** How much is sent, and how often what is killed. */
export type Load = Readonly<{
  loans: number;
  days: number;
  events: number;
  kills: number;
  brokerKills: number;
  databaseRestarts: number;
  fuzzed: number;
}>;

const FULL: Load = {
  loans: 3_000,
  days: 10,
  events: 100_000,
  kills: 20,
  brokerKills: 2,
  databaseRestarts: 2,
  fuzzed: 2_000,
};
const QUICK: Load = {
  loans: 600,
  days: 4,
  events: 10_000,
  kills: 6,
  brokerKills: 1,
  databaseRestarts: 1,
  fuzzed: 2_000,
};
const OUTREACH = {
  full: { loans: 400, days: 20, kills: 30, killsAtProvider: 12 },
  quick: { loans: 320, days: 6, kills: 6, killsAtProvider: 3 },
} as const;
const NEGOTIATION = {
  full: { loans: 150, days: 60, killsAt: { accept: 12, approve: 8, other: 6 }, killsAtMoney: 24 },
  quick: { loans: 96, days: 40, killsAt: { accept: 3, approve: 1, other: 1 }, killsAtMoney: 2 },
} as const;
const LINE = {
  full: { loans: 160, days: 100, stopsOn: 40, stopDays: 30, kills: 10 },
  quick: { loans: 120, days: 60, stopsOn: 20, stopDays: 30, kills: 5 },
} as const;
const PARTS: readonly Part[] = ['faults', 'poison', 'fuzz', 'outreach', 'negotiation', 'line'];
/** The others have a system of their own each and are asked for by name, so that the quick run stays within three minutes. */
const UNASKED: readonly Part[] = ['faults', 'poison', 'fuzz'];

type Raw = Readonly<{
  seed?: number;
  quick: boolean;
  keep: boolean;
  only?: Part;
  line: boolean;
  all: boolean;
  events?: number;
  kills?: number;
}>;

/** Reads the command line. Ends the process, with a readable line, where it asks for what cannot be. */
export function readOptions(argv: readonly string[], brokers: string | undefined): Options {
  const raw = command().parse(argv, { from: 'user' }).opts<Raw>();
  const load = raw.quick ? QUICK : FULL;
  const { events = load.events, kills = load.kills } = raw;
  return {
    seed: raw.seed ?? Date.now() % 1_000_000_000,
    quick: raw.quick,
    keep: raw.keep,
    parts: new Set(partsOf(raw)),
    brokers,
    load: { ...load, events, kills },
    outreach: raw.quick ? OUTREACH.quick : OUTREACH.full,
    negotiation: raw.quick ? NEGOTIATION.quick : NEGOTIATION.full,
    line: raw.quick ? LINE.quick : LINE.full,
    all: raw.all,
  };
}

const partsOf = ({ line, only }: Raw): readonly Part[] => (line ? ['line'] : only === undefined ? UNASKED : [only]);

const command = () =>
  new Command('npm run faults --')
    .description('Kills services, broker and database under load, and proves what became of every event.')
    .option('--quick', 'at least 10,000 events in at most three minutes', false)
    .option('--seed <n>', 'repeats the plan of another run', whole)
    .option('--only <part>', `${PARTS.join(', ')}; else the first three`, part)
    .option('--line', 'the whole line: one service that the seed names is stopped for 30 days', false)
    .option('--all', 'with --line: each of its services in turn', false)
    .option('--events <n>', 'how many events at least', whole)
    .option('--kills <n>', 'how often a service is killed', whole)
    .option('--keep', 'keep the folder with data and logs, whatever comes of it', false);

function whole(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('a whole number is needed.');
}

function part(text: string): Part {
  if ((PARTS as readonly string[]).includes(text)) return text as Part;
  throw new InvalidArgumentError(`one of ${PARTS.join(', ')} is needed.`);
}
