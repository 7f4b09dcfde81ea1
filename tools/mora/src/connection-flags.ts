import type { Command } from 'commander';

/** Adds the flags that say where the running Mora is. */
export const withConnection = (command: Command): Command =>
  command
    .option('--url <url>', 'address of the service; else by environment, else of the running `npm start`')
    .option('--token <token>', 'bearer token; else MORA_TOKEN, else one of the development issuer')
    .option('--folder <dir>', 'data folder of the running `npm start` (.mora)');
