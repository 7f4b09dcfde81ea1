import { ApiProperty } from '@nestjs/swagger';

const dayOrNull = { format: 'date', example: '2026-03-10', type: String, nullable: true } as const;
const textOrNull = { type: String, nullable: true } as const;

export class WriteOffAnswer {
  @ApiProperty() proposalId: string;
  @ApiProperty({ enum: ['proposed', 'approved', 'booked', 'refused'] }) state: string;
  @ApiProperty({ ...textOrNull, example: '3000.00' }) amount: string | null;
  @ApiProperty() by: string;
  @ApiProperty(textOrNull) approver: string | null;
}

export class SaleAnswer {
  @ApiProperty() packageId: string;
  @ApiProperty() buyerId: string;
  @ApiProperty({ enum: ['asked', 'sold', 'noticed', 'rejected'] }) state: string;
  @ApiProperty(textOrNull) claim: string | null;
  @ApiProperty(textOrNull) price: string | null;
}

export class CollateralAnswer {
  @ApiProperty() collateralId: string;
  @ApiProperty({ enum: ['mortgage', 'pledge', 'vehicle'] }) kind: string;
  @ApiProperty(textOrNull) value: string | null;
  @ApiProperty({ ...dayOrNull, description: 'By when it has to be sold; null where no term of its law is entered' })
  disposeBy: string | null;
  @ApiProperty({ description: 'The calendar of that year is not announced: it may be a later day' })
  provisional: boolean;
  @ApiProperty({ ...textOrNull, description: 'What it has brought; null while it is not sold' }) realised:
    string | null;
}

export class DisposalAnswer {
  @ApiProperty() loanId: string;
  @ApiProperty({ ...textOrNull, description: 'The package in which it is offered' }) packageId: string | null;
  @ApiProperty({ type: SaleAnswer, nullable: true }) sale: SaleAnswer | null;
  @ApiProperty({ type: WriteOffAnswer, nullable: true }) writeOff: WriteOffAnswer | null;
  @ApiProperty(dayOrNull) writtenOffOn: string | null;
  @ApiProperty({ ...textOrNull, description: 'What has come in since then' }) afterWriteOff: string | null;
  @ApiProperty({ type: [CollateralAnswer] }) collateral: readonly CollateralAnswer[];
}

export class SettlementAnswer {
  @ApiProperty() settlementId: string;
  @ApiProperty({ enum: ['asked', 'agreed', 'performing', 'defaulted', 'performed', 'failed', 'resumed', 'given-up'] })
  state: string;
  @ApiProperty(textOrNull) planId: string | null;
  @ApiProperty(dayOrNull) lastOn: string | null;
  @ApiProperty({ ...dayOrNull, description: 'Until when the title can be taken up again' }) resumeUntil: string | null;
}

export class NotTakenAnswer {
  @ApiProperty() loanId: string;
  @ApiProperty({ example: 'not-eligible' }) because: string;
  @ApiProperty({ ...textOrNull, example: 'held' }) detail: string | null;
}

export class PackageAnswer {
  @ApiProperty() packageId: string;
  @ApiProperty({ enum: ['open', 'awarded'] }) state: string;
  @ApiProperty() batch: string;
  @ApiProperty({ format: 'date' }) closesOn: string;
  @ApiProperty({ description: 'Claims in it now' }) claims: number;
  @ApiProperty({ example: '3000.00' }) total: string;
}

export class PackagesAnswer {
  @ApiProperty({ type: [PackageAnswer], description: 'The one whose bids close last comes first' })
  packages: readonly PackageAnswer[];
}

export class PackageMadeAnswer extends PackageAnswer {
  @ApiProperty({ type: [NotTakenAnswer], description: 'Loans that may not be sold, and by which rule' })
  notTaken: readonly NotTakenAnswer[];
}

export class BidAnswer {
  @ApiProperty() bidId: string;
  @ApiProperty() buyerId: string;
  @ApiProperty({ example: '1200000.00' }) price: string;
}

export class BidsAnswer {
  @ApiProperty({ type: [BidAnswer], description: 'The highest first' }) bids: readonly BidAnswer[];
}

export class AwardAnswer {
  @ApiProperty() packageId: string;
  @ApiProperty() buyerId: string;
  @ApiProperty({ description: 'Claims that the ledger was asked to transfer' }) asked: number;
  @ApiProperty({ type: [NotTakenAnswer], description: 'Claims that could not be sold any more' })
  notTaken: readonly NotTakenAnswer[];
}

export class BuyerAnswer {
  @ApiProperty() buyerId: string;
  @ApiProperty({ example: 'asset-manager' }) licence: string;
  @ApiProperty({ format: 'date' }) qualifiedUntil: string;
}

export class BuyersAnswer {
  @ApiProperty({ type: [BuyerAnswer] }) buyers: readonly BuyerAnswer[];
}
