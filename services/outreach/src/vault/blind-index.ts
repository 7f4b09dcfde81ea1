export { comparable, type Indexed, printOf } from '@mora/vault';
