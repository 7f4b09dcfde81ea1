import { Command } from 'commander';

/** `mora evidence`: what anybody can say of a bundle of evidence, without a server. */
export function evidenceCommand(): Command {
  const verify = new Command('verify')
    .description('Say whether a bundle of evidence was touched, and which of its files.')
    .argument('<file>', 'the ZIP')
    .option('--key <file>', 'the public key of the bank, as PEM; else the one in the bundle, with a warning')
    .addHelpText('after', '\nExit codes: 0 untouched, 1 touched.')
    .action(async (file: string, { key }: Readonly<{ key?: string }>) => {
      const { runVerify } = await import('../offline/run-evidence.js'); // unpacks archives: only where it is needed
      await runVerify(file, key ?? null);
    });
  const key = new Command('key')
    .description('Make a key that signs bundles, and its public half beside it.')
    .argument('<file>', 'where the private key goes')
    .action(async (file: string) => {
      const { runKey } = await import('../offline/run-evidence.js');
      await runKey(file);
    });
  return new Command('evidence')
    .description('Bundles of evidence: verify one, offline.')
    .addCommand(verify)
    .addCommand(key);
}
