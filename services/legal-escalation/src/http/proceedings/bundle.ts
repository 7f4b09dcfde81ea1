import type { Bundle } from '../../bundle.js';
import { CalendarController } from './calendar.controller.js';
import { FeesController } from './fees.controller.js';
import { HearingsController } from './hearings.controller.js';
import { ProceedingsController } from './proceedings.controller.js';

export const bundle: Bundle = {
  controllers: [ProceedingsController, HearingsController, FeesController, CalendarController],
  providers: [],
};
