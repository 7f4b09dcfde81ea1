/** A line of the command's answer. What goes wrong is told on stderr (main.ts). */
export const print = (line = ''): void => void process.stdout.write(`${line}\n`);
