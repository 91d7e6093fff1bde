// Comfort only: every page works without this script.
(() => {
  const all = (selector, act) => document.querySelectorAll(selector).forEach(act);

  all('input[type=password]', input => {
    const box = document.createElement('div');
    const button = document.createElement('button');
    const show = shown => {
      input.type = shown ? 'text' : 'password';
      button.setAttribute('aria-pressed', shown);
    };
    box.className = 'reveal';
    button.type = 'button';
    button.title = document.body.dataset.show;
    button.setAttribute('aria-label', `${button.title}: ${input.labels[0].textContent}`);
    button.onclick = () => show(input.type === 'password');
    input.form.addEventListener('submit', () => show(false));
    input.before(box);
    box.append(input, button);
    show(false);
  });

  // How good a new password is, once typing pauses.
  all('[data-strength]', box => {
    const input = document.getElementById(box.dataset.strength);
    const form = input.form;
    const [bar, words] = box.children;
    let timer, last = '';
    const say = (score, text) => { bar.dataset.score = score; words.textContent = text; };
    const ask = async () => {
      const sent = new URLSearchParams({ password: input.value });
      ['csrf', 'jakarta.faces.ViewState'].forEach(name => sent.set(name, form.elements[name].value));
      box.dataset.with?.split(' ').forEach(pair => {
        const [name, id] = pair.split('=');
        sent.set(name, document.getElementById(id).value);
      });
      const mine = `${sent}`;
      if (mine === last) return;
      last = mine;
      const reply = await fetch(box.dataset.judge, { method: 'POST', body: sent }).catch(() => ({}));
      const said = reply.ok ? await reply.json() : { score: '', word: '', advice: '' };
      if (mine === last) say(said.score, `${said.word} ${said.advice}`);
    };
    form.addEventListener('input', () => {
      clearTimeout(timer);
      // Room is made while the person types; made with the answer, the button would move under the pointer.
      box.hidden = !input.value;
      if (input.value) timer = setTimeout(ask, 300);
      else { last = ''; say('', ''); }
    });
  });

  // No second submit. (A disabled button would be missing from the request.)
  all('form[method=post]', form => {
    const release = () => { form.ariaBusy = null; };
    form.addEventListener('submit', event => {
      if (form.ariaBusy) event.preventDefault();
      form.ariaBusy = true;
      setTimeout(release, 9000);
    });
    addEventListener('pageshow', release);
  });

  // What stands behind the # of a mail's link is still there when the page comes back.
  all('.preferences', form => form.addEventListener('submit', () => {
    form.setAttribute('action', form.getAttribute('action').split('#')[0] + location.hash);
  }));

  // Times as the reader's clock and country have them; the page has them in UTC.
  const spoken = document.documentElement.lang;
  const locale = navigator.languages.find(one => one.split('-')[0] === spoken) ?? spoken;
  const short = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const long = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'long' });
  const ago = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  all('time', time => {
    const at = new Date(time.dateTime);
    const minutes = Math.round((at - Date.now()) / 60000);
    const lately = time.dataset.ago && Math.abs(minutes) < 24 * 60;
    time.title = long.format(at);
    time.textContent = !lately ? short.format(at)
      : !minutes ? ago.format(0, 'second')
      : minutes > -60 ? ago.format(minutes, 'minute') : ago.format(Math.round(minutes / 60), 'hour');
  });

  all('[data-copy]', button => {
    const label = button.textContent;
    const source = document.getElementById(button.dataset.copy);
    const lines = source.matches('ul') ? [...source.children] : [source];
    button.hidden = !navigator.clipboard;
    button.onclick = async () => {
      await navigator.clipboard.writeText(lines.map(line => line.textContent.trim()).join('\n'));
      button.textContent = button.dataset.done;
      setTimeout(() => { button.textContent = label; }, 2000);
    };
  });

  // As XML says how it is encoded: by its first bytes, or its declaration (XML 1.0, appendix F).
  const decoded = bytes => {
    const [a, b] = bytes;
    const wide = (a === 0xFF && b === 0xFE) || (a === 0x3C && b === 0) ? 'utf-16le'
      : (a === 0xFE && b === 0xFF) || (a === 0 && b === 0x3C) ? 'utf-16be' : '';
    const head = String.fromCharCode(...bytes.subarray(0, 200));
    const [, declared] = head.match(/^\s*<\?xml[^>]*encoding\s*=\s*["']([\w.:-]+)["']/) || [];
    for (const encoding of [wide, /^utf-16/i.test(declared) ? '' : declared, 'utf-8']) {
      try {
        if (encoding) return new TextDecoder(encoding, { fatal: true }).decode(bytes);
      } catch {
        // Another one then.
      }
    }
    return new TextDecoder().decode(bytes);
  };

  // A file that is chosen is what would have been pasted.
  all('[data-into]', input => {
    const field = document.getElementById(input.dataset.into);
    input.hidden = false;
    input.onchange = async () => {
      if (input.files[0]) field.value = decoded(new Uint8Array(await input.files[0].arrayBuffer()));
    };
  });

  // One that is too large would be refused with all that was typed beside it.
  all('[data-base64-into]', input => {
    const field = document.getElementById(input.dataset.base64Into);
    const error = document.getElementById(`${field.id}-error`);
    error.setAttribute('role', 'alert');
    input.hidden = false;
    input.onchange = () => {
      const [file] = input.files;
      const fits = !file || file.size <= input.dataset.most;
      const reader = new FileReader();
      reader.onload = () => { field.value = reader.result; };
      error.textContent = fits ? '' : input.dataset.tooLarge;
      field.setAttribute('aria-invalid', !fits);
      if (!fits) field.value = '';
      else if (file) reader.readAsDataURL(file);
    };
  });

  all('[data-print]', button => {
    button.hidden = false;
    button.onclick = () => print();
  });

  all('[data-filter]:not([data-filter=""])', box => {
    const filter = document.createElement('input');
    filter.type = 'search';
    filter.setAttribute('aria-label', filter.placeholder = box.dataset.filter);
    filter.oninput = () => box.querySelectorAll('li').forEach(item => {
      item.hidden = !item.textContent.toLowerCase().includes(filter.value.trim().toLowerCase());
    });
    filter.onkeydown = event => { if (event.key === 'Enter') event.preventDefault(); };
    box.querySelector('ul').before(filter);
  });

  // The link of a mail has its token where browsers keep it to themselves, and so does its page.
  all('[data-link]', form => {
    const field = form.elements[form.dataset.link];
    const fill = () => {
      const [token, user] = location.hash.slice(1).split(':');
      // It stays there, for when the page is asked for again.
      if (token) field.value = token;
      if (user) form.elements.userName.value = decodeURIComponent(user);
      field.closest('.field').hidden = field.value && field.ariaInvalid !== 'true';
    };
    addEventListener('hashchange', fill);
    fill();
  });

  // On to where the person wanted to go, unless that was before and the person has come back.
  if (performance.getEntriesByType('navigation')[0]?.type !== 'back_forward') {
    all('[data-onward]', form => form.requestSubmit());
  }

  const inputs = [...document.querySelectorAll('[data-focus] input:not([type=hidden])')];
  (document.querySelector('[aria-invalid=true]') || inputs.find(input => !input.value))?.focus();
})();
