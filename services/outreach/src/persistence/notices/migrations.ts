import type { Migration } from '@mora/runtime';
import { CreateNotices1795637400000 } from './20261125T2010_create-notices.js';

export const noticesMigrations: readonly Migration[] = [CreateNotices1795637400000];
