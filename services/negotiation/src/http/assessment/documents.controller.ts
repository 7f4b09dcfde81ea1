import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Actor, ApiProblem, CurrentActor, IdempotencyKey, Roles } from '@mora/runtime';
import { type LoanItem, NegotiationCommands } from '../../handlers/loan/loan-commands.js';
import { Figures } from '../../vault/figures.js';
import { Loans, type LoanSeen, nameFor } from '../loan/loans.js';
import { dayOf, KEY } from '../loan/texts.js';
import { requireAllowed } from '../refusals.js';
import { DocumentsAnswer, GiveDocumentsDto, VerifyDto } from './documents.dto.js';
import { docIdOf, namesOf, proofsOf, Statements } from './statements.js';

@ApiTags('assessment')
@Controller('v1/loans/:loanId/documents')
export class DocumentsController {
  constructor(
    private readonly loans: Loans,
    private readonly commands: NegotiationCommands,
    private readonly statements: Statements,
    private readonly figures: Figures,
  ) {}

  @Post()
  @Roles('negotiator', 'supervisor', 'borrower')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({
    summary: 'Proofs of what was stated, by reference',
    description: 'What was stated last is judged anew by them. What a document is called is sealed.',
  })
  @ApiBody({
    type: GiveDocumentsDto,
    examples: {
      payslip: {
        value: {
          person: 'demo:P-1',
          documents: [{ kind: 'payslip', sha256: 'b'.repeat(64), type: 'pdf', name: 'February.pdf' }],
        },
      },
    },
  })
  @ApiOkResponse({ type: DocumentsAnswer })
  @ApiProblem(404, 'loan-unknown', 'No such loan, one of another tenant, or not the borrower’s own')
  @ApiProblem(409, 'no-round', 'Not taken: no-round, …')
  @ApiProblem(422, 'person-not-linked', 'A rule forbids it: person-not-linked, too-many-documents')
  @ApiProblem(410, 'erased', 'The person has been erased')
  async give(
    @Param('loanId') id: string,
    @Body() body: GiveDocumentsDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<DocumentsAnswer> {
    const seen = await this.loans.seenBy(actor, id);
    const { loan, via } = seen;
    const { documents } = body;
    const command = {
      ...{ kind: 'documents' as const, personId: await this.statements.whose(actor, body.person) },
      ...{ docs: proofsOf(loan, documents, nameFor(actor)), names: namesOf(loan, documents), by: nameFor(actor), via },
    };
    const said = { digest: await this.figures.digestOf(loan, body) };
    const docIds = documents.map(({ sha256 }) => docIdOf(loan, sha256));
    return this.take(seen, { loan, command, key, said }, docIds, actor);
  }

  @Post(':docId/verify')
  @Roles('negotiator', 'supervisor')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'Somebody else than who has given it says whether it proves what it is to prove' })
  @ApiBody({
    type: VerifyDto,
    examples: {
      accepted: { value: { accepted: true, because: 'seen-original', expiresOn: '2026-06-30' } },
      refused: { value: { accepted: false, because: 'not-readable' } },
    },
  })
  @ApiOkResponse({ type: DocumentsAnswer })
  @ApiProblem(409, 'document-unknown', 'Not taken: document-unknown, document-judged')
  @ApiProblem(422, 'own-document', 'Another person looks at what one has given')
  async verify(
    @Param('loanId') id: string,
    @Param('docId') docId: string,
    @Body() { accepted, because, expiresOn }: VerifyDto,
    @CurrentActor() actor: Actor,
    @IdempotencyKey() key: string,
  ): Promise<DocumentsAnswer> {
    const seen = await this.loans.seenBy(actor, id);
    const until = expiresOn === undefined ? null : dayOf(expiresOn);
    const command = {
      ...{ kind: 'proof-verified' as const, docId, accepted, expiresOn: until, because, by: nameFor(actor) },
    };
    return this.take(seen, { loan: seen.loan, command, key }, [docId], actor);
  }

  /** The documents, and what was stated judged anew by them: both or, where they are refused, neither. */
  private async take(
    seen: LoanSeen,
    item: LoanItem,
    documents: readonly string[],
    actor: Actor,
  ): Promise<DocumentsAnswer> {
    requireAllowed(await this.commands.take(item.loan, item.command, item.key, actor, item.said));
    const again = await this.statements.again(seen, item.key, actor);
    if (again.length > 0) await this.commands.takeAll(again, actor);
    const line = await this.statements.assessed(item.loan, item.key);
    return {
      documents,
      assessmentId: line?.assessmentId ?? null,
      verdict: line?.verdict ?? null,
      missing: line?.missing ?? [],
    };
  }
}
