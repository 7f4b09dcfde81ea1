import type { Vault } from '@mora/vault';
import type { RowWriter } from '../loan/row-writer.js';
import { documentWriter } from './document.writer.js';
import { sealedWriter } from './sealed.writer.js';

/** Figures go to the vault of the service, in the transaction of the loan that they were stated for. */
export const writersWith = (vault: Vault): readonly RowWriter[] => [sealedWriter(vault), documentWriter];
