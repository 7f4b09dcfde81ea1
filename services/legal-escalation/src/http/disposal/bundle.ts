import type { Bundle } from '../../bundle.js';
import { BidsController } from './bids.controller.js';
import { BuyersController } from './buyers.controller.js';
import { DisposalController } from './disposal.controller.js';
import { PackagesController } from './packages.controller.js';
import { Packages } from './packages.js';
import { SettlementController } from './settlement.controller.js';

export const bundle: Bundle = {
  controllers: [DisposalController, SettlementController, PackagesController, BidsController, BuyersController],
  providers: [Packages],
};
