import type { Bundle } from '../../bundle.js';
import { EnforcementController } from './enforcement.controller.js';
import { MeasuresController } from './measures.controller.js';
import { ObjectionsController } from './objections.controller.js';
import { Rounds } from './rounds.js';
import { StaysController } from './stays.controller.js';

export const bundle: Bundle = {
  controllers: [EnforcementController, MeasuresController, ObjectionsController, StaysController],
  providers: [Rounds],
};
