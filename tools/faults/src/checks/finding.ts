/** Something that must not be. `misplaced`: a record that is there, but not where it belongs. */
export type Finding = Readonly<{
  kind: 'lost' | 'doubled' | 'out-of-order' | 'balance' | 'misplaced';
  what: string;
}>;

export const finding = (kind: Finding['kind'], what: string): Finding => ({ kind, what });

const MARK = 'mora.day.closed.v1';
export const isMark = ({ type }: Readonly<{ type: string }>): boolean => type === MARK;
