import type { Bundle } from '../bundle.js';
import { AgenciesController } from '../http/people/agencies.controller.js';
import { AgencyFilesController } from '../http/people/agency-files.controller.js';
import { CaseWork } from '../http/people/case-work.js';
import { CasesController } from '../http/people/cases.controller.js';
import { CUT_OVER, CutOverController } from '../http/people/cut-over.controller.js';
import { FirmAsks } from '../http/people/firm-asks.js';
import { PlacementsController } from '../http/people/placements.controller.js';
import { PromisesController } from '../http/people/promises.controller.js';
import { ProposalsController } from '../http/people/proposals.controller.js';
import { Rights } from '../http/people/rights.js';
import { SaysController } from '../http/people/says.controller.js';
import { SurveysController } from '../http/people/surveys.controller.js';
import { AgencyGauge } from './agency-gauge.js';
import { AgencyRegister } from './agency-register.js';
import { AgencySweeper } from './agency-sweeper.js';
import { CaseLocks } from './case-locks.js';
import { CutOverIntake } from './cut-over.js';
import { FileExchange } from './file-exchange.js';
import { Placing } from './placing.js';
import { ProposalTaker } from './proposal-taker.js';
import { QuestionGauge } from './question-gauge.js';

/** What borrowers say and promise, the work of people, outside firms, and what stood before Mora. */
export const bundle: Bundle = {
  controllers: [
    PromisesController,
    SaysController,
    CasesController,
    AgenciesController,
    PlacementsController,
    ProposalsController,
    AgencyFilesController,
    SurveysController,
    CutOverController,
  ],
  readsBodies: [CUT_OVER],
  providers: [
    Rights,
    CaseWork,
    FirmAsks,
    CaseLocks,
    AgencyRegister,
    Placing,
    ProposalTaker,
    AgencySweeper,
    AgencyGauge,
    FileExchange,
    CutOverIntake,
    QuestionGauge,
  ],
};
