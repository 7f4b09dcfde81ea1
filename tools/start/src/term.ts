/** Colours of a terminal; plain text in a log. */
export type Term = Readonly<{
  dim: (text: string) => string;
  bold: (text: string) => string;
  green: (text: string) => string;
  yellow: (text: string) => string;
  red: (text: string) => string;
  cyan: (text: string) => string;
}>;

const coloured = (code: number) => (text: string) => `\x1b[${code}m${text}\x1b[0m`;
const plain = (text: string): string => text;

export const termOf = (colours: boolean): Term =>
  colours
    ? {
        dim: coloured(2),
        bold: coloured(1),
        green: coloured(32),
        yellow: coloured(33),
        red: coloured(31),
        cyan: coloured(36),
      }
    : { dim: plain, bold: plain, green: plain, yellow: plain, red: plain, cyan: plain };
