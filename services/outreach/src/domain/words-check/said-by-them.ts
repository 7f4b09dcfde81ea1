/** From such a line on, a mail quotes what it answers to. What we wrote ourselves is no word of the reader's. */
const QUOTE_STARTS: readonly RegExp[] = [
  /^-{2,}\s*(original message|forwarded message|原始邮件|原始郵件|原邮件|轉寄的郵件|转发邮件)/iu,
  /^_{8,}$/u,
  /^-- ?$/u,
  /^on\b.{4,200}\bwrote\s*:$/iu,
  /^(在|於|于)?.{4,200}(写道|寫道|来信|來信)\s*[:：]$/u,
];

/** The head of the mail that is quoted: who wrote it, and in the next line when or to whom. */
const QUOTED_HEAD = /^(from|发件人|寄件者|寄件人)\s*[:：]/iu;
const HEAD_GOES_ON = /^(sent|date|to|发送时间|时间|日期|收件人|寄件日期|傳送時間|收件者)\s*[:：]/iu;

const isQuoted = (line: string): boolean => /^[>＞|]/u.test(line);

/** The lines that somebody wrote himself: without those that a mail quotes, and without what follows the quotation. */
export function saidByThem(text: string): readonly string[] {
  const lines = text.split(/\r\n|\r|\n/u).map((line) => line.trim());
  const isHead = (line: string, n: number): boolean =>
    QUOTED_HEAD.test(line) && (line.includes('@') || HEAD_GOES_ON.test(lines[n + 1] ?? ''));
  const end = lines.findIndex((line, n) => isHead(line, n) || QUOTE_STARTS.some((start) => start.test(line)));
  return (end === -1 ? lines : lines.slice(0, end)).filter((line) => line !== '' && !isQuoted(line));
}
