// Runs before the first paint, so that a dark page never flashes light. theme.js takes over from here.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem("local-phone.theme");
  } catch {
    // nothing kept: the system decides
  }
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  document.documentElement.dataset.theme = chosen ?? system;
})();
