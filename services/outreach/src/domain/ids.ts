export { fnv1a64, id128 } from '@mora/kernel';
