import { CONFIG } from '@mora/runtime';
import type { Bundle } from '../../bundle.js';
import type { LegalConfig } from '../../config.js';
import { signerFrom } from '../../evidence/key-file.js';
import { SIGNER } from '../../evidence/signer.js';
import { shippedFonts } from '../../gateways/court-papers/fonts.js';
import { Typesetter } from '../../gateways/court-papers/typeset.js';
import { OutreachPersons } from '../../gateways/persons/outreach-persons.js';
import { templatesIn } from '../../policies/papers.js';
import { SHIPPED } from '../../policies/shipped.js';
import { BundlesController } from './bundles.controller.js';
import { CasesNow } from './case-now.js';
import { Papers } from './papers.js';
import { PapersController } from './papers.controller.js';
import { Printer } from './printer.js';

/** The evidence of a claim, signed, and the papers that go to court with it. */
export const bundle: Bundle = {
  controllers: [BundlesController, PapersController],
  providers: [
    {
      provide: SIGNER,
      inject: [CONFIG],
      useFactory: ({ EVIDENCE_KEY_FILE }: LegalConfig) => signerFrom(EVIDENCE_KEY_FILE),
    },
    {
      provide: OutreachPersons,
      inject: [CONFIG],
      useFactory: ({ OUTREACH_URL }: LegalConfig) => new OutreachPersons(OUTREACH_URL),
    },
    {
      provide: Typesetter,
      inject: [CONFIG],
      useFactory: ({ POLICY_FOLDER = SHIPPED, LETTER_FONTS }: LegalConfig) => {
        const fonts = LETTER_FONTS.length > 0 ? LETTER_FONTS : shippedFonts();
        return Typesetter.open({ templates: templatesIn(POLICY_FOLDER), fonts });
      },
    },
    CasesNow,
    Printer,
    Papers,
  ],
};
