import { Command } from 'commander';
import type { Environment } from '../config.js';
import { connect, type ConnectionFlags } from '../connection.js';
import { withConnection } from '../connection-flags.js';
import { ask } from '../http.js';
import { print } from '../output.js';
import { type Json, showOne, showRows } from '../shown.js';

/** `mora outreach`: what was done about a loan, and why a contact was allowed or not. */
export function outreachCommand(env: Environment): Command {
  const loan = withConnection(new Command('loan').description('Where outreach stands with a loan, and what stops it.'))
    .argument('<loan>', 'the loan, as tenant:loan')
    .action((id: string, flags: ConnectionFlags) => showLoan(id, flags, env));
  const why = withConnection(new Command('why').description('By which rules and facts a contact was decided.'))
    .argument('<decision>', 'the id of the decision')
    .action((id: string, flags: ConnectionFlags) => showDecision(id, flags, env));
  const day = withConnection(
    new Command('day').description('What was sent, refused and promised on a day, in numbers.'),
  )
    .option('--on <date>', 'the business day; else the one that is open')
    .action((flags: ConnectionFlags & { on?: string }) => showDay(flags, env));
  return new Command('outreach')
    .description('Contacts: what was done about a loan, and why.')
    .addCommand(loan)
    .addCommand(why)
    .addCommand(day);
}

async function showLoan(id: string, flags: ConnectionFlags, env: Environment): Promise<void> {
  const connection = await connect('outreach', flags, env);
  const { steps, ...loan } = await ask<Json & { steps: readonly Json[] }>(
    connection,
    `/v1/loans/${encodeURIComponent(id)}`,
  );
  showOne(loan);
  print();
  showRows(steps, 'steps');
}

async function showDecision(id: string, flags: ConnectionFlags, env: Environment): Promise<void> {
  const connection = await connect('outreach', flags, env);
  const { contacts } = await ask<{ contacts: readonly Json[] }>(connection, `/v1/contacts/${encodeURIComponent(id)}`);
  for (const contact of contacts) {
    showOne(contact);
    print();
  }
}

async function showDay({ on, ...flags }: ConnectionFlags & { on?: string }, env: Environment): Promise<void> {
  const connection = await connect('outreach', flags, env);
  const summary = await ask<Readonly<Record<string, readonly Json[]>> & { on: string }>(connection, '/v1/summary', {
    query: { on },
  });
  print(`Outreach on ${summary.on}`);
  for (const [name, what] of [
    ['decisions', 'kinds of decisions'],
    ['refusals', 'rules that objected'],
    ['notices', 'kinds of notices'],
    ['promises', 'states of promises'],
  ] as const) {
    print();
    showRows(summary[name] ?? [], what);
  }
}
