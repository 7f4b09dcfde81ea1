import { type SingleBar, default as cliProgress } from 'cli-progress';
import { grouped } from '../table.js';

const LINE_EVERY_MS = 2_000;

export type Progress = Readonly<{
  at: (bytes: number, records: number) => void;
  /** A line of its own that stays on the screen. */
  say: (line: string) => void;
  end: () => void;
}>;

/** A bar where somebody watches; now and then a plain line where the output goes into a log. */
export const progressOf = (totalBytes: number, output: NodeJS.WriteStream): Progress =>
  output.isTTY ? barOn(totalBytes, output) : linesOn(totalBytes, output);

function barOn(totalBytes: number, stream: NodeJS.WriteStream): Progress {
  const format = '  {bar} {percentage} %  {records} records  {eta_formatted} left';
  const bar: SingleBar = new cliProgress.SingleBar(
    { format, stream, hideCursor: true, barsize: 32 },
    cliProgress.Presets.shades_classic,
  );
  bar.start(totalBytes, 0, { records: '0' });
  return {
    at: (bytes, records) => bar.update(bytes, { records: grouped(records) }),
    say: (line) => void stream.write(`\r\x1b[K  ${line}\n`),
    end: () => bar.stop(),
  };
}

function linesOn(totalBytes: number, output: NodeJS.WriteStream): Progress {
  let next = Date.now() + LINE_EVERY_MS;
  return {
    at: (bytes, records) => {
      if (Date.now() < next) return;
      next = Date.now() + LINE_EVERY_MS;
      output.write(`  ${Math.floor((100 * bytes) / totalBytes)} %, ${grouped(records)} records\n`);
    },
    say: (line) => void output.write(`  ${line}\n`),
    end: () => undefined,
  };
}
