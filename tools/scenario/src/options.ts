import { Command, InvalidArgumentError } from 'commander';

export type Options = Readonly<{ seed: string; days: number; loans: number; keep: boolean }>;

/** Reads the command line. Ends the process, with a readable line, where it asks for what cannot be. */
export function readOptions(argv: readonly string[]): Options {
  let read: Options | null = null;
  const outreach = new Command('outreach')
    .description('A simulated bank with people in three jurisdictions, and a checker that recomputes every limit.')
    .option('--seed <text>', 'another seed is another bank', '7')
    .option('--days <n>', 'business days that pass', whole(1, 300), 120)
    .option('--loans <n>', 'instalment loans', whole(1, 20_000), 400)
    .option('--keep', 'keep the folder with data and logs, whatever comes of it', false)
    .action((options: Options): void => {
      read = options;
    });
  new Command('npm run scenario --').addCommand(outreach).parse(argv, { from: 'user' });
  if (read === null) throw new Error('no scenario was named');
  return read;
}

const whole = (least: number, most: number) => (text: string) => {
  const number = Number(text);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  throw new InvalidArgumentError(`a whole number from ${least} to ${most} is needed.`);
};
