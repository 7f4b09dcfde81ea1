import { calendarDate as day, type LoanId, loanId, type PersonId } from '@mora/kernel';
import {
  type Actor,
  DoorLanes,
  engineOf,
  ensureLanes,
  inTransaction,
  Log,
  payloadHash,
  runtimeMigrations,
  silent,
} from '@mora/runtime';
import { useDatabase } from '@mora/testing';
import type { LoanEvent, LoanTold } from '../domain/loan/event.js';
import { LoanCommands } from '../handlers/loan/loan-commands.js';
import { loanSettings } from '../handlers/loan/loan-policies.js';
import { LoanReactor } from '../handlers/loan/loan.reactor.js';
import { PARTITIONS, PERSON, TENANT, World } from '../handlers/person/fixtures.js';
import { Rights } from '../http/people/rights.js';
import { Asking } from '../http/person/asking.js';
import { LoanRepository } from '../persistence/loan/loan.repository.js';
import { outreachMigrations } from '../persistence/migrations/index.js';
import { loadPolicies } from '../policies/load.js';
import { AgencyRegister } from './agency-register.js';
import { AgencySweeper } from './agency-sweeper.js';
import { CutOverIntake } from './cut-over.js';
import { FileExchange } from './file-exchange.js';
import { Placing } from './placing.js';
import { ProposalTaker } from './proposal-taker.js';

export { PERSON, TENANT };
export const LOAN = loanId('demo:L-1');
export const TODAY = day('2026-03-10');
export const LI: Actor = { tenant: TENANT, subject: 'li', roles: ['supervisor'] };
export const FIRM: Actor = { tenant: TENANT, subject: 'zhou', roles: ['agency'], agency: 'a1' };

const CONFIG = { TIME_ZONE: 'Asia/Shanghai', AGENCY_CHECK_MS: 60_000, POLICY_FOLDER: undefined };
const policies = loadPolicies();
const OVERDUE = { currency: 'CNY', total: 50_000, principal: 48_000, interest: 2_000, fee: 0, penalty: 0 } as const;

/** Both lanes on a real database, with everything of this folder beside them. */
export function usePeople() {
  const db = useDatabase({ migrations: [...runtimeMigrations, ...outreachMigrations], people: true });
  let office: Office;

  beforeEach(async () => {
    office = await Office.on(db);
  });

  return {
    db,
    get office() {
      return office;
    },
  };
}

export class Office {
  readonly lanes = new DoorLanes();
  readonly reactor = new LoanReactor(new LoanRepository(), loanSettings(CONFIG, policies));
  readonly commands = new LoanCommands(this.lanes, this.reactor);
  readonly register: AgencyRegister;
  readonly sweeper: AgencySweeper;
  readonly placing: Placing;
  readonly taker: ProposalTaker;
  readonly exchange: FileExchange;
  readonly cutOver: CutOverIntake;
  readonly rights: Rights;
  readonly asking: Asking;
  private told = 0;

  private constructor(
    readonly db: ReturnType<typeof useDatabase>,
    readonly persons: World,
  ) {
    const clock = { now: () => persons.now };
    const options = { service: 'outreach', reactor: this.reactor, pool: db.pool, clock, signals: silent };
    const engine = engineOf({ ...options, partitions: PARTITIONS, timeZone: CONFIG.TIME_ZONE });
    this.lanes.serve([engine] as unknown as Parameters<DoorLanes['serve']>[0]);
    this.register = new AgencyRegister(db.pool, clock, policies);
    const log = new Log({ service: 'outreach', level: 'silent' });
    this.placing = new Placing(this.commands, this.register, db.pool, CONFIG);
    this.taker = new ProposalTaker(db.pool, policies, this.placing, log);
    const { lanes, register, commands, taker } = this;
    this.sweeper = new AgencySweeper(CONFIG, db.pool, clock, lanes, register, commands, taker, log);
    this.exchange = new FileExchange(persons.commands, this.commands, db.pool, policies);
    this.cutOver = new CutOverIntake(persons.commands, this.commands, db.pool);
    this.rights = new Rights(db.pool, clock, CONFIG as never);
    this.asking = new Asking(db.pool, clock, CONFIG as never, this.register);
  }

  static async on(db: ReturnType<typeof useDatabase>): Promise<Office> {
    const persons = await World.on(db);
    const office = new Office(db, persons);
    await inTransaction(db.pool, (tx) => ensureLanes(tx, 'loan', PARTITIONS));
    await office.lanes.openFirstDay('loan', TODAY);
    return office;
  }

  /** Something that the streams say of a loan. */
  async happened(event: LoanEvent, loan: LoanId = LOAN): Promise<void> {
    this.told += 1;
    const id = `told/${this.told}`;
    const bytes = Buffer.from(id);
    const told: LoanTold = { loanId: loan, id, event };
    await this.lanes.take(this.reactor, [{ id, subject: loan, hash: payloadHash(bytes), event: told, bytes }], {
      refusals: 'hold',
    });
  }

  /** A loan of two weeks overdue, and somebody whom the gate knows. */
  async overdue(loan: LoanId = LOAN, person: PersonId = PERSON): Promise<void> {
    await this.happened({ kind: 'registered', product: 'consumer-loan', currency: 'CNY', cutOver: false }, loan);
    await this.happened(
      { kind: 'party-linked', personId: person, role: 'borrower', from: day('2026-01-01'), until: null },
      loan,
    );
    const said = { asOf: TODAY, oldestUnpaidOn: day('2026-02-24'), daysPastDue: 14, overdue: OVERDUE };
    await this.happened(
      { kind: 'arrears-started', episodeId: `e-${loan}`, first: true, cutOver: false, ...said },
      loan,
    );
  }

  async goodFirm(agencyId = 'a1'): Promise<void> {
    const by: Actor = { tenant: TENANT, subject: 'qian', roles: ['compliance'] };
    const change = (what: Parameters<AgencyRegister['change']>[2]) => this.register.change(by, agencyId, what);
    await change({ what: 'registered', name: 'Fair Calls Ltd', phone: '400-100-200', listed: true, certified: true });
    for (const kind of ['business-licence', 'qualification']) {
      await change({ what: 'document', kind, validUntil: day('2027-12-31'), reference: 'archive/1' });
    }
    const term = { from: day('2026-01-01'), until: day('2027-12-31') };
    await change({ what: 'contract', contractId: 'c1', ...term, processingAgreement: true, reference: 'archive/2' });
  }

  async place(agencyId = 'a1', loan: LoanId = LOAN, key = `place/${loan}`) {
    const { row, standing, objections } = await this.register.of(TENANT, agencyId, this.rights.today());
    const announcedOn = day('2026-03-01');
    const how = {
      standing: { standing, announcedOn, listed: row.listed, certified: row.certified },
      announcedOn,
      firm: null,
    };
    const command = {
      kind: 'place' as const,
      placementId: `pl-${loan}`,
      agencyId,
      objections,
      ...how,
      until: null,
      by: 'li',
    };
    return this.commands.take(loan, command, key, LI);
  }

  /** What has been published of a type, each as its data. */
  said(type: string): Promise<Record<string, unknown>[]> {
    return this.persons.said(type);
  }
}
