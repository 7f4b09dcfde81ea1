import { runService } from '@mora/runtime';
import { DelinquencyClassificationModule } from './delinquency-classification.module.js';

await runService(DelinquencyClassificationModule);
