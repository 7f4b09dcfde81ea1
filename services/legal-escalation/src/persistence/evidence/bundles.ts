import { type LoanId, tenantOf } from '@mora/kernel';
import type { Tx } from '@mora/runtime';
import type { BundleFile, Manifest } from '../../domain/evidence/manifest.js';

type Db = Pick<Tx, 'query'>;

/** A bundle as it was signed; with it the archive is made again, byte for byte. */
export type BundleKept = Readonly<{
  manifest: Manifest;
  signature: string;
  keyId: string;
  publicKeyPem: string;
  files: readonly BundleFile[];
}>;

/** Keeps a bundle; one that is there already stays as it is. */
export async function keepBundle(tx: Tx, loan: LoanId, bundle: BundleKept): Promise<void> {
  const { manifest, signature, keyId, publicKeyPem, files } = bundle;
  await tx.query(
    `insert into bundle_file (bundle_id, tenant, loan_id, manifest, signature, key_id, public_key, files)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (bundle_id) do nothing`,
    [
      ...[manifest.bundleId, tenantOf(loan), loan, JSON.stringify(manifest)],
      ...[signature, keyId, publicKeyPem, JSON.stringify(files)],
    ],
  );
}

/** Of this loan; null where it has no such bundle. */
export async function bundleOf(db: Db, loan: LoanId, bundleId: string): Promise<BundleKept | null> {
  const [row] = await db.query<BundleKept>(
    `select manifest, signature, key_id as "keyId", public_key as "publicKeyPem", files
     from bundle_file where bundle_id = $1 and tenant = $2 and loan_id = $3`,
    [bundleId, tenantOf(loan), loan],
  );
  return row ?? null;
}
