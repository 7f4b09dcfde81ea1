import { text } from 'node:stream/consumers';
import { ESLint } from 'eslint';

/** A piece of code as if it stood in a file of the tree; the file itself need not exist. */
export type Sample = Readonly<{ path: string; code: string }>;

/** Reads samples as JSON, lints each under the workspace's own rules, and writes the messages of each. */
const samples = JSON.parse(await text(process.stdin)) as readonly Sample[];
const eslint = new ESLint();
const messages: string[][] = [];
for (const { path, code } of samples) {
  const [result] = await eslint.lintText(code, { filePath: path });
  messages.push((result?.messages ?? []).map(({ ruleId, message }) => `${ruleId ?? 'not linted'}: ${message}`));
}
process.stdout.write(JSON.stringify(messages));
