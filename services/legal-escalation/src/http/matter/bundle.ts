import type { Bundle } from '../../bundle.js';
import { CaseController } from './case.controller.js';
import { Cases } from './cases.js';
import { CasesController } from './cases.controller.js';
import { ClaimsController } from './claims.controller.js';
import { EvaluationController } from './evaluation.controller.js';

export const bundle: Bundle = {
  controllers: [CaseController, EvaluationController, ClaimsController, CasesController],
  providers: [Cases],
};
