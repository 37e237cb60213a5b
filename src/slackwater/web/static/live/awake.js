/** Keeps the screen awake, asks again when the page comes back, and says when it cannot. */

/** @type {WakeLockSentinel | null} */
let lock = null;
let wanted = false;

/** @param {(held: boolean) => void} tell called when this changes */
export function stayAwake(tell) {
  wanted = true;
  const ask = async () => {
    if (!wanted || lock || document.visibilityState !== "visible") return;
    try {
      lock = await navigator.wakeLock.request("screen");
      lock.addEventListener("release", () => {
        lock = null;
      });
      tell(true);
    } catch {
      tell(false);
    }
  };
  document.addEventListener("visibilitychange", ask);
  document.addEventListener("pointerup", ask);
  return ask();
}

/** Let the screen rest again. */
export function letSleep() {
  wanted = false;
  lock?.release().catch(() => {});
  lock = null;
}
