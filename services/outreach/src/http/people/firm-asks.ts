import { Injectable } from '@nestjs/common';
import type { PersonId } from '@mora/kernel';
import type { Actor } from '@mora/runtime';
import type { Ask } from '../../domain/words.js';
import { AgencyRegister } from '../../people/agency-register.js';
import { Asking } from '../person/asking.js';
import type { FirmContactDto } from './agencies.dto.js';
import { loanOf, personOf, Rights } from './rights.js';

/** What a firm asks the gate for: how it stands goes into the question, so that a replay decides alike. */
@Injectable()
export class FirmAsks {
  constructor(
    private readonly asking: Asking,
    private readonly register: AgencyRegister,
    private readonly rights: Rights,
  ) {}

  /** Throws the problem 403 `not-yours` for a loan that the firm does not have. */
  async of(agencyId: string, body: FirmContactDto, actor: Actor): Promise<Readonly<{ person: PersonId; ask: Ask }>> {
    const [loan, person] = [loanOf(body.loan), personOf(body.person)];
    this.rights.requireFirm(actor, agencyId);
    await this.rights.require(actor, loan, person, body.role);
    const { announcedOn } = await this.rights.placed({ ...actor, agency: agencyId }, loan);
    const agency = await this.register.standing(actor.tenant, agencyId, announcedOn, this.rights.today());
    const { role, channel, purpose = 'collection', visitors = null, recording = null, template = null } = body;
    const ask: Ask = {
      loanId: loan,
      role,
      channel,
      purpose,
      collector: { kind: 'agency', id: agencyId, agency },
      pointId: null,
      visitors,
      recording,
      templateId: template,
      ...(await this.asking.knownOf(loan)),
    };
    return { person, ask };
  }
}
