import { Events, type MutableToken, OAuth2Server, type TokenRequestIncomingMessage } from 'oauth2-mock-server';

export type TokenSpec = Readonly<{
  tenant?: string;
  tenants?: readonly string[];
  subject: string;
  roles: readonly string[];
  /** Seconds until it expires; negative for one that has. Default: ten minutes. */
  expiresIn?: number;
  /** Whom the token is meant for. Default: `mora`. */
  audience?: string;
  /** Whatever else stands in it. */
  claims?: Readonly<Record<string, unknown>>;
}>;

export type RunningIssuer = Readonly<{
  /** The value for OIDC_ISSUER; discovery and keys are served below it. */
  issuer: string;
  token: (spec: TokenSpec) => Promise<string>;
  stop: () => Promise<void>;
}>;

const TEN_MINUTES_S = 600;

/**
 * A real issuer of tokens (discovery, keys, signatures) that gives anybody any role: for specs and laptops only.
 * Its `/token` takes `tenant`, `subject` and `roles` (with commas) as form fields beside `grant_type=client_credentials`.
 */
export async function startIssuer({
  port,
  host = '127.0.0.1',
}: { port?: number; host?: string } = {}): Promise<RunningIssuer> {
  const server = new OAuth2Server();
  await server.issuer.keys.generate('RS256');
  await server.start(port, host);
  const issuer = `http://${host}:${server.address().port}`;
  server.issuer.url = issuer;
  server.service.on(Events.BeforeTokenSigning, (made: MutableToken, request: TokenRequestIncomingMessage) =>
    Object.assign(made.payload, asked({ ...request.body })),
  );
  return { issuer, token: (spec) => token(server, spec), stop: () => server.stop() };
}

function token(server: OAuth2Server, spec: TokenSpec): Promise<string> {
  const { tenant, tenants, subject, roles, expiresIn = TEN_MINUTES_S, audience = 'mora', claims } = spec;
  return server.issuer.buildToken({
    expiresIn,
    scopesOrTransform: (_header, payload) =>
      void Object.assign(payload, { sub: subject, aud: audience, roles: [...roles], tenant, tenants, ...claims }),
  });
}

function asked(form: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { tenant, subject = 'somebody', roles = '', aud = 'mora' } = form;
  return { tenant, sub: subject, aud, roles: String(roles).split(',') };
}
