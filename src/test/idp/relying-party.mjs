// A web application that logs people in through Gatehouse, with npm's two clients that are certified by the OpenID
// Foundation: openid-client below /openid-client, oauth4webapi below /oauth4webapi. It has one visitor at a time.
import http from 'node:http';
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

let asked;
let tokens;

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

const pages = {
  '/openid-client/login': () => ask('openid-client'),
  '/oauth4webapi/login': () => ask('oauth4webapi'),

  '/openid-client/callback': async url => {
    tokens = await oidc.authorizationCodeGrant(config, url, {
      pkceCodeVerifier: asked.verifier,
      expectedState: asked.state,
      expectedNonce: asked.nonce,
      idTokenExpected: true,
    });
    const { sub } = tokens.claims();
    const person = await oidc.fetchUserInfo(config, tokens.access_token, sub);
    return `Hello ${person.name} by openid-client`;
  },
  '/openid-client/refresh': async () => {
    const before = tokens;
    tokens = await oidc.refreshTokenGrant(config, before.refresh_token);
    const told = await oidc.tokenIntrospection(config, tokens.access_token);
    return `Refreshed: ${tokens.refresh_token !== before.refresh_token}, active: ${told.active}`;
  },
  '/openid-client/bound': async () => {
    const DPoP = oidc.getDPoPHandle(config, await oidc.randomDPoPKeyPair());
    tokens = await oidc.refreshTokenGrant(config, tokens.refresh_token, undefined, { DPoP });
    const { sub } = tokens.claims();
    const person = await oidc.fetchUserInfo(config, tokens.access_token, sub, { DPoP });
    const told = await oidc.tokenIntrospection(config, tokens.access_token);
    return `Bound by ${told.token_type} to ${told.cnf.jkt.length}: ${person.name}`;
  },
  '/openid-client/revoke': async () => {
    await oidc.tokenRevocation(config, tokens.refresh_token);
    const told = await oidc.tokenIntrospection(config, tokens.access_token);
    return `Revoked, active: ${told.active}`;
  },
  '/openid-client/logout': () =>
    oidc.buildEndSessionUrl(config, {
      id_token_hint: tokens.id_token,
      post_logout_redirect_uri: `${base}/bye`,
      state: 's1',
    }),

  '/oauth4webapi/callback': async url => {
    const parameters = oauth.validateAuthResponse(server, client, url, asked.state);
    tokens = await oauth.processAuthorizationCodeResponse(
      server,
      client,
      await oauth.authorizationCodeGrantRequest(
        server, client, authentication, parameters, asked.redirectUri, asked.verifier, plain,
      ),
      { expectedNonce: asked.nonce, requireIdToken: true },
    );
    const { sub } = oauth.getValidatedIdTokenClaims(tokens);
    const person = await oauth.processUserInfoResponse(
      server, client, sub, await oauth.userInfoRequest(server, client, tokens.access_token, plain),
    );
    // As a service would that is called with the token (RFC 9068).
    const request = new Request(`${base}/api`, { headers: { authorization: `Bearer ${tokens.access_token}` } });
    const claims = await oauth.validateJwtAccessToken(server, request, issuer, plain);
    return `Hello ${person.name} by oauth4webapi, ${claims.upn}`;
  },

  '/bye': url => `Bye ${url.searchParams.get('state')}`,
};

http
  .createServer(async (request, response) => {
    const url = new URL(request.url, base);
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
  })
  .listen(port, '127.0.0.1', () => console.log(`Listening at ${base}`));
