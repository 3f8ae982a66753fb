import { useEffect, useState } from "./vendor/preact-htm.js";

/** Whether a CSS media query holds, kept up to date. */
export function useMedia(query) {
  const [holds, setHolds] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const media = matchMedia(query);
    const listen = () => setHolds(media.matches);
    media.addEventListener("change", listen);
    listen(); // it may have changed between the first look and now
    return () => media.removeEventListener("change", listen);
  }, [query]);
  return holds;
}
