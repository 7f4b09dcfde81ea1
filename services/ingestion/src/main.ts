import { runService } from '@mora/runtime';
import { IngestionModule } from './ingestion.module.js';

await runService(IngestionModule);
