// Light or dark: the system's choice until the reader makes one.
import { html, useLayoutEffect, useState } from "./vendor/preact-htm.js";
import { Icon } from "./icons.js";
import { remember, remembered } from "./remembered.js";
import { useMedia } from "./media_query.js";

export function useTheme() {
  const systemDark = useMedia("(prefers-color-scheme: dark)");
  const [chosen, setChosen] = useState(remembered("theme"));
  const theme = chosen ?? (systemDark ? "dark" : "light");
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  const toggle = () => {
    const other = theme === "dark" ? "light" : "dark";
    remember("theme", other);
    setChosen(other);
  };
  return [theme, toggle];
}

export function ThemeButton({ theme, onToggle, wide = false }) {
  const words = theme === "dark" ? "Light theme" : "Dark theme";
  return html`
    <button type="button" class=${wide ? "wide-button" : "icon-button"} data-testid="theme" aria-label=${words} title=${words} onClick=${onToggle}>
      <${Icon} name=${theme === "dark" ? "sun" : "moon"} size=${20} />${wide && html`<span>${words}</span>`}
    </button>
  `;
}
