import { Command } from 'commander';
import type { Environment } from '../config.js';
import { developmentToken, readRunFile } from '../connection.js';
import { print } from '../output.js';

type Flags = Readonly<{ roles?: string; tenant?: string; subject: string; folder?: string }>;

export const tokenCommand = (env: Environment): Command =>
  new Command('token')
    .description('Print a token of the development issuer of a running `npm start`.')
    .option(
      '--roles <roles>',
      'roles, with commas: operator, auditor, collector, …; else those of the token of `npm start`',
    )
    .option('--tenant <tenant>', 'the entity of the bank to act for; else the one of the running system')
    .option('--subject <subject>', 'who acts', 'developer')
    .option('--folder <dir>', 'data folder of the running `npm start` (.mora)')
    .action(async ({ roles, tenant, subject, folder }: Flags) => {
      const run = await readRunFile(folder ?? env.folder);
      const wanted = roles?.split(',') ?? run.roles;
      print(await developmentToken({ issuer: run.issuer, tenant: tenant ?? run.tenant }, wanted, subject));
    });
