/** *Delete everything* also empties what this browser keeps of ours. */

export {};

const form = document.querySelector("form[action='/forget']");
form?.addEventListener("submit", () => {
  try {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith("slackwater.")) localStorage.removeItem(name);
    }
  } catch {} // a browser that keeps nothing has nothing to empty
});
