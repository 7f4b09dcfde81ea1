import { join } from 'node:path';
import { loadSources } from '../sources/sources-file.js';
import { readDoorRecord } from './read-door.js';

const ROOT = join(import.meta.dirname, '../../../..');

it.each(['tools/start/config/sources.yaml', 'services/ingestion/config/sources.yaml'])(
  'by %s, a broken record holds the loan that its key names, and only that',
  async (file) => {
    const sources = await loadSources(join(ROOT, file));
    const broken = { stream: 'ledger.events.v1', partition: 0, headers: {}, value: Buffer.from('{ broken') };
    expect(readDoorRecord({ ...broken, key: 'loan/K-1' }, sources)).toMatchObject({
      kind: 'unreadable',
      subject: 'demo:K-1',
      because: 'not-json',
    });
    expect(readDoorRecord({ ...broken, key: 'client/7' }, sources)).toMatchObject({ subject: null });
  },
);
