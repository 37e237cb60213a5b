/** Prints the page for whom it says so. */
document.querySelector("[data-print]")?.addEventListener("click", () => print());
