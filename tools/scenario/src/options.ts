import { Command, InvalidArgumentError, Option } from 'commander';
import { MAY_CLOSE_LAST, type MayCloseLast } from './closes-last.js';

export type ScenarioName = 'outreach' | 'negotiation' | 'line';
export type Options = Readonly<{
  seed: string;
  days: number;
  loans: number;
  keep: boolean;
  /** Each service is a process of its own, and they talk over a real Kafka. */
  kafka: boolean;
  /** A broker that is there already. */
  brokers: string | undefined;
  /** A service that closes each day behind all others. */
  closesLast?: MayCloseLast;
}>;

type Scenario = Readonly<{ what: string; days: number; loans: number }>;

const SCENARIOS: Readonly<Record<ScenarioName, Scenario>> = {
  outreach: {
    what: 'A simulated bank with people in three jurisdictions, and a checker that recomputes every limit.',
    days: 120,
    loans: 400,
  },
  negotiation: {
    what: 'Borrowers with incomes, shocks and recoveries over 18 months, and a checker that recomputes every plan.',
    days: 549,
    loans: 500,
  },
  line: {
    what: 'The whole line, from the first missed payment to the end of enforcement, and a checker of each promise of it.',
    days: 480,
    loans: 3_000,
  },
};

/** Reads the command line. Ends the process, with a readable line, where it asks for what cannot be. */
export function readOptions(argv: readonly string[], brokers?: string): Options & Readonly<{ name: ScenarioName }> {
  let read: (Options & Readonly<{ name: ScenarioName }>) | null = null;
  const all = new Command('npm run scenario --');
  for (const name of Object.keys(SCENARIOS) as ScenarioName[]) {
    const { what, days, loans } = SCENARIOS[name];
    const command = all
      .command(name)
      .description(what)
      .option('--seed <text>', 'another seed is another bank', '7')
      .option('--days <n>', 'business days that pass', whole(1, 600), days)
      .option('--loans <n>', 'instalment loans', whole(1, 20_000), loans)
      .option('--keep', 'keep the folder with data and logs, whatever comes of it', false)
      .action((options: Partial<Options>): void => {
        read = { kafka: false, ...(options as Omit<Options, 'kafka' | 'brokers'>), brokers, name };
      });
    if (name === 'line') {
      command.option('--kafka', 'each service a process of its own, on a real Kafka', false);
      command.addOption(CLOSES_LAST);
    }
  }
  all.parse(argv, { from: 'user' });
  if (read === null) throw new Error('no scenario was named');
  return read;
}

/** Which of two services closes a day first is the machine's luck: the same has to come of it. */
const CLOSES_LAST = new Option('--closes-last <service>', 'it closes each day behind all others; not on Kafka')
  .choices(MAY_CLOSE_LAST)
  .conflicts('kafka');

const whole = (least: number, most: number) => (text: string) => {
  const number = Number(text);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  throw new InvalidArgumentError(`a whole number from ${least} to ${most} is needed.`);
};
