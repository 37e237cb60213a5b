/** What both of the phone's pages share: leaving fast, and the code that a camera brought. */

document.addEventListener("click", (event) => {
  const way = event.target instanceof Element && event.target.closest("[data-quick-exit]");
  if (!way) return;
  event.preventDefault();
  document.title = "";
  document.body.replaceChildren();
  location.replace("/away");
});

/** The code behind the #, taken out of the address so that neither history nor a screenshot keeps it. */
export function takeCode() {
  const code = location.hash.slice(1);
  if (code) history.replaceState(null, "", location.pathname);
  return code;
}

/** What the door answers; null where nobody does. @param {string} path @param {object} body */
export async function post(path, body) {
  try {
    return await fetch(path, { method: "POST", body: JSON.stringify(body), keepalive: true });
  } catch {
    return null;
  }
}
