import { useEffect } from "./vendor/preact-htm.js";

/** Keeps the page as tall as what is left above an on-screen keyboard, where the browser does not do it. */
export function useScreenHeight() {
  useEffect(() => {
    const viewport = window.visualViewport;
    if (!viewport) return undefined;
    const fit = () => document.documentElement.style.setProperty("--screen-height", `${viewport.height * viewport.scale}px`);
    fit();
    viewport.addEventListener("resize", fit);
    return () => viewport.removeEventListener("resize", fit);
  }, []);
}
