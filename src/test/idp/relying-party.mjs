// A web application that logs people in through Gatehouse, with npm's two clients that are certified by the OpenID
// Foundation: openid-client below /openid-client, oauth4webapi below /oauth4webapi. It has one visitor at a time.
import http from 'node:http';
import { text } from 'node:stream/consumers';
import * as jose from 'jose';
import * as oidc from 'openid-client';
import * as oauth from 'oauth4webapi';

const [issuer, clientId, clientSecret, port] = process.argv.slice(2);
const base = `http://127.0.0.1:${port}`;
// What is between this machine and itself needs no TLS.
const plain = { [oauth.allowInsecureRequests]: true };
const scope = 'openid profile email';

const config = await oidc.discovery(new URL(issuer), clientId, clientSecret, oidc.ClientSecretPost(clientSecret), {
  execute: [oidc.allowInsecureRequests],
});
const server = await oauth.processDiscoveryResponse(
  new URL(issuer),
  await oauth.discoveryRequest(new URL(issuer), { algorithm: 'oidc', ...plain }),
);
const client = { client_id: clientId };
const authentication = oauth.ClientSecretBasic(clientSecret);
const keys = jose.createRemoteJWKSet(new URL(server.jwks_uri));

let asked;
let logouts = 0;
// Who is logged in by which client: tokens, and the claims of the ID token.
const sessions = new Map();

async function ask(way) {
  asked = {
    verifier: oidc.randomPKCECodeVerifier(),
    state: oidc.randomState(),
    nonce: oidc.randomNonce(),
    redirectUri: `${base}/${way}/callback`,
  };
  return oidc.buildAuthorizationUrl(config, {
    redirect_uri: asked.redirectUri,
    scope,
    state: asked.state,
    nonce: asked.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(asked.verifier),
    code_challenge_method: 'S256',
  });
}

function home(way) {
  return sessions.has(way) ? `Somebody is here by ${way}` : `Nobody is here by ${way}`;
}

// OpenID Connect RP-Initiated Logout, section 2.
function endSession(way) {
  const { tokens } = sessions.get(way);
  sessions.delete(way);
  return oidc.buildEndSessionUrl(config, {
    id_token_hint: tokens.id_token,
    post_logout_redirect_uri: `${base}/bye`,
    state: way,
  });
}

// OpenID Connect Back-Channel Logout, section 2.6. Neither client does it, jose checks the token.
async function hearOfLogout(body) {
  const { payload } = await jose.jwtVerify(new URLSearchParams(body).get('logout_token'), keys, {
    issuer,
    audience: clientId,
    typ: 'logout+jwt',
    algorithms: ['RS256'],
    requiredClaims: ['iat', 'exp', 'jti', 'events'],
  });
  if (!payload.events['http://schemas.openid.net/event/backchannel-logout'] || 'nonce' in payload) {
    throw new Error('not a logout token');
  }
  for (const [way, { claims }] of sessions) {
    if (claims.sid === payload.sid && claims.sub === payload.sub) {
      sessions.delete(way);
    }
  }
}

const pages = {
  '/openid-client/': () => home('openid-client'),
  '/openid-client/login': () => ask('openid-client'),
  '/openid-client/callback': async url => {
    const tokens = await oidc.authorizationCodeGrant(config, url, {
      pkceCodeVerifier: asked.verifier,
      expectedState: asked.state,
      expectedNonce: asked.nonce,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    sessions.set('openid-client', { tokens, claims });
    const person = await oidc.fetchUserInfo(config, tokens.access_token, claims.sub);
    return `Hello ${person.name} by openid-client`;
  },
  '/openid-client/refresh': async () => {
    const session = sessions.get('openid-client');
    const before = session.tokens;
    session.tokens = await oidc.refreshTokenGrant(config, before.refresh_token);
    const told = await oidc.tokenIntrospection(config, session.tokens.access_token);
    return `Refreshed: ${session.tokens.refresh_token !== before.refresh_token}, active: ${told.active}`;
  },
  '/openid-client/bound': async () => {
    const session = sessions.get('openid-client');
    const DPoP = oidc.getDPoPHandle(config, await oidc.randomDPoPKeyPair());
    const tokens = await oidc.refreshTokenGrant(config, session.tokens.refresh_token, undefined, { DPoP });
    session.tokens = tokens;
    const person = await oidc.fetchUserInfo(config, tokens.access_token, session.claims.sub, { DPoP });
    const told = await oidc.tokenIntrospection(config, tokens.access_token);
    return `Bound by ${told.token_type} to ${told.cnf.jkt.length}: ${person.name}`;
  },
  '/openid-client/revoke': async () => {
    const { tokens } = sessions.get('openid-client');
    await oidc.tokenRevocation(config, tokens.refresh_token);
    const told = await oidc.tokenIntrospection(config, tokens.access_token);
    return `Revoked, active: ${told.active}`;
  },
  '/openid-client/logout': () => endSession('openid-client'),

  '/oauth4webapi/': () => home('oauth4webapi'),
  '/oauth4webapi/login': () => ask('oauth4webapi'),
  '/oauth4webapi/callback': async url => {
    const parameters = oauth.validateAuthResponse(server, client, url, asked.state);
    const tokens = await oauth.processAuthorizationCodeResponse(
      server,
      client,
      await oauth.authorizationCodeGrantRequest(
        server, client, authentication, parameters, asked.redirectUri, asked.verifier, plain,
      ),
      { expectedNonce: asked.nonce, requireIdToken: true },
    );
    const claims = oauth.getValidatedIdTokenClaims(tokens);
    sessions.set('oauth4webapi', { tokens, claims });
    const person = await oauth.processUserInfoResponse(
      server, client, claims.sub, await oauth.userInfoRequest(server, client, tokens.access_token, plain),
    );
    return `Hello ${person.name} by oauth4webapi, ${await nameInAccessToken(tokens)}`;
  },
  '/oauth4webapi/refresh': async () => {
    const session = sessions.get('oauth4webapi');
    const before = session.tokens;
    session.tokens = await oauth.processRefreshTokenResponse(
      server,
      client,
      await oauth.refreshTokenGrantRequest(server, client, authentication, before.refresh_token, plain),
    );
    const told = await oauth.processIntrospectionResponse(
      server,
      client,
      await oauth.introspectionRequest(server, client, authentication, session.tokens.access_token, plain),
    );
    return `Refreshed: ${session.tokens.refresh_token !== before.refresh_token}, active: ${told.active}`;
  },
  '/oauth4webapi/logout': () => endSession('oauth4webapi'),

  '/bye': url => `Bye from ${url.searchParams.get('state')}`,
};

// As a service would that is called with the token (RFC 9068).
async function nameInAccessToken(tokens) {
  const request = new Request(`${base}/api`, { headers: { authorization: `Bearer ${tokens.access_token}` } });
  return (await oauth.validateJwtAccessToken(server, request, issuer, plain)).upn;
}

async function answerLogout(request, response) {
  try {
    await hearOfLogout(await text(request));
    console.log(`Heard of logout ${++logouts}`);
    response.writeHead(200).end();
  } catch (error) {
    console.log(`Refused a logout: ${error}`);
    response.writeHead(400).end();
  }
}

async function answerPage(url, response) {
  let answer;
  try {
    answer = pages[url.pathname] ? await pages[url.pathname](url) : 'Nothing here';
  } catch (error) {
    answer = `Failed: ${error} ${error.cause ? JSON.stringify(error.cause) : ''}`;
  }
  if (answer instanceof URL) {
    response.writeHead(302, { location: answer.href }).end();
  } else {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(`<!DOCTYPE html><title>App</title><p id="said">${answer}</p>`);
  }
}

http
  .createServer((request, response) => {
    const url = new URL(request.url, base);
    return request.method === 'POST' && url.pathname === '/backchannel'
      ? answerLogout(request, response)
      : answerPage(url, response);
  })
  .listen(port, '127.0.0.1', () => console.log(`Listening at ${base}`));
