import { runService } from '@mora/runtime';
import { OutreachModule } from './outreach.module.js';

await runService(OutreachModule);
