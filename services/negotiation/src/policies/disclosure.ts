import { defineSchema } from '@mora/contracts';
import type { DisclosureTexts } from '../domain/offers/rules.js';
import { object, policyFiles, policyOf, text } from './policy-files.js';

const read = defineSchema('disclosure text', policyOf({ texts: object({ en: text, 'zh-CN': text, 'zh-TW': text }) }));

/** The texts of disclosures, from `disclosure/texts/` of a folder of policies. Throws ContractViolation. */
export const loadDisclosure = (folder: string): DisclosureTexts => policyFiles(folder, 'disclosure/texts', read);
