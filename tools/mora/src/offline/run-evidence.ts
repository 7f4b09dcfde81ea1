import { generateKeyPairSync } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { EXIT, Failure } from '../failure.js';
import { print } from '../output.js';
import { MOST_BYTES } from './evidence-archive.js';
import { verifyEvidence } from './evidence-verify.js';

/** Judges a bundle, prints what was touched, and sets the exit code. */
export async function runVerify(file: string, keyFile: string | null): Promise<void> {
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) throw new Failure(`There is no file ${file}.`, EXIT.usage);
  if (found.size > MOST_BYTES) throw new Failure(`${file} is larger than ${MOST_BYTES / 1024 / 1024} MB.`);
  const key = keyFile === null ? null : await readKey(keyFile);
  const { files, wrong, warnings } = verifyEvidence(await readFile(file), key);
  warnings.forEach((warning) => print(`warning: ${warning}`));
  wrong.forEach((line) => print(line));
  if (wrong.length === 0) return print(`untouched, ${files} files`);
  process.exitCode = EXIT.failed;
}

const readKey = (file: string): Promise<string> =>
  readFile(file, 'utf8').catch(() => {
    throw new Failure(`There is no key ${file}.`, EXIT.usage);
  });

/** Makes a key to sign bundles with: the private half for its owner's eyes alone, the public one to hand out. Overwrites nothing. */
export async function runKey(file: string): Promise<void> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  await writeNew(file, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), 0o600);
  await writeNew(`${file}.pub`, publicKey.export({ type: 'spki', format: 'pem' }).toString(), 0o644);
  print(`${file} signs (keep it to yourself); ${file}.pub is for whoever verifies.`);
}

async function writeNew(file: string, text: string, mode: number): Promise<void> {
  try {
    await writeFile(file, text, { flag: 'wx', mode });
  } catch (error) {
    const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    throw new Failure(isThere ? `${file} is there already; it is left alone.` : `${file} cannot be written.`);
  }
}
