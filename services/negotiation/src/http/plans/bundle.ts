import type { Bundle } from '../../bundle.js';
import { CalculatorController } from '../calculator/calculator.controller.js';
import { CUT_OVER, CutOverController } from '../cut-over/cut-over.controller.js';
import { CutOverIntake } from '../cut-over/cut-over.js';
import { RequestsController } from '../requests/requests.controller.js';
import { PlansController } from './plans.controller.js';

/** Plans in force, what the ledger was asked, the calculator, and what stood before Mora. */
export const bundle: Bundle = {
  controllers: [PlansController, RequestsController, CalculatorController, CutOverController],
  providers: [CutOverIntake],
  readsBodies: [CUT_OVER],
};
