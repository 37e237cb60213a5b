/**
 * Keeps grounding and help at hand when no server answers. Only pages about nobody are kept: `/ground`, `/help`,
 * the neutral page, and the files those pages name. The server is always asked first.
 */

/** @type {any} */
const worker = self;

const SHELF = "slackwater-at-hand-1";
const PAGES = ["/ground", "/help", "/away"];
/** What a page, a style sheet or a module names of our own. */
const NAMED = /["'(]((?:\/static\/|\/practices\/|\.{1,2}\/)[\w./-]+\.(?:js|css|svg|json|webmanifest))["')]/g;
/** A server that has not answered by then is treated as gone, ms (ENG). */
const PATIENCE_MS = 1500;
/** The same while a page is only put at hand, for which nobody waits, ms (ENG). */
const UNHURRIED_MS = 15_000;
/** What was kept so lately is not asked for again, ms (ENG). */
const FRESH_MS = 60_000;

/** The server's answer, whatever it says, while it is quick. @param {Request | string} request @param {number} patienceMs */
function ask(request, patienceMs = PATIENCE_MS) {
  return fetch(request, { signal: AbortSignal.timeout(patienceMs) });
}

let keptMs = 0;
/** Which time of keeping is the newest: an older one that is still under way puts nothing over it. */
let times = 0;

/** Keep a page and everything of ours that it names, and so on. */
async function keepAtHand() {
  if (Date.now() - keptMs < FRESH_MS) return;
  keptMs = Date.now();
  times += 1;
  const mine = times;
  const shelf = await caches.open(SHELF);
  const seen = new Set(PAGES);
  const waiting = [...PAGES];
  while (waiting.length > 0) {
    const path = /** @type {string} */ (waiting.shift());
    const response = await ask(path, UNHURRIED_MS).catch(() => null);
    if (!response?.ok || response.redirected) continue;
    const text = await response.clone().text();
    if (mine !== times) return;
    await shelf.put(path, response);
    for (const [, name] of text.matchAll(NAMED)) {
      const named = new URL(name, new URL(path, location.origin)).pathname;
      if (!seen.has(named)) {
        seen.add(named);
        waiting.push(named);
      }
    }
  }
}

/** The server's answer, or what is at hand; for a page that is not, grounding. @param {Request} request */
async function answer(request) {
  const path = new URL(request.url).pathname;
  const goes = request.mode === "navigate";
  try {
    // Grounding and help do not wait for a server that is slow; a page about a person does.
    return goes && !PAGES.includes(path) ? await fetch(request) : await ask(request);
  } catch {
    const shelf = await caches.open(SHELF);
    const held = (await shelf.match(path)) ?? (goes ? await shelf.match("/ground") : undefined);
    // What is not at hand waits for the server, however slow.
    return held ?? (await fetch(request));
  }
}

/** The language that was chosen before this worker saw any page, or elsewhere: what is at hand speaks it too. @param {Response} page */
async function followLanguage(page) {
  const spoken = page.headers.get("Content-Language");
  const held = await (await caches.open(SHELF)).match("/ground");
  if (!spoken || held?.headers.get("Content-Language") === spoken) return;
  keptMs = 0;
  await keepAtHand();
}

worker.addEventListener("install", (/** @type {any} */ event) => {
  event.waitUntil(keepAtHand().then(() => worker.skipWaiting()));
});

worker.addEventListener("activate", (/** @type {any} */ event) => {
  const tidy = caches
    .keys()
    .then((names) => Promise.all(names.filter((name) => name !== SHELF).map((name) => caches.delete(name))));
  event.waitUntil(tidy.then(() => worker.clients.claim()));
});

worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const { request } = event;
  const { origin, pathname, searchParams } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  const atHand = request.mode === "navigate" || pathname.startsWith("/static/") || pathname.endsWith(".json");
  if (!atHand) return;
  const answered = answer(request);
  event.respondWith(answered);
  if (request.mode === "navigate") event.waitUntil(answered.then(followLanguage).catch(() => {}));
  if (searchParams.has("kept")) keptMs = 0; // it may look or speak otherwise now, and so does what is at hand
  if (PAGES.includes(pathname) || searchParams.has("kept")) event.waitUntil(keepAtHand());
});
