import type { RowWriter } from '../loan/row-writer.js';
import { disclosureWriter } from './disclosure.writer.js';
import { offerWriter } from './offer.writer.js';

export const writers: readonly RowWriter[] = [offerWriter, disclosureWriter];
