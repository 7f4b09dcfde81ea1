export { KEY_BYTES, openBox, sealBox, SealBroken } from '@mora/vault';
