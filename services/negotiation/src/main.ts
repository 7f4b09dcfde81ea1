import { runService } from '@mora/runtime';
import { NegotiationModule } from './negotiation.module.js';

await runService(NegotiationModule);
