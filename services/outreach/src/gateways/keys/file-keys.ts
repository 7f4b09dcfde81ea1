export { FileKeys } from '@mora/vault';
