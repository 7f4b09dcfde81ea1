import { CONFIG } from '@mora/runtime';
import type { Bundle } from '../bundle.js';
import type { OutreachConfig } from '../config.js';
import { GATEWAYS } from '../gateways/channel-port.js';
import { Logging } from '../http/notices/logging.js';
import { NoticesController } from '../http/notices/notices.controller.js';
import { TasksController } from '../http/notices/tasks.controller.js';
import { TemplatesController } from '../http/notices/templates.controller.js';
import { VisitsController } from '../http/notices/visits.controller.js';
import { OptOutController } from '../webhooks/opt-out.controller.js';
import { PROVIDER_EVENTS, ProviderEventsController } from '../webhooks/provider-events.controller.js';
import { SurveyPageController } from '../webhooks/survey.controller.js';
import { ProviderIntake } from '../webhooks/provider-intake.js';
import { openGateways } from './gateways.js';
import { HandOver } from './hand-over.js';
import { SendingLoop } from './loop.js';
import { Renderer } from './render.js';
import { Sender } from './sender.js';
import { ClaimSweeper } from './sweeper.js';

/** Notices on their way out, and what comes back of them. */
export const bundle: Bundle = {
  controllers: [
    NoticesController,
    TemplatesController,
    TasksController,
    VisitsController,
    ProviderEventsController,
    OptOutController,
    SurveyPageController,
  ],
  readsBodies: PROVIDER_EVENTS,
  providers: [
    { provide: GATEWAYS, inject: [CONFIG], useFactory: (config: OutreachConfig) => openGateways(config) },
    Renderer,
    HandOver,
    Sender,
    ClaimSweeper,
    SendingLoop,
    Logging,
    ProviderIntake,
  ],
};
