export { KEY_PROVIDER, type KeyProvider, type WrappedKey } from '@mora/vault';
