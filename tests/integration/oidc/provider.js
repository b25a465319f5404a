// SPDX-License-Identifier: GPL-3.0-or-later
// An independent OpenID provider (npm oidc-provider) as a national one would be set up for the console: pushed requests, PKCE, `iss`,
// tokens bound to the client's certificate. Nothing of ours but its configuration and a page that asks for a name.
//
// node provider.js --folder DIR   (DIR has server.pem, server.key and ca.pem, which also signs client certificates)
// The first line of its output is JSON: {"issuer": "https://127.0.0.1:PORT"}. Each later line tells one event of the provider.
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import https from 'node:https';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

// Its modules are in the build folder, which an import by name does not look into.
const modules = createRequire(path.join(process.env.STANFORIS_NODE_MODULES, 'of.js'));
const { default: Provider } = await import(pathToFileURL(modules.resolve('oidc-provider')));

const { values: options } = parseArgs({ options: { folder: { type: 'string' } } });
const read = (name) => readFileSync(path.join(options.folder, name));
const say = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);

const server = https.createServer({ key: read('server.key'), cert: read('server.pem'), ca: read('ca.pem'), minVersion: 'TLSv1.3',
  requestCert: true, rejectUnauthorized: false }); // a browser has no certificate
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const issuer = `https://127.0.0.1:${server.address().port}`;

const signing = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
const platform = 'https://platform.example/api';
const scopes = 'platform.view platform.act';

const provider = new Provider(issuer, {
  clients: [{
    client_id: 'stanforis-console', application_type: 'native', token_endpoint_auth_method: 'none',
    redirect_uris: ['http://127.0.0.1/oauth/callback', 'http://[::1]/oauth/callback'], response_types: ['code'],
    grant_types: ['authorization_code', 'refresh_token'], id_token_signed_response_alg: 'ES256',
    require_pushed_authorization_requests: true, tls_client_certificate_bound_access_tokens: true,
  }],
  jwks: { keys: [{ ...signing, alg: 'ES256', use: 'sig', kid: 'test' }] },
  acrValues: ['substantial', 'high'],
  claims: { openid: ['sub', 'roles'], profile: ['name', 'org'], acr: null, amr: null, auth_time: null, sid: null, iss: null },
  scopes: ['openid', 'offline_access'], // the platform's own belong to its resource
  conformIdTokenClaims: false,
  cookies: { keys: [Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('hex')] },
  enabledJWA: { idTokenSigningAlgValues: ['ES256', 'ES384'] },
  features: {
    devInteractions: { enabled: false },
    pushedAuthorizationRequests: { enabled: true, requirePushedAuthorizationRequests: true },
    revocation: { enabled: true },
    mTLS: {
      enabled: true, certificateBoundAccessTokens: true,
      getCertificate: (ctx) => {
        const peer = ctx.socket.getPeerX509Certificate?.();
        return peer && ctx.socket.authorized ? peer.toString() : undefined;
      },
      certificateAuthorized: (ctx) => ctx.socket.authorized,
    },
    resourceIndicators: {
      enabled: true, defaultResource: () => platform, useGrantedResource: () => true,
      getResourceServerInfo: (ctx, resource) => ({ scope: scopes, audience: resource, accessTokenFormat: 'jwt',
        jwt: { sign: { alg: 'ES256' } } }),
    },
  },
  interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (ctx, id) => ({ accountId: id,
    claims: () => ({ sub: id, name: 'Elis Independent', org: 'Somewhere else', roles: [] }) }),
});
for (const event of ['pushed_authorization_request.success', 'authorization.success', 'grant.success', 'grant.error',
  'authorization.error', 'pushed_authorization_request.error', 'server_error', 'grant.revoked'])
  provider.on(event, (ctx, error) => say({ event, error: error instanceof Error ? `${error.message}: ${error.error_description}` : undefined,
    query: event === 'authorization.success' ? Object.keys(ctx.query).sort() : undefined }));

const page = (uid, missing) => `<!DOCTYPE html><html lang="en"><title>Sign in</title><form method="post" action="/interaction/${uid}">
<label>Name <input id="name" name="name" required></label> <button id="sign-in">Sign in</button></form><p>${missing}</p></html>`;

async function interact(request, response) {
  const details = await provider.interactionDetails(request, response);
  if (request.method === 'GET') {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(page(details.uid, `${details.prompt.name}: ${details.prompt.reasons.join(', ')}`));
    return;
  }
  let body = '';
  for await (const part of request)
    body += part;
  const accountId = new URLSearchParams(body).get('name');
  const grant = new provider.Grant({ accountId, clientId: details.params.client_id });
  grant.addOIDCScope('openid profile offline_access');
  grant.addResourceScope(details.params.resource || platform, scopes);
  await provider.interactionFinished(request, response, {
    login: { accountId, acr: 'high', amr: ['sc', 'pin'], remember: false },
    consent: { grantId: await grant.save() },
  }, { mergeWithLastSubmission: false });
}

const standard = provider.callback();
server.on('request', (request, response) => {
  if (request.url.startsWith('/interaction/')) {
    interact(request, response).catch((error) => {
      say({ event: 'interaction', error: String(error) });
      response.statusCode = 500;
      response.end();
    });
  } else {
    standard(request, response);
  }
});
say({ issuer });
process.stdin.on('end', () => process.exit(0)).resume();
