import { payloadHash } from '../inbox/inbox.js';
import type { Engine } from './engine.js';
import { doorItemOf } from './door-item.js';
import type { Source } from './item.js';
import type { DoorReading, DoorReactor } from './reactor.js';

const SECRET = 'a name';

/** Reads `subject:rest`; seals by turning the bytes around behind a mark. */
function reactorOf(sealing: boolean) {
  const turned = (bytes: Buffer): Buffer => Buffer.from(bytes).reverse();
  const isSealed = (bytes: Buffer): boolean => bytes.subarray(0, 1).toString() === '#';
  const readDoor = ({ value }: { value: Buffer }): DoorReading<string> => {
    const [subject = '', rest] = value.toString().split(':');
    if (rest === undefined) return { kind: 'unreadable', subject: null, because: 'not-ours', detail: '' };
    if (rest === '') return { kind: 'unreadable', subject, because: 'contract', detail: '' };
    return { kind: 'read', id: `id-${subject}`, subject, event: rest };
  };
  const seals = {
    seal: (bytes: Buffer) => (isSealed(bytes) ? bytes : Buffer.concat([Buffer.from('#'), turned(bytes)])),
    open: (bytes: Buffer) => {
      if (bytes.toString().startsWith('#!')) throw new TypeError('broken');
      return isSealed(bytes) ? turned(bytes.subarray(1)) : bytes;
    },
  };
  return { readDoor, ...(sealing && { sealing: seals }) } as unknown as DoorReactor<unknown, string>;
}

const engine = {
  partitionOf: () => 1,
  signals: { alarm: () => undefined },
} as unknown as Engine<unknown, string>;

const sourceOf = (value: string): Source => ({
  stream: 'ledger.people.v1',
  topicId: 't',
  partition: 0,
  offset: 7n,
  key: Buffer.from(SECRET),
  headers: { ce_type: 'person', ce_specversion: '1.0', 'x-name': SECRET },
  value: Buffer.from(value),
});

const itemOf = (value: string, sealing = true) => doorItemOf(engine, reactorOf(sealing), sourceOf(value));

it('keeps of a door that seals neither value nor key nor headers that could be read', () => {
  const item = itemOf(`P-1:${SECRET}`);
  expect(item).toMatchObject({
    subject: 'P-1',
    reading: { kind: 'read', event: SECRET },
    hash: payloadHash(`P-1:${SECRET}`),
  });
  expect(item.source).toMatchObject({ key: Buffer.from('P-1'), headers: { ce_type: 'person', ce_specversion: '1.0' } });
  expect(item.source.value?.toString()).toBe(`#eman a:1-P`);
});

it.each([
  ['one that names nobody', SECRET, null],
  ['one that is broken', 'P-1:', Buffer.from('P-1')],
  ['one that cannot be opened', '#!', null],
])('seals %s too', (_what, value, key) => {
  const item = itemOf(value);
  expect(item.source.key).toEqual(key);
  expect(item.source.value?.toString().startsWith('#')).toBe(true);
});

it('reads a record that was sealed as the record that it was', () => {
  const item = itemOf(`#eman a:1-P`);
  expect(item).toMatchObject({ subject: 'P-1', reading: { event: SECRET }, hash: payloadHash(`P-1:${SECRET}`) });
  expect(item.source.value?.toString()).toBe(`#eman a:1-P`);
});

it('leaves the records of other doors as they came', () => {
  expect(itemOf('P-1:rest', false).source).toEqual(sourceOf('P-1:rest'));
});
