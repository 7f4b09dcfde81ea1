export { KEY_PROVIDER, type KeyProvider, type WrappedKey } from './key-provider.js';
