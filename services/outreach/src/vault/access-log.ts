export { type AccessRow, accesses } from '@mora/vault';
