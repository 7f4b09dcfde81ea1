export { type Access, type AccessRow, accesses } from './access-log.js';
export { blindOf, comparable, type Indexed, printOf } from './blind-index.js';
export { FileKeys } from './file-keys.js';
export { KEY_PROVIDER, type KeyProvider, type WrappedKey } from './key-provider.js';
export { KEY_BYTES, openBox, sealBox, SealBroken } from './sealed-box.js';
export { SubjectKeys } from './subject-keys.js';
export { vaultTables } from './tables.js';
export { type AccessPurpose, type Found, type Sealing, Vault, type VaultAsk, VaultRefusal } from './vault.js';
