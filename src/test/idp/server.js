// SAML identity providers made of npm's samlp, one below each first part of the path, on a loopback port.
// There is nobody to log in: a test says who sits at the browser (PUT /NAME, see SamlpIdp.java).
// All state is in memory.
'use strict';

const express = require('express');
const fs = require('node:fs');
const crypto = require('node:crypto');
const samlp = require('samlp');
const SessionParticipants = require('samlp/lib/sessionParticipants');

const [keyFile, certificateFile] = process.argv.slice(2);
const key = fs.readFileSync(keyFile);
const cert = fs.readFileSync(certificateFile);
const providers = new Map();

const PERSISTENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';

/** What samlp keeps between the messages of a logout. */
class Transactions {
  #states = new Map();

  save(req, state, done) {
    const id = crypto.randomUUID();
    this.#states.set(id, state);
    done(null, id);
  }

  load(req, id, options, done) {
    const state = this.#states.get(id);
    if (typeof options === 'function') {
      return options(null, state);
    }
    if (options.destroy) {
      this.#states.delete(id);
    }
    done(null, state);
  }

  update(req, id, state, done) {
    this.#states.set(id, state);
    done(null, id);
  }
}

/** What samlp asks for about a user: the subject, and the attributes under the names that the test gave. */
class Profile {
  constructor(user) {
    this.user = user;
  }

  getClaims() {
    return this.user.attributes;
  }

  getNameIdentifier() {
    return {
      nameIdentifier: this.user.nameId,
      nameIdentifierFormat: PERSISTENT,
    };
  }
}
const profileMapper = (user) => new Profile(user);
profileMapper.prototype = { metadata: [] };

const app = express();
app.use(express.urlencoded({ extended: false, limit: '1mb' }));
app.use(express.json());
app.use((req, res, next) => {
  // Express leaves it undefined where there is none; samlp looks into it.
  req.body ??= {};
  next();
});

app.put('/:name', (req, res) => {
  providers.set(req.params.name, {
    ...req.body,
    sessions: new SessionParticipants(),
    transactions: new Transactions(),
  });
  res.status(204).end();
});

app.use('/:name', (req, res, next) => {
  req.provider = providers.get(req.params.name);
  if (!req.provider) {
    return res.status(404).end();
  }
  req.issuer = `http://${req.headers.host}/${req.params.name}/metadata`;
  next();
});

app.put('/:name/user', (req, res) => {
  req.provider.user = req.body;
  res.status(204).end();
});

app.get('/:name/sessions', (req, res) => {
  res.json(req.provider.sessions._participants.map((session) => session.nameId));
});

app.get('/:name/metadata', (req, res, next) => {
  const path = `/${req.params.name}`;
  samlp.metadata({
    issuer: req.issuer,
    cert,
    profileMapper,
    redirectEndpointPath: `${path}/sso`,
    postEndpointPath: `${path}/sso`,
    logoutEndpointPaths: { redirect: `${path}/slo` },
  })(req, res, next);
});

app.all('/:name/sso', (req, res, next) => {
  const { sp, user, sessions } = req.provider;
  const sessionIndex = `_${crypto.randomUUID()}`;
  samlp.auth({
    issuer: req.issuer,
    cert,
    key,
    // It then insists on signed requests.
    signingCert: sp.signingCertificate,
    getPostURL: (audience, request, any, done) => done(null, sp.acs),
    // Asked for once the request has been found good.
    getUserFromRequest: () => {
      sessions._participants.push({
        serviceProviderId: sp.entityId,
        nameId: user.nameId,
        nameIdFormat: PERSISTENT,
        sessionIndex,
        serviceProviderLogoutURL: sp.sls,
        cert: sp.signingCertificate,
      });
      return user;
    },
    profileMapper,
    destination: sp.acs,
    recipient: sp.acs,
    sessionIndex,
    lifetimeInSeconds: 60,
    ...(req.provider.encrypt && {
      encryptionCert: sp.encryptionCertificate,
      encryptionPublicKey: new crypto.X509Certificate(sp.encryptionCertificate).publicKey.export({
        type: 'spki',
        format: 'pem',
      }),
    }),
  })(req, res, next);
});

app.all('/:name/slo', (req, res, next) => {
  samlp.logout({
    issuer: req.issuer,
    cert,
    key,
    deflate: true,
    protocolBinding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect',
    sessionParticipants: req.provider.sessions,
    store: req.provider.transactions,
  })(req, res, next);
});

const server = app.listen(0, '127.0.0.1', () => console.log(`Listening at http://127.0.0.1:${server.address().port}`));
