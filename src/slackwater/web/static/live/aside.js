// Runs before anything is drawn: a page that Back brings here after leaving fast shows nothing and steps aside.
(() => {
  const [arrival] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  try {
    if (arrival?.type !== "back_forward" || sessionStorage.getItem("slackwater.left") === null) return;
  } catch {
    return; // nothing is kept in this browser, so nothing was left
  }
  document.documentElement.hidden = true;
  location.replace("/away");
})();
