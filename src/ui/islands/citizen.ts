import { deliver, enqueue, flush } from './ballot-queue';

/**
 * What the citizen's form gains with script: what is filled in survives reload and lost connection, progress, one kind
 * question about gaps, sending exactly once. Without script the form posts by itself. Texts come with the form.
 */
const form = document.querySelector<HTMLFormElement>('form[data-ballot]');
const codeForm = document.querySelector<HTMLFormElement>('form[data-code]');
/** The page as it came, before anything was filled in. */
const firstHtml = `<!doctype html>${document.documentElement.outerHTML}`;
const scriptPath = (document.currentScript as HTMLScriptElement | null)?.getAttribute('src');
/** Controls that the page fills, not the person. */
const fixed = new Set(['id', 'unit', 'period', 'form', 'version', 'code', 'asked']);

function startForm(ballot: HTMLFormElement): void {
  const text = JSON.parse(ballot.dataset['ballot'] ?? '{}') as Record<string, string>;
  const say = (id: string, words: string) => {
    const place = document.getElementById(id);
    if (place) {
      place.textContent = words;
      place.parentElement!.hidden = words === '';
    }
  };
  const control = (name: string) => ballot.elements.namedItem(name) as HTMLInputElement;
  const key = `hailong ${control('unit').value}`;
  const button = ballot.querySelector<HTMLButtonElement>('button[type=submit]')!;
  const names = new Set([...ballot.querySelectorAll<HTMLInputElement>('[data-rating] input')].map(({ name }) => name));
  let asked = false;
  let busy = false;

  const entries = () => [...new FormData(ballot)].filter(([name, value]) => value !== '' && !fixed.has(name));
  const save = () => {
    try {
      localStorage.setItem(key, JSON.stringify({ id: control('id').value, entries: entries() }));
    } catch {
      // Private windows may keep nothing; the form itself still works.
    }
    progress();
  };
  const missing = () => [...names].filter((name) => !new FormData(ballot).has(name));
  const progress = () => {
    const done = names.size - missing().length;
    say('progress', text['progress']!.replace('{done}', `${done}`).replace('{all}', `${names.size}`));
  };

  control('id').value = [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
  restore(ballot, key, () => say('note', text['restored']!));
  progress();
  ballot.addEventListener('input', save);
  const clear = document.getElementById('clear');
  if (clear) clear.hidden = false;
  clear?.addEventListener('click', () => {
    localStorage.removeItem(key);
    location.reload();
  });

  ballot.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!busy) void send();
  });

  async function send(): Promise<void> {
    const gaps = missing();
    say('error', '');
    if (gaps.length > 0 && !asked) {
      asked = true;
      say('error', text['askOnce']!.replace('{missing}', `${gaps.length}`));
      ballot
        .querySelector(`[name="${CSS.escape(gaps[0]!)}"]`)
        ?.closest('fieldset')
        ?.scrollIntoView({ block: 'center' });
      return;
    }
    busy = button.disabled = true;
    button.textContent = text['sending']!;
    const body = bodyOf(ballot);
    const delivery = await deliver(body);
    if (delivery.type === 'accepted') return leave();
    if (delivery.type === 'unreachable' && delivery.text === '' && isSecureContext && 'indexedDB' in window) {
      await keep(body);
      return;
    }
    say('error', delivery.text || text['offlineHttp']!);
    document.getElementById('error')!.scrollIntoView({ block: 'center' });
    busy = button.disabled = false;
    button.textContent = text['submit']!;
  }

  function leave(): void {
    localStorage.removeItem(key);
    location.replace(ballot.dataset['thanks']!);
  }

  /** From here on the queue owns the ballot: page and worker send it under the same id. */
  async function keep(body: Record<string, unknown>): Promise<void> {
    await enqueue({ id: String(body['id']), body });
    localStorage.removeItem(key);
    ballot.hidden = true;
    say('queued', text['queued']!);
    navigator.serviceWorker?.ready.then((worker) =>
      (worker as unknown as { sync?: { register(tag: string): void } }).sync?.register('ballots'),
    );
    const again = async () => (await flush()) === 0 && leave();
    addEventListener('online', again);
    setInterval(again, 15_000);
  }
}

function restore(ballot: HTMLFormElement, key: string, onRestored: () => void): void {
  try {
    const draft = JSON.parse(localStorage.getItem(key) ?? 'null') as { id: string; entries: [string, string][] } | null;
    if (!draft || draft.entries.length === 0) return;
    (ballot.elements.namedItem('id') as HTMLInputElement).value = draft.id;
    for (const [name, value] of draft.entries) {
      for (const control of ballot.querySelectorAll<HTMLInputElement>(`[name="${CSS.escape(name)}"]`)) {
        if (control.type !== 'radio' && control.type !== 'checkbox') control.value = value;
        else if (control.value === value) control.checked = true;
      }
    }
    ballot
      .querySelectorAll('details')
      .forEach((part) => (part.open = !!part.querySelector('input:checked[value]:not([value=""])')));
    onRestored();
  } catch {
    localStorage.removeItem(key);
  }
}

/** The same reading of the form's controls as `submissionFromForm` in src/collection/submission.ts. */
function bodyOf(ballot: HTMLFormElement): Record<string, unknown> {
  const answers: Record<string, unknown> = {};
  const comments: Record<string, string> = {};
  const body: Record<string, unknown> = { answers, comments };
  for (const [name, raw] of new FormData(ballot)) {
    const value = String(raw);
    if (value === '' || name === 'asked') continue;
    const kind = name.slice(0, 2);
    const rest = name.slice(2);
    const byte = value === 'na' ? value : Number(value);
    if (kind === 't:') comments[rest] = value;
    else if (kind !== 'a:') body[name] = name === 'version' ? Number(value) : value;
    else if (!rest.endsWith('[]')) answers[rest] = byte;
    else {
      const question = rest.slice(0, -2);
      const before = answers[question];
      answers[question] = byte === 'na' || before === 'na' ? 'na' : [...((before as number[]) ?? []), byte];
    }
  }
  return body;
}

/** A code in the fragment never reaches a server's log: it goes into the field and out of the address. */
function readCodeFromFragment(ask: HTMLFormElement): void {
  const code = decodeURIComponent(location.hash.slice(1));
  if (code === '') return;
  history.replaceState(null, '', location.pathname);
  (ask.elements.namedItem('code') as HTMLInputElement).value = code;
  ask.submit();
}

function keepWorker(): void {
  if (!isSecureContext || !('serviceWorker' in navigator)) return;
  navigator.serviceWorker.register('/service-worker.js').catch(() => undefined);
  void flush().catch(() => undefined);
  // So that a reload without a network shows the form again.
  if (form && scriptPath && location.pathname.startsWith('/p/')) {
    const html = new Response(firstHtml, { headers: { 'content-type': 'text/html; charset=utf-8' } });
    void caches
      .open('hailong-pages')
      .then((cache) => Promise.all([cache.put(location.pathname, html), cache.add(scriptPath)]));
  }
}

if (form) startForm(form);
if (codeForm) readCodeFromFragment(codeForm);
keepWorker();
