import type { Judgement } from './checker.js';
import type { Done } from './faults.js';
import type { Bank } from './generator.js';
import type { Evidence } from './evidence.js';
import type { Sender } from './sender.js';

type Loaded = Readonly<{
  bank: Bank;
  sender: Sender;
  duplicates: number;
  done: Done;
  sendMs: number;
  healMs: number;
}>;

const SHOWN = 20;

/** What a run prints. */
export class Report {
  constructor(private readonly write: (line: string) => void) {}

  say(line: string): void {
    this.write(line);
  }

  faultsSoFar({ kills, kafka, postgres }: Done): string {
    const { ingestion, 'delinquency-classification': classification } = kills;
    return `killed so far: ingestion ${ingestion}, classification ${classification}, Kafka ${kafka}, PostgreSQL ${postgres}`;
  }

  load({ bank, sender, duplicates, done, sendMs, healMs }: Loaded): void {
    const { kafka, http } = sender.counts;
    const good = bank.sent.filter(({ fate }) => fate === 'taken').length;
    this.say(
      `in: ${bank.sent.length} distinct events of ${bank.loans.length} loans (${good} good, ${bank.sent.length - good} bad)`,
    );
    this.say(`    ${duplicates} duplicates; ${kafka} deliveries by Kafka, ${http} by HTTP`);
    this.say(`faults: ${this.faultsSoFar(done)}; ${done.whileServing} of the kills hit a service that was serving`);
    this.say(`time: ${seconds(sendMs)} of sending under faults, ${seconds(healMs)} until quiet`);
  }

  judgement({ loan, delinquency, findings }: Judgement, { setAside }: Pick<Evidence, 'setAside'>): void {
    const places = new Map<string, number>();
    for (const { where, reason } of setAside)
      places.set(`${where} ${reason}`, (places.get(`${where} ${reason}`) ?? 0) + 1);
    this.say(`out: mora.loan.v1 ${loan.distinct} records (${loan.repeated} came again under their id)`);
    this.say(
      `     mora.delinquency.v1 ${delinquency.distinct} records (${delinquency.repeated} came again under their id)`,
    );
    this.say(`     set aside: ${[...places].map(([place, n]) => `${place} ${n}`).join(', ') || 'nothing'}`);
    this.findings(findings.map(({ kind, what }) => `${kind}: ${what}`));
  }

  findings(lines: readonly string[]): void {
    for (const line of lines.slice(0, SHOWN)) this.say(`  ! ${line.slice(0, 600)}`);
    if (lines.length > SHOWN) this.say(`  ! and ${lines.length - SHOWN} more`);
  }
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
