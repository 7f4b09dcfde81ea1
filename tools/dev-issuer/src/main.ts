import { Command } from 'commander';
import { startIssuer } from './index.js';

/** Runs the issuer until it is told to stop. Whoever reaches its port may be anybody: never beside real data. */
async function main(): Promise<void> {
  const command = new Command('dev-issuer')
    .description('an identity provider for the laptop: tokens for whoever asks')
    .option('--port <port>', 'the port to listen on', '4000')
    .parse();
  const { issuer, stop } = await startIssuer({ port: Number(command.opts<{ port: string }>().port) });
  const example = `curl -d grant_type=client_credentials -d tenant=bank-a -d subject=li -d roles=legal ${issuer}/token`;
  process.stdout.write(`OIDC_ISSUER=${issuer}\n${example}\n`);
  process.once('SIGINT', () => void stop());
  process.once('SIGTERM', () => void stop());
}

await main();
