import type { Patience } from '@mora/ledger-simulator';
import type { System } from './system.js';
import type { Term } from './term.js';

const TELL_AFTER_MS = 5_000;
const TELL_AGAIN_MS = 60_000;

type Amounts = readonly Readonly<{ currency: string; amount: string }>[];
type Figures = Readonly<{ records: number; totals: Amounts }>;
/** A source that does not agree with the open day, as ingestion tells it. */
type Party = Readonly<{ source: string; state: string; declared?: Figures; counted?: Figures }>;
export type DayState = Readonly<{ day: string | null; sources: readonly Party[] }>;

const READER = { tenant: 'demo', subject: 'start', roles: ['operator'] };

/** Tells whoever looks on why no day passes: a bank that only stands still looks like a fault of Mora. */
export class DayWatch {
  private why = '';
  private since = 0;
  private toldAt = 0;

  constructor(
    private readonly print: (text: string) => void,
    private readonly look: () => Promise<readonly string[]>,
  ) {}

  /** Waits for as long as a day is open; only the signal ends it. */
  patience(signal: AbortSignal): Patience {
    return { limitMs: Number.POSITIVE_INFINITY, signal, onWait: (why) => this.onWait(why, performance.now()) };
  }

  onWait(why: string, now: number): void {
    if (why !== this.why) Object.assign(this, { why, since: now, toldAt: Number.NEGATIVE_INFINITY });
    if (now - this.since < TELL_AFTER_MS || now - this.toldAt < TELL_AGAIN_MS) return;
    this.toldAt = now;
    void this.look().then(
      (lines) => (lines.length === 0 ? [`  Waiting: ${why}.`] : lines).forEach((line) => this.print(line)),
      () => this.print(`  Waiting: ${why}.`), // why it cannot be looked up is why it waits
    );
  }
}

/** Asks ingestion how its sources stand to the open day. */
export async function lookAtDay({ urls, issuer }: System, term: Term): Promise<readonly string[]> {
  const headers = { authorization: `Bearer ${await issuer.token(READER)}` };
  const answer = await fetch(`${urls.ingestion}/v1/days`, { headers, signal: AbortSignal.timeout(TELL_AFTER_MS) });
  return answer.ok ? linesOf((await answer.json()) as DayState, term) : [];
}

/** Which source keeps the day open, and the commands that help; no line where all agree. */
export function linesOf({ day, sources }: DayState, term: Term): readonly string[] {
  const apart = sources.filter(({ state }) => state !== 'agrees');
  if (day === null || apart.length === 0) return [];
  return [
    ...apart.map((party) => term.yellow(`  ${day} waits for ${party.source}: ${wordsOf(party)}.`)),
    term.dim(`    npm run mora -- day show                                      what came, and what is missing`),
    term.dim(`    npm run mora -- day close ${day} --reason "tried the API"   closes it all the same`),
  ];
}

function wordsOf({ state, declared, counted }: Party): string {
  if (declared === undefined || counted === undefined) return `it has not closed the day (${state})`;
  return `it declared ${figuresOf(declared)}, and ${figuresOf(counted)} came`;
}

const figuresOf = ({ records, totals }: Figures): string =>
  [`${records} records`, ...totals.map(({ amount, currency }) => `${amount} ${currency}`)].join(' with ');
