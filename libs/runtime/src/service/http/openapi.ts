import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

/** The page of the HTTP doors at `/docs`, where a bearer token can be put in, and the document at `/docs-json`. */
export function serveOpenApi(app: INestApplication, about: Readonly<{ title: string; description: string }>): void {
  const document = new DocumentBuilder()
    .setTitle(about.title)
    .setDescription(about.description)
    .setVersion('1')
    .addBearerAuth()
    .addSecurityRequirements('bearer')
    .build();
  SwaggerModule.setup('docs', app, () => SwaggerModule.createDocument(app, document), {
    jsonDocumentUrl: 'docs-json',
    yamlDocumentUrl: 'docs-yaml',
    customSiteTitle: about.title,
    swaggerOptions: { persistAuthorization: true },
  });
}
