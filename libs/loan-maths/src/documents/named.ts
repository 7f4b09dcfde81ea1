import type { Field } from './field.js';

const FIELDS = ['id', 'version', 'effectiveFrom', 'source', 'mark'] as const;
type Named = Readonly<Record<(typeof FIELDS)[number], Field>>;

/** How sure the source is: read in the law itself, read of it elsewhere, from memory, unknown, or our own design. */
const MARKS = ['S', 'S2', 'M', 'U', 'D'] as const;

/** What every policy file of this library says of itself. */
export const named = {
  fields: FIELDS,
  of: ({ id, version, effectiveFrom, source, mark }: Named) => {
    sourced({ source, mark });
    return { id: id.text(), version: version.integer(), effectiveFrom: effectiveFrom.date() };
  },
};

/** Refuses what has no source, or does not say how sure it is. */
export function sourced({ source, mark }: Readonly<{ source: Field; mark: Field }>): void {
  source.text();
  mark.oneOf(MARKS);
}
