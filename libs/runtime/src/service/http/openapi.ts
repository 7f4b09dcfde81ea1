import type { Type } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { rolesOf } from '../../auth/roles.js';
import { PROBLEM_SCHEMA, problemResponse } from './api-problem.js';
import { documentFields } from './dto-fields.js';

/** The page of the HTTP doors at `/docs`, where a bearer token can be put in, and the document at `/docs-json`. */
export function serveOpenApi(
  app: NestExpressApplication,
  about: Readonly<{ title: string; description: string }>,
): void {
  SwaggerModule.setup('docs', app, () => openApiOf(app, about), {
    jsonDocumentUrl: 'docs-json',
    yamlDocumentUrl: 'docs-yaml',
    customSiteTitle: about.title,
    customCss: '.swagger-ui .topbar { display: none }',
    swaggerOptions: { persistAuthorization: true, defaultModelsExpandDepth: 0 },
  });
}

function openApiOf(
  app: NestExpressApplication,
  about: Readonly<{ title: string; description: string }>,
): OpenAPIObject {
  const head = new DocumentBuilder()
    .setTitle(about.title)
    .setDescription(about.description)
    .setVersion('1')
    .addBearerAuth()
    .addSecurityRequirements('bearer')
    .build();
  const routes = routesOf(app);
  routes.flatMap(({ takes }) => takes).forEach(documentFields);
  const document = SwaggerModule.createDocument(app, head);
  const roles = new Map(routes.map((route) => [route.operationId, route.roles]));
  for (const operation of operationsOf(document)) {
    const allowed = roles.get(operation.operationId ?? '') ?? [];
    const { 400: invalid, ...refusals } = problems;
    const open = allowed.length === 0;
    const readers = open ? 'Takes no token.' : `For: ${allowed.join(', ')}.`;
    operation.description = [operation.description, readers].filter(Boolean).join(' ');
    operation.responses = { 400: invalid, ...(open ? {} : refusals), ...operation.responses };
    if (open) operation.security = [];
  }
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, Problem: PROBLEM_SCHEMA },
  };
  return { ...document, paths: ownFirst(document.paths) };
}

/** The doors that a service is there for come before those that every service has. */
function ownFirst(paths: OpenAPIObject['paths']): OpenAPIObject['paths'] {
  const everywhere = ([path]: [string, unknown]) => Number(path.startsWith('/v1/operations'));
  return Object.fromEntries(Object.entries(paths).toSorted((a, b) => everywhere(a) - everywhere(b)));
}

const problems = {
  400: problemResponse(400, 'request-invalid', 'The request is not one that this route takes; `fields` says where.'),
  401: problemResponse(401, 'token-missing', 'No token, or not one that is taken.'),
  403: problemResponse(403, 'role-missing', 'The token’s roles or its tenant do not allow this.'),
};

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;

const operationsOf = (document: OpenAPIObject) =>
  Object.values(document.paths).flatMap((path) => METHODS.flatMap((method) => path[method] ?? []));

type Route = Readonly<{ operationId: string; roles: readonly string[]; takes: readonly Type[] }>;

function routesOf(app: NestExpressApplication): Route[] {
  const controllers = app.get(DiscoveryService).getControllers();
  return controllers.flatMap(({ metatype, name }) => {
    const prototype = (metatype as Type).prototype as Record<string, object>;
    return new MetadataScanner().getAllMethodNames(prototype).map((method) => ({
      operationId: `${name}_${method}`,
      roles: rolesOf(prototype[method] ?? {}, metatype as Type),
      takes: (Reflect.getMetadata('design:paramtypes', prototype, method) as Type[] | undefined) ?? [],
    }));
  });
}
