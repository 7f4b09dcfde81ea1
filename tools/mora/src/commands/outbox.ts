import { Command } from 'commander';
import type { Environment } from '../config.js';
import { EXIT, Failure } from '../failure.js';
import { type PlaceFlags, placesOf } from '../places.js';
import { showRows } from '../shown.js';
import { act, BECAUSE, exactlyOne, group, listEverywhere } from './operations.js';

type ResendFlags = PlaceFlags & Readonly<{ because?: string; loan?: string }>;

/** `mora outbox`: announcements that no broker would take. */
export function outboxCommand(env: Environment): Command {
  const list = new Command('list')
    .option(BECAUSE, 'only those of this reason code')
    .option('--limit <n>', 'at most so many of a service', '100')
    .action(async ({ because, limit, ...flags }: PlaceFlags & Record<string, string>) => {
      showRows(await listEverywhere(flags, env, 'outbox', { reason: because, limit }), 'announcements that wait');
    });
  const resend = new Command('resend')
    .option('--id <id>', 'one, by its number; numbers are a service’s own, so --service says which')
    .option(BECAUSE, 'all of this reason code')
    .option('--loan <loan>', 'all of this loan (tenant:loan)')
    .action(async ({ because, loan, ...flags }: ResendFlags & { id?: string }) => {
      const which = exactlyOne({ id: flags.id, reason: because, loan });
      if (which.id !== undefined && flags.service === undefined) throw new Failure(SERVICE_TOO, EXIT.usage);
      await act(await placesOf(flags, env), 'outbox/resend', which);
    });
  return group('outbox', 'Announcements that no broker would take: list, send again.', {
    list: [list, 'What there is, and why.'],
    resend: [resend, 'Send it again, after the limit of the broker was raised.'],
  });
}

const SERVICE_TOO = 'An --id needs its --service: another one may have the same number.';
