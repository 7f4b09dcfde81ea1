import { runService } from '@mora/runtime';
import { LegalModule } from './legal.module.js';

await runService(LegalModule);
