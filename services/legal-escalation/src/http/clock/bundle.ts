import type { Bundle } from '../../bundle.js';
import { LimitationController } from './limitation.controller.js';

export const bundle: Bundle = { controllers: [LimitationController], providers: [] };
