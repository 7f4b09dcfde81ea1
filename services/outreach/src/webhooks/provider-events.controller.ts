import { Controller, HttpCode, Inject, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { ContractViolation } from '@mora/contracts';
import { ApiProblem, CLOCK, type Clock, CONFIG, Problem, type TracedRequest, Unauthenticated } from '@mora/runtime';
import type { OutreachConfig } from '../config.js';
import { ProviderIntake } from './provider-intake.js';
import { providerEvent, twilioEvent } from './provider-words.js';
import { isSignedAsTwilio, isSignedBy } from './signature.js';

const ROOT = '/v1/provider-events';
/** Their bytes are signed as they are, so that nobody else may read them first. */
export const PROVIDER_EVENTS = [`${ROOT}/sms-generic`, `${ROOT}/smtp`, `${ROOT}/sms-twilio`];

/** A mail with all that it quotes. */
const MOST = 1024 * 1024;

@ApiTags('providers')
@Controller('v1/provider-events')
export class ProviderEventsController {
  constructor(
    private readonly intake: ProviderIntake,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: OutreachConfig,
  ) {}

  @Post('sms-generic')
  @Unauthenticated('the SMS provider signs every event with a shared key (Standard Webhooks)')
  @HttpCode(202)
  @ApiResponse({ status: 202, description: 'Taken, or known already' })
  @ApiOperation({ summary: 'What the SMS provider says of a message, or what somebody answers to one; signed' })
  @ApiProblem(401, 'signature-wrong', 'Not signed with a key that is known, or too old')
  async sms(@Req() request: TracedRequest): Promise<void> {
    await this.signed(request, 'sms-generic', 'sms');
  }

  @Post('smtp')
  @Unauthenticated('whoever reads the mailbox signs every event with a shared key (Standard Webhooks)')
  @HttpCode(202)
  @ApiResponse({ status: 202, description: 'Taken, or known already' })
  @ApiOperation({ summary: 'That a mail has arrived or came back, or what somebody answers to one; signed' })
  @ApiProblem(401, 'signature-wrong', 'Not signed with a key that is known, or too old')
  async mail(@Req() request: TracedRequest): Promise<void> {
    await this.signed(request, 'smtp', 'email');
  }

  @Post('sms-twilio')
  @Unauthenticated('the SMS provider signs every event with the token of the account (Twilio)')
  @HttpCode(202)
  @ApiResponse({ status: 202, description: 'Taken, or known already' })
  @ApiOperation({ summary: 'What a provider that speaks as Twilio does says of a message; signed' })
  @ApiProblem(401, 'signature-wrong', 'Not signed with the token of the account')
  async twilio(@Req() request: TracedRequest): Promise<void> {
    const form = new URLSearchParams((await bytesOf(request)).toString('utf8'));
    const { SMS_TOKEN = '', PUBLIC_URL = '' } = this.config;
    const url = `${PUBLIC_URL.replace(/\/$/, '')}${request.originalUrl}`;
    if (!isSignedAsTwilio(SMS_TOKEN, url, form, request.header('x-twilio-signature') ?? '')) throw wrong();
    const said = twilioEvent(form, new URL(url).searchParams.get('notice'));
    if (said === null) return;
    // A message goes through several states, each told once.
    const id = `${form.get('MessageSid') ?? ''}/${form.get('MessageStatus') ?? 'received'}`;
    await this.intake.take({ provider: 'sms-twilio', channel: 'sms', id, said });
  }

  private async signed(request: TracedRequest, provider: string, channel: 'sms' | 'email'): Promise<void> {
    const body = await bytesOf(request);
    const header = (name: string): string => request.header(`webhook-${name}`) ?? '';
    const id = header('id');
    const given = { id, timestamp: header('timestamp'), signature: header('signature'), body };
    if (!isSignedBy(this.config.WEBHOOK_KEYS, given, this.clock.now())) throw wrong();
    await this.intake.take({ provider, channel, id, said: read(body) });
  }
}

const wrong = (): Problem => new Problem(401, 'signature-wrong', 'The event is not signed as it must be.');

/** Only signed bytes are read; what is wrong with them is told without their values. */
function read(body: Buffer) {
  try {
    return providerEvent(JSON.parse(body.toString('utf8')) as unknown);
  } catch (error) {
    const detail = error instanceof ContractViolation ? error.message : 'The body is no JSON.';
    throw new Problem(400, 'request-invalid', detail);
  }
}

async function bytesOf(request: TracedRequest): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > MOST) throw new Problem(413, 'batch-too-large', 'The event is too large.');
    parts.push(part);
  }
  return Buffer.concat(parts);
}
