import type { Migration } from '@mora/runtime';
import { CreateNotices1795637400000 } from './20261125T2010_create-notices.js';
import { SurveyLinks1795685400000 } from './20261126T0930_survey-links.js';
import { TakenTasks1795687200000 } from './20261126T1000_taken-tasks.js';

export const noticesMigrations: readonly Migration[] = [
  CreateNotices1795637400000,
  SurveyLinks1795685400000,
  TakenTasks1795687200000,
];
