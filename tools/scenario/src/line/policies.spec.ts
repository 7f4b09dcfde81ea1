import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { calendarDate } from '@mora/kernel';
import { policiesFrom } from './policies.js';

type Flow = Readonly<{ effectiveFrom: string; reservationMinutes: Readonly<{ robot: number; staff: number }> }>;

it('lets robots write until the evening, and what the bank has chosen itself be in force from its first day', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mora-policies-'));
  try {
    const own = await policiesFrom(folder, 'outreach', calendarDate('2025-01-01'));
    const flow = JSON.parse(await readFile(join(own, 'flow', 'flow.v1.json'), 'utf8')) as Flow;
    // What may be sent from seven or eight in the morning is looked at when people come at eleven.
    expect(flow.reservationMinutes.robot).toBeGreaterThan(4 * 60);
    expect(flow.reservationMinutes.staff).toBe(10);
    expect(flow.effectiveFrom).toBe('2025-01-01');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
