/** Single statements outside of a transaction, for what is only read. */
export { reading } from '@mora/runtime';
