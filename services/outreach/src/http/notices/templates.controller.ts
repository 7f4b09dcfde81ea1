import { Body, Controller, Get, HttpCode, Inject, Param, ParseIntPipe, Post } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type pg from 'pg';
import { type Actor, ApiProblem, CLOCK, type Clock, CurrentActor, DATABASE, Problem, Roles } from '@mora/runtime';
import { calendarDate } from '@mora/kernel';
import { checkTemplate, type Finding } from '../../domain/words-check/check-template.js';
import { contentOf } from '../../domain/words-check/content-of.js';
import { samplesFor } from '../../domain/words-check/samples.js';
import { LANGUAGES, partsOf, type Template } from '../../domain/words-check/template.js';
import { type KeptTemplate, publish, saveDraft, templatesOf } from '../../persistence/notices/template.store.js';
import { reading } from '../../persistence/person/reading.js';
import { OUTREACH_POLICIES, type OutreachPolicies } from '../../policies/load.js';
import { renderSample } from '../../sending/liquid.js';
import { PreviewAnswer, TemplateAnswer, TemplateDto, TemplatesAnswer } from './templates.dto.js';

const KEY = { name: 'Idempotency-Key', required: false, description: 'Not needed: a version is written once' };

@ApiTags('templates')
@Controller('v1/templates')
export class TemplatesController {
  constructor(
    @Inject(DATABASE) private readonly pool: pg.Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(OUTREACH_POLICIES) private readonly policies: OutreachPolicies,
  ) {}

  @Get()
  @Roles('compliance', 'supervisor', 'auditor')
  @ApiOperation({ summary: 'The words that are shipped, and the bank’s own in all their versions' })
  @ApiOkResponse({ type: TemplatesAnswer })
  async list(@CurrentActor() { tenant }: Actor): Promise<TemplatesAnswer> {
    const own = await templatesOf(reading(this.pool), tenant, null);
    const shipped = this.policies.templates
      .all()
      .map((template) => ({ template, state: 'shipped', author: null, publisher: null }));
    return { templates: [...shipped, ...own].map(answerOf) };
  }

  @Post('preview')
  @Roles('compliance', 'supervisor')
  @HttpCode(200)
  @ApiOperation({
    summary: 'What invented persons would read, and what speaks against letting it out; nothing is kept',
  })
  @ApiOkResponse({ type: PreviewAnswer })
  preview(@Body() body: TemplateDto): PreviewAnswer {
    const template = templateOf(body);
    const rendered = samplesFor(template).flatMap((sample) => {
      const text = renderSample(template.bodies[sample.language] ?? '', sample);
      return text === null ? [] : [{ language: sample.language, sample: sample.name, ...partsOf(text) }];
    });
    return { findings: this.findings(template).map((finding) => ({ ...finding })), rendered };
  }

  @Post()
  @Roles('compliance')
  @HttpCode(201)
  @ApiHeader(KEY)
  @ApiOperation({ summary: 'Keep a draft. A version is written once: whoever changes it writes the next one' })
  @ApiOkResponse({ type: TemplateAnswer })
  @ApiProblem(409, 'version-taken', 'The version is there already')
  async draft(@Body() body: TemplateDto, @CurrentActor() { tenant, subject: author }: Actor): Promise<TemplateAnswer> {
    const template = templateOf(body);
    const kept = await saveDraft(reading(this.pool), { tenant, template, author, at: new Date(this.clock.now()) });
    if (!kept) throw new Problem(409, 'version-taken', 'The version is there already; write the next one.');
    return answerOf({ template, state: 'draft', author, publisher: null });
  }

  @Post(':id/:version/publish')
  @Roles('compliance')
  @HttpCode(200)
  @ApiHeader(KEY)
  @ApiOperation({
    summary: 'Let a draft out, by somebody else than whoever wrote it; from then on the gate knows what it tells',
  })
  @ApiOkResponse({ type: TemplateAnswer })
  @ApiProblem(404, 'template-unknown', 'No such draft')
  @ApiProblem(409, 'own-draft', 'You wrote it yourself; or it is out already')
  @ApiProblem(422, 'template-unfit', 'It lacks something, or says what may not be said')
  async publish(
    @Param('id') id: string,
    @Param('version', ParseIntPipe) version: number,
    @CurrentActor() { tenant, subject: publisher }: Actor,
  ): Promise<TemplateAnswer> {
    const db = reading(this.pool);
    const found = (await templatesOf(db, tenant, id)).find(({ template }) => template.version === version);
    if (found === undefined) throw new Problem(404, 'template-unknown', 'No such draft.');
    if (found.author === publisher)
      throw new Problem(409, 'own-draft', 'You wrote it yourself: somebody else must let it out.');
    const told = this.findings(found.template).map(({ language, because, what }) =>
      [language, because, what].filter(Boolean).join(' '),
    );
    if (told.length > 0) throw new Problem(422, 'template-unfit', told.join('; '));
    const content = contentOf(found.template, this.policies.templates.lists, renderSample);
    const isOut = await publish(db, { tenant, id, version, publisher, content, at: new Date(this.clock.now()) });
    if (!isOut) throw new Problem(409, 'already-published', 'It is out already.');
    return answerOf({ ...found, state: 'published', publisher });
  }

  private findings(template: Template): readonly Finding[] {
    return checkTemplate(template, this.policies.templates.lists, samplesFor(template), renderSample);
  }
}

const LONGEST = 10_000;

function templateOf(body: TemplateDto): Template {
  const { bodies, effectiveFrom, ...rest } = body;
  const texts = LANGUAGES.flatMap((language) => {
    const text = bodies[language];
    return typeof text === 'string' && text.length <= LONGEST ? [[language, text] as const] : [];
  });
  return { ...rest, mark: 'D', effectiveFrom: dayOf(effectiveFrom), bodies: Object.fromEntries(texts) };
}

function dayOf(text: string) {
  try {
    return calendarDate(text);
  } catch {
    throw new Problem(400, 'request-invalid', 'effectiveFrom is no date.');
  }
}

type Shown = Omit<KeptTemplate, 'state' | 'author'> & Readonly<{ state: string; author: string | null }>;

const answerOf = ({ template, state, author, publisher }: Shown): TemplateAnswer => ({
  id: template.id,
  version: template.version,
  state,
  effectiveFrom: template.effectiveFrom,
  channels: [...template.channels],
  purposes: [...template.purposes],
  author,
  publisher,
  bodies: template.bodies,
});
