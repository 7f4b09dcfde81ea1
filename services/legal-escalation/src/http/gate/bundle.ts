import type { Bundle } from '../../bundle.js';
import { GateController } from './gate.controller.js';

export const bundle: Bundle = { controllers: [GateController], providers: [] };
