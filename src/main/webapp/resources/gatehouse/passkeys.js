// Passkeys, where the browser knows them; without this script, or without such a browser, no page shows anything of them.
(() => {
  const Passkey = window.PublicKeyCredential;
  if (!Passkey || window.passkeysAreOn) return;
  window.passkeysAreOn = true; // A page may name this script twice.

  const bytes = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), sign => sign.charCodeAt(0));
  const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  const known = list => list.map(one => ({ ...one, id: bytes(one.id) }));

  // What browsers do by themselves since 2025, for those that don't.
  const toMake = asked => Passkey.parseCreationOptionsFromJSON?.(asked) ?? {
    ...asked,
    challenge: bytes(asked.challenge),
    user: { ...asked.user, id: bytes(asked.user.id) },
    excludeCredentials: known(asked.excludeCredentials)
  };
  const toShow = asked => Passkey.parseRequestOptionsFromJSON?.(asked) ?? {
    ...asked,
    challenge: bytes(asked.challenge),
    allowCredentials: known(asked.allowCredentials)
  };
  const told = passkey => {
    if (passkey.toJSON) return passkey.toJSON();
    const response = {};
    ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle']
      .filter(part => passkey.response[part])
      .forEach(part => { response[part] = text(passkey.response[part]); });
    if (passkey.response.getTransports) response.transports = passkey.response.getTransports();
    return { id: passkey.id, rawId: text(passkey.rawId), type: passkey.type, response, clientExtensionResults: {} };
  };

  // The browser asks for one passkey at a time: who presses a button ends what waits in the user name's field.
  let waiting;
  const ask = (box, asked, more) => {
    waiting?.abort();
    waiting = new AbortController();
    const how = { signal: waiting.signal, ...more };
    return box.dataset.passkey === 'create'
      ? navigator.credentials.create({ publicKey: toMake(asked), ...how })
      : navigator.credentials.get({ publicKey: toShow(asked), ...how });
  };
  const question = async box => box.dataset.options
    ? JSON.parse(box.dataset.options) : (await fetch(box.dataset.from)).json();

  const answer = (box, passkey) => {
    const field = box.querySelector('input');
    field.value = JSON.stringify(told(passkey));
    const sender = document.getElementById(box.dataset.send);
    const form = field.form;
    form.querySelectorAll('[data-copy-of]').forEach(copy => {
      copy.value = document.getElementById(copy.dataset.copyOf)?.checked ? 'true' : '';
    });
    if (!sender) {
      box.querySelector('[role=status]').textContent = box.dataset.done;
      return;
    }
    // What a password or code would have been needed for isn't any longer.
    if (sender !== form) form.noValidate = true;
    form.requestSubmit(sender === form ? undefined : sender);
  };

  const boxes = [...document.querySelectorAll('[data-passkey]')];
  boxes.forEach(box => {
    const say = box.querySelector('[role=status]');
    box.hidden = false;
    box.querySelector('button').onclick = async () => {
      say.textContent = '';
      try {
        answer(box, await ask(box, await question(box)));
      } catch (refused) {
        if (refused.name !== 'AbortError') say.textContent = box.dataset.failed;
        if (box.dataset.from) offer(box);
      }
    };
  });

  // Passkeys among what the browser proposes for the user name. Anew before the question is too old to be answered.
  const offer = async box => {
    const renewed = 240000;
    try {
      if (!await Passkey.isConditionalMediationAvailable?.()) return;
      const asked = await question(box);
      const mine = ask(box, asked, { mediation: 'conditional' });
      const ours = waiting;
      setTimeout(() => { if (waiting === ours) offer(box); }, renewed);
      answer(box, await mine);
    } catch {
      // Nobody has chosen one, or none is to be had: the form is there.
    }
  };
  boxes.filter(box => box.dataset.from).forEach(offer);

  // What authenticators may forget, or call otherwise.
  const signal = (name, of) => { Passkey[name]?.(of).catch(() => {}); };
  document.querySelectorAll('[data-unknown-passkey]').forEach(one => {
    signal('signalUnknownCredential', JSON.parse(one.dataset.unknownPasskey));
  });
  document.querySelectorAll('[data-passkey-signal]').forEach(one => {
    const { rpId, userId, name, displayName, allAcceptedCredentialIds } = JSON.parse(one.dataset.passkeySignal);
    signal('signalAllAcceptedCredentials', { rpId, userId, allAcceptedCredentialIds });
    signal('signalCurrentUserDetails', { rpId, userId, name, displayName });
  });
})();
