import type { CalendarDate } from '@mora/kernel';

/** A file of a bundle: its text is made of the loan's state alone, and names nobody. */
export type BundleFile = Readonly<{ name: string; text: string }>;

export type FileHash = Readonly<{ name: string; bytes: number; sha256: string }>;

/** What a bundle holds, by hash: whoever has it and its signature can tell whether a file was touched. */
export type Manifest = Readonly<{
  format: 'mora-evidence/1';
  bundleId: string;
  tenant: string;
  loan: string;
  caseId: string;
  sheetId: string;
  builtOn: CalendarDate;
  files: readonly FileHash[];
}>;

/** Papers that were printed into one copy of a bundle. They hold names, so only their hashes outlive the download. */
export type Printed = Readonly<{
  format: 'mora-evidence-printed/1';
  bundleId: string;
  /** To which manifest they belong: a paper of another case cannot be put beside it. */
  manifestSha256: string;
  files: readonly FileHash[];
}>;

/** Names that stand in every bundle beside its files. */
export const SEALS = {
  manifest: 'manifest.json',
  signature: 'manifest.sig',
  printed: 'printed.json',
  printedSignature: 'printed.sig',
  key: 'public-key.pem',
} as const;

export const byName = <T extends Readonly<{ name: string }>>(a: T, b: T): number =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : 0;

/** The bytes that are signed: keys in the order of the type, files by name, one line end. */
export function manifestText({ files, ...head }: Manifest): string {
  const { format, bundleId, tenant, loan, caseId, sheetId, builtOn } = head;
  return textOf({ format, bundleId, tenant, loan, caseId, sheetId, builtOn, files: files.toSorted(byName) });
}

export function printedText({ format, bundleId, manifestSha256, files }: Printed): string {
  return textOf({ format, bundleId, manifestSha256, files: files.toSorted(byName) });
}

const textOf = <L extends Readonly<{ files: readonly FileHash[] }>>(list: L): string => {
  const files = list.files.map(({ name, bytes, sha256 }) => ({ name, bytes, sha256 }));
  return `${JSON.stringify({ ...list, files }, null, 2)}\n`;
};
