// What lies over the chat inside the phone: sheets, dialogs, the photo viewer, toasts and the buzz banner.
import { html, useEffect, useLayoutEffect, useRef } from "./vendor/preact-htm.js";
import { inOneLine } from "./media.js";
import { Icon } from "./icons.js";
import { RichText } from "./rich_text.js";

const TOAST_MS = 2600;
const TOAST_MS_PER_LETTER = 35;
const BANNER_MS = 4200;

/** Moves the focus into a layer while it is open, and back to where it was afterwards. */
function useOwnFocus(layer) {
  useLayoutEffect(() => {
    const before = document.activeElement;
    (layer.current.querySelector("[data-autofocus]") ?? layer.current).focus({ preventScroll: true });
    return () => before?.isConnected && before.focus({ preventScroll: true });
  }, []);
}

function useEscape(onClose) {
  useEffect(() => {
    const listen = (event) => event.key === "Escape" && onClose();
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, [onClose]);
}

const FOCUSABLE = "button, a[href], input, textarea, [tabindex='0']";

/** Tab goes round inside an open layer. */
function keepTabInside(event) {
  if (event.key !== "Tab") return;
  const stops = [...event.currentTarget.querySelectorAll(FOCUSABLE)].filter((stop) => !stop.disabled);
  const edge = event.shiftKey ? stops[0] : stops.at(-1);
  if (document.activeElement !== edge && document.activeElement !== event.currentTarget) return;
  event.preventDefault();
  (event.shiftKey ? stops.at(-1) : stops[0])?.focus();
}

function Layer({ kind, role = "dialog", label, testid, onClose, children }) {
  const box = useRef(null);
  useOwnFocus(box);
  useEscape(onClose);
  return html`
    <div class=${`layer ${kind}`}>
      <div class="backdrop" onClick=${onClose}></div>
      <div class="layer-box" ref=${box} role=${role} aria-modal="true" aria-label=${label} tabindex="-1"
        data-testid=${testid} onKeyDown=${keepTabInside}>
        ${children}
      </div>
    </div>
  `;
}

export const CloseButton = ({ onClose }) => html`
  <button type="button" class="icon-button" aria-label="Close" onClick=${onClose}><${Icon} name="close" size=${20} /></button>
`;

export const Sheet = ({ title, onClose, children }) => html`
  <${Layer} kind="sheet" label=${title} onClose=${onClose}>
    <header class="sheet-head"><h2>${title}</h2><${CloseButton} onClose=${onClose} /></header>
    <div class="sheet-body">${children}</div>
  <//>
`;

export const Popover = ({ label, onClose, children }) => html`<${Layer} kind="popover" role="menu" label=${label} onClose=${onClose}>${children}<//>`;

export const Alert = ({ text, title, onClose }) => html`
  <${Layer} kind="alert" role="alertdialog" label=${title} testid="alert" onClose=${onClose}>
    <p class="alert-title">${title}</p>
    <p class="alert-text" dir="auto">${text}</p>
    <button type="button" class="alert-ok" data-autofocus onClick=${onClose}>OK</button>
  <//>
`;

export const PhotoViewer = ({ photo, onClose }) => html`
  <${Layer} kind="viewer" label="Photo" onClose=${onClose}>
    <img src=${photo.url} alt=${photo.alt} onClick=${onClose} />
    ${photo.words?.text && html`<p class="viewer-words" dir="auto"><${RichText} ...${photo.words} /></p>`}
    <${CloseButton} onClose=${onClose} />
  <//>
`;

export function Toast({ toast, onDone }) {
  useEffect(() => {
    const timer = setTimeout(onDone, TOAST_MS + toast.text.length * TOAST_MS_PER_LETTER);
    return () => clearTimeout(timer);
  }, [toast]);
  return html`<div class="toast" data-testid="toast" role="status" dir="auto" onClick=${onDone}>${toast.text}</div>`;
}

/** What a lock screen would show of a new message. */
export function Banner({ message, bot, onDone, onOpen }) {
  useEffect(() => {
    const timer = setTimeout(onDone, BANNER_MS);
    return () => clearTimeout(timer);
  }, [message]);
  return html`
    <button type="button" class="banner" data-testid="banner" onClick=${onOpen}>
      <span class="banner-mark"><${Icon} name="bell" size=${18} /></span>
      <span class="banner-words"><strong>${bot.first_name}</strong><span dir="auto">${inOneLine(message)}</span></span>
    </button>
  `;
}
