import { defineSchema } from '@mora/contracts';
import { InvariantViolated } from '@mora/kernel';
import { TEXTS } from '../domain/offers/disclosure.js';
import type { DisclosureTexts } from '../domain/offers/rules.js';
import { object, policyFiles, policyOf, text } from './policy-files.js';

const read = defineSchema('disclosure text', policyOf({ texts: object({ en: text, 'zh-CN': text, 'zh-TW': text }) }));

/**
 * The texts of disclosures, from `disclosure/texts/` of a folder of policies.
 * Throws ContractViolation, and InvariantViolated where one is missing that every pack names.
 */
export function loadDisclosure(folder: string): DisclosureTexts {
  const texts = policyFiles<DisclosureTexts[number]>(folder, 'disclosure/texts', read);
  const missing = TEXTS.filter((name) => !texts.some(({ id }) => id === name));
  if (missing.length > 0) throw new InvariantViolated(`no text is called ${missing.join(', ')}`);
  return texts;
}
