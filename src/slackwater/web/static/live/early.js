// Runs before anything is drawn: a stop that is said while the page still loads is held until `session.js` says it.
(() => {
  const held = document.documentElement.dataset;
  held.early = "";
  /** Too much is more than a pause, whichever came last. @param {string} [what] */
  const keep = (what) => {
    if (what && held.early !== undefined && held.early !== "too_much") held.early = what;
  };
  for (const kind of /** @type {const} */ (["pointerdown", "click"]))
    document.addEventListener(kind, ({ target }) => {
      const button =
        target instanceof Element ? target.closest("[data-say='pause'], [data-say='too_much']") : null;
      if (button instanceof HTMLElement) keep(button.dataset.say);
    });
  document.addEventListener("keydown", ({ key, repeat }) => {
    if (!repeat && (key === "Escape" || key === " ")) keep("pause");
  });
})();
