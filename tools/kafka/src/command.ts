import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Runs a program to its end and answers what it printed; rejects with its words where it fails. */
export async function runCommand(program: string, args: readonly string[]): Promise<string> {
  const { stdout, stderr } = await execute(program, [...args], { maxBuffer: 16 * 1024 * 1024 });
  return stdout + stderr;
}

/** Whether the program is there and answers without an error within a few seconds. */
export const runs = (program: string, args: readonly string[]): Promise<boolean> =>
  execute(program, [...args], { timeout: 10_000 }).then(
    () => true,
    () => false,
  );
