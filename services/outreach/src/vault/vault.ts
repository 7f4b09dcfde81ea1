export { type AccessPurpose, type Sealing, Vault, VaultRefusal } from '@mora/vault';
