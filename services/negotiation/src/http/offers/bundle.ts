import type { Bundle } from '../../bundle.js';
import { AnswersController } from './answers.controller.js';
import { AuthoritiesController } from './authorities.controller.js';
import { DecisionsController } from './decisions.controller.js';
import { DeclarationsController } from './declarations.controller.js';
import { OfferDoor } from './offer-door.js';
import { OffersController } from './offers.controller.js';

/** Offers: proposed, approved, disclosed and answered. */
export const bundle: Bundle = {
  controllers: [
    OffersController,
    DecisionsController,
    AnswersController,
    DeclarationsController,
    AuthoritiesController,
  ],
  providers: [OfferDoor],
};
