import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { CannotStart } from './folder.js';

export type InfrastructureOrder = Readonly<{ folder: string; kafka: boolean; brokers?: string | undefined }>;

export type Infrastructure = Readonly<{
  /** The server, as its superuser. */
  databaseUrl: string;
  /** Null on the embedded bus. */
  brokers: readonly string[] | null;
  kafkaBy: 'address' | 'docker' | 'maven' | null;
}>;

const PROGRAM = fileURLToPath(new URL('./infrastructure.process.ts', import.meta.url));

/** Starts database and broker; throws CannotStart with what they say. */
export async function startInfrastructure(
  order: InfrastructureOrder,
): Promise<Infrastructure & { stop: () => Promise<void>; onLoss: (told: () => void) => void }> {
  const child = fork(PROGRAM, [JSON.stringify(order)], {
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const said = await firstWord(child);
  if ('failed' in said) throw new CannotStart(said.failed);
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const stop = (): Promise<void> => {
    if (child.connected) child.disconnect();
    return ended;
  };
  return { ...said, stop, onLoss: (told) => void child.once('exit', told) };
}

const firstWord = (child: ChildProcess): Promise<Infrastructure | { failed: string }> =>
  new Promise((resolve, reject) => {
    child.once('message', (said) => resolve(said as Infrastructure));
    child.once('error', reject);
    child.once('exit', (code) => resolve({ failed: `the database process ended with ${code ?? 'a signal'}` }));
  });
