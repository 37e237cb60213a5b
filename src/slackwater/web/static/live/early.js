// Runs before anything is drawn: a stop that is said while the page still loads is held until `session.js` says it. If
// that never comes, the page says so, and a stop leads to the ground, from where it is passed on.
(() => {
  /** A page that loads longer than this says that its guide did not, ms (ENG: a lease and a beat). */
  const LOADS_MS = 10_000;
  const page = document.documentElement.dataset;
  page.guide = "loading";

  /** Too much is more than a pause, whichever came last. @param {string} [what] */
  function keep(what) {
    if (!what || page.guide === "here") return;
    const more = page.early !== what && page.early !== "too_much";
    if (more) page.early = what;
    if (!page.guide) leave(more);
  }

  /** To the ground, which finds what was said in the outbox of `keeping.js`. @param {boolean} unsaid */
  function leave(unsaid) {
    const shelf = "slackwater.outbox";
    const session = document.querySelector("[data-session]")?.getAttribute("data-session");
    try {
      const one = { saying: { id: crypto.randomUUID(), what: page.early, session }, saidMs: Date.now() };
      const kept = JSON.parse(localStorage.getItem(shelf) ?? "[]");
      if (unsaid) localStorage.setItem(shelf, JSON.stringify([...kept, one]));
    } catch {}
    location.assign("/ground");
  }

  function fail() {
    if (page.guide !== "loading") return;
    delete page.guide;
    if (page.early) leave(true);
  }

  for (const kind of /** @type {const} */ (["pointerdown", "click"]))
    document.addEventListener(kind, (event) => {
      const button =
        event.target instanceof Element
          ? event.target.closest("[data-say='pause'], [data-say='too_much']")
          : null;
      if (!(button instanceof HTMLElement)) return;
      if (kind === "click") event.preventDefault(); // without any script it leads to the ground by itself
      if (kind === "click" || page.guide) keep(button.dataset.say);
    });
  document.addEventListener("keydown", ({ key, repeat }) => {
    if (!repeat && (key === "Escape" || key === " ")) keep("pause");
  });
  addEventListener(
    "error",
    ({ target }) => (target === window || target instanceof HTMLScriptElement) && fail(),
    true,
  );
  setTimeout(fail, LOADS_MS);
})();
