// Runs before anything is drawn: a stop that is pressed while the page still loads is held until `session.js` says it.
(() => {
  const held = document.documentElement.dataset;
  held.early = "";
  /** Too much is more than a pause, whichever came last. @param {MouseEvent} press */
  const keep = ({ target }) => {
    const button =
      target instanceof Element ? target.closest("[data-say='pause'], [data-say='too_much']") : null;
    if (held.early === undefined || held.early === "too_much" || !(button instanceof HTMLElement)) return;
    held.early = button.dataset.say ?? "";
  };
  for (const kind of /** @type {const} */ (["pointerdown", "click"])) document.addEventListener(kind, keep);
})();
