// Sends the calls that the page documents. What is typed and answered is kept nowhere but in the page.
(() => {
  const template = document.getElementById('try');
  const words = template.dataset;
  const authorization = document.getElementById('authorization');
  const csrf = document.getElementById('csrfToken');

  const field = (id, label, input, value) => {
    const box = document.createElement('div');
    const name = document.createElement('label');
    box.className = 'field';
    name.htmlFor = input.id = id;
    name.textContent = label;
    input.value = value;
    input.autocomplete = 'off';
    input.autocapitalize = 'none';
    input.spellcheck = false;
    box.append(name, input);
    return box;
  };

  const pretty = text => {
    try {
      return JSON.stringify(JSON.parse(text), null, 2);
    } catch {
      return text;
    }
  };

  document.querySelectorAll('.operation[data-scripts=true]').forEach(operation => {
    const { method, path } = operation.dataset;
    const details = template.content.cloneNode(true).firstElementChild;
    const form = details.querySelector('form');
    const actions = form.querySelector('.actions');
    const said = form.querySelector('.reply');
    const shown = form.querySelector('pre');
    const example = operation.querySelector('.request');
    const parameters = [...operation.querySelectorAll('[data-in]')].map((row, at) => {
      const { name, example: value = '' } = row.dataset;
      const input = document.createElement('input');
      actions.before(field(`${operation.id}-${at}`, name, input, value));
      return { name, where: row.dataset.in, input };
    });
    const body = example && document.createElement('textarea');
    if (body) {
      body.rows = Math.min(12, example.textContent.split('\n').length + 1);
      actions.before(field(`${operation.id}-body`, `${words.body} ${example.dataset.type}`, body, example.textContent));
    }

    const request = () => {
      const headers = new Headers();
      const query = new URLSearchParams();
      let address = path;
      let own = true;
      parameters.filter(({ input }) => input.value).forEach(({ name, where, input }) => {
        if (where === 'path') address = address.replace(`{${name}}`, encodeURIComponent(input.value));
        else if (where === 'query') query.append(name, input.value);
        else headers.set(name, input.value);
        if (name.startsWith('credentials[')) own = false;
      });
      if (authorization.value) {
        headers.set('Authorization', authorization.value);
        own = false;
      }
      if (csrf.value) headers.set('X-CSRF-Token', csrf.value);
      let sent = body && body.value ? body.value : undefined;
      if (sent !== undefined) {
        headers.set('Content-Type', example.dataset.type);
        if (example.dataset.type === 'application/x-www-form-urlencoded') {
          const lines = sent.split('\n').filter(line => line);
          own &&= !lines.some(line => line.startsWith('credentials['));
          sent = `${new URLSearchParams(lines.map(line => [line.split('=', 1)[0], line.slice(line.indexOf('=') + 1)]))}`;
        }
      }
      // Other credentials than the session's: without its cookie, and without a new one in its place.
      const credentials = own ? 'same-origin' : 'omit';
      const called = `${query}` ? `${address}?${query}` : address;
      return [called, { method, headers, body: sent, credentials, redirect: 'manual', cache: 'no-store' }];
    };

    form.onsubmit = async event => {
      event.preventDefault();
      if (form.ariaBusy) return;
      form.ariaBusy = true;
      said.textContent = words.sending;
      shown.hidden = true;
      try {
        const reply = await fetch(...request());
        if (reply.type === 'opaqueredirect') {
          said.textContent = words.redirected;
        } else {
          const text = await reply.text();
          const headers = [...reply.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
          said.textContent = reply.status;
          shown.firstElementChild.textContent = text ? `${headers}\n\n${pretty(text)}` : headers;
          shown.hidden = false;
        }
      } catch {
        said.textContent = words.failed;
      }
      form.ariaBusy = null;
    };
    operation.append(details);
  });
  document.getElementById('trying').hidden = false;
})();
