import { Command } from 'commander';
import type { Environment } from '../config.js';
import { connect, type ConnectionFlags } from '../connection.js';
import { withConnection } from '../connection-flags.js';
import { ask } from '../http.js';
import { print } from '../output.js';
import { type Json, showOne, showRows } from '../shown.js';

/** `mora negotiation`: how a loan's negotiation and plan stand, and what a day brought. */
export function negotiationCommand(env: Environment): Command {
  const loan = withConnection(new Command('loan').description('Negotiation, offers, plan and failures of a loan.'))
    .argument('<loan>', 'the loan, as tenant:loan')
    .action((id: string, flags: ConnectionFlags) => showLoan(id, flags, env));
  const day = withConnection(
    new Command('day').description('What was opened, offered, agreed and kept on a day, in numbers.'),
  )
    .option('--on <date>', 'the business day; else the one that is open')
    .action((flags: ConnectionFlags & { on?: string }) => showDay(flags, env));
  return new Command('negotiation')
    .description('Negotiations and repayment plans: how they stand, and what a day brought.')
    .addCommand(loan)
    .addCommand(day);
}

async function showLoan(id: string, flags: ConnectionFlags, env: Environment): Promise<void> {
  const connection = await connect('negotiation', flags, env);
  const standing = await ask<Json>(connection, `/v1/loans/${encodeURIComponent(id)}`);
  const lists = Object.entries(standing).filter((entry): entry is [string, Json[]] => Array.isArray(entry[1]));
  showOne(Object.fromEntries(Object.entries(standing).filter(([, value]) => !Array.isArray(value))));
  for (const [name, rows] of lists) {
    print();
    showRows(rows, name);
  }
}

async function showDay({ on, ...flags }: ConnectionFlags & { on?: string }, env: Environment): Promise<void> {
  const connection = await connect('negotiation', flags, env);
  const summary = await ask<Readonly<Record<string, readonly Json[]>> & { on: string }>(connection, '/v1/summary', {
    query: { on },
  });
  print(`Negotiation on ${summary.on}`);
  for (const [name, what] of [
    ['course', 'kinds of events'],
    ['rounds', 'outcomes of negotiations'],
    ['offers', 'kinds of offers'],
    ['plans', 'states of plans'],
    ['requests', 'states of asks to ledgers'],
  ] as const) {
    print();
    showRows(summary[name] ?? [], what);
  }
}
