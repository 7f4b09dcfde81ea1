import type { CalendarDate, LoanId, PersonId } from '@mora/kernel';
import { inTransaction, Pii, runtimeMigrations } from '@mora/runtime';
import { useDatabase } from '@mora/testing';
import { Vault } from '@mora/vault';
import type { DocumentRow, SealedRow } from '../../domain/assessment/rows.js';
import { keysInMemory } from '../../vault/fixtures.js';
import { assessmentMigrations } from './migrations.js';
import { writersWith } from './writers.js';

const db = useDatabase({ migrations: [...runtimeMigrations, ...assessmentMigrations], people: true });
const [WANG, LI] = ['demo:P-1', 'demo:P-2'] as [PersonId, PersonId];
const LOAN = 'demo:L-1' as LoanId;

const sealed = (ordinal: string, over: Partial<SealedRow> = {}): SealedRow => ({
  personId: WANG,
  loanId: LOAN,
  on: '2026-03-10' as CalendarDate,
  field: 'document',
  ordinal,
  value: new Pii(`金丝雀 ${ordinal}`),
  ...over,
});
const document = (docId: string, over: Partial<DocumentRow> = {}): DocumentRow => ({
  loanId: LOAN,
  docId,
  kind: 'payslip',
  sha256: 'a'.repeat(64),
  state: 'given',
  verifiedBy: null,
  expiresOn: null,
  ...over,
});

async function save(vault: Vault, table: 'sealed' | 'document', ...rows: readonly object[]): Promise<void> {
  const writer = writersWith(vault).find((one) => one.table === table);
  await inTransaction(db.pool, async (tx) => writer?.save(tx, rows, () => 0));
}
const read = async (vault: Vault, person: PersonId, field: string) => {
  const ask = { person, fields: [field], purpose: 'affordability' as const, reference: LOAN };
  return (await vault.read({ ...ask, actor: { system: 'spec' } }))[field]?.reveal();
};

it('what is told twice in one chunk is sealed once, the later of both; several persons and loans at once', async () => {
  const vault = new Vault(db.pool, keysInMemory(), () => 0);
  const later = '2026-03-12' as CalendarDate;
  await save(
    vault,
    'sealed',
    sealed('d-1'),
    sealed('d-1', { value: new Pii('金丝雀 again'), on: later }),
    sealed('d-1', { personId: LI, loanId: 'demo:L-2' as LoanId }),
  );
  await save(vault, 'sealed', sealed('d-2')); // given before, written after
  expect(await read(vault, WANG, 'document/d-1')).toBe('金丝雀 again');
  expect(await read(vault, LI, 'document/d-1')).toBe('金丝雀 d-1');
  expect(await db.lines(`select person_id, loan_id, tenant, last_on from figures_given order by 1`)).toEqual([
    'demo:P-1 demo:L-1 demo 2026-03-12',
    'demo:P-2 demo:L-2 demo 2026-03-10',
  ]);
});

it('of who is erased nothing is kept ever again, not even that something was given', async () => {
  const vault = new Vault(db.pool, keysInMemory(), () => 0);
  await inTransaction(db.pool, (tx) => vault.erase(tx, WANG, 'wu', 'asked for'));
  await save(vault, 'sealed', sealed('d-1'), sealed('d-1', { personId: LI }));
  expect(await db.lines(`select person_id from party_field`)).toEqual(['demo:P-2']);
  expect(await db.lines(`select person_id from figures_given`)).toEqual(['demo:P-2']);
  await expect(read(vault, WANG, 'document/d-1')).rejects.toMatchObject({ code: 'erased' });
});

it('a document is written as it stands last', async () => {
  const vault = new Vault(db.pool, keysInMemory(), () => 0);
  await save(vault, 'document', document('d-1'), document('d-1', { state: 'verified', verifiedBy: 'chen' }));
  await save(vault, 'document', document('d-2'));
  await save(vault, 'document', document('d-2', { state: 'refused', verifiedBy: 'chen' }));
  expect(await db.lines(`select doc_id, state, verified_by from document order by doc_id`)).toEqual([
    'd-1 verified chen',
    'd-2 refused chen',
  ]);
});
