/** Single statements outside a transaction, for what is only read. */
export { reading as readingFrom } from '@mora/runtime';
