// The sheets that send something besides words: a photo, a file, a sticker, a place.
import { html, useMemo, useRef, useState } from "./vendor/preact-htm.js";
import { useActions } from "./actions.js";
import { Icon } from "./icons.js";
import { Sheet } from "./layers.js";
import { placeText, sizeText } from "./media.js";

const CITIES = [
  ["Leeds", 53.801, -1.549],
  ["Berlin", 52.52, 13.405],
  ["New York", 40.713, -74.006],
  ["Delhi", 28.614, 77.209],
  ["Sydney", -33.869, 151.209],
  ["São Paulo", -23.551, -46.633],
];

function Choice({ icon, label, testid, onClick }) {
  return html`
    <button type="button" class="choice" data-testid=${testid} onClick=${onClick}>
      <span class="choice-icon"><${Icon} name=${icon} /></span><span>${label}</span>
    </button>
  `;
}

export function AttachSheet({ onClose, onFile, onLocation }) {
  const { sendSticker } = useActions();
  const photo = useRef(null);
  const file = useRef(null);
  const chosen = (kind) => (event) => event.currentTarget.files[0] && onFile(kind, event.currentTarget.files[0]);
  const sticker = () => {
    sendSticker();
    onClose();
  };
  return html`
    <${Sheet} title="Attach" onClose=${onClose}>
      <div class="choices">
        <${Choice} icon="image" label="Photo" testid="attach-photo" onClick=${() => photo.current.click()} />
        <${Choice} icon="file" label="File" testid="attach-document" onClick=${() => file.current.click()} />
        <${Choice} icon="smile" label="Sticker" testid="attach-sticker" onClick=${sticker} />
        <${Choice} icon="pin" label="Location" testid="attach-location" onClick=${onLocation} />
      </div>
      <input ref=${photo} class="file-input" type="file" accept="image/*" tabindex="-1"
        aria-label="Choose a photo" data-testid="photo-file" onChange=${chosen("photo")} />
      <input ref=${file} class="file-input" type="file" tabindex="-1"
        aria-label="Choose a file" data-testid="document-file" onChange=${chosen("document")} />
    <//>
  `;
}

/** The picture itself, kept as long as a message shows it; the browser frees it with the page. */
const previewOf = (kind, file) => (kind === "photo" ? URL.createObjectURL(file) : null);

export function FileSheet({ kind, file, onClose }) {
  const { sendPhoto, sendDocument } = useActions();
  const url = useMemo(() => previewOf(kind, file), [file]);
  const [size, setSize] = useState({});
  const send = (event) => {
    event.preventDefault();
    const caption = new FormData(event.currentTarget).get("caption").trim() || undefined;
    if (kind === "photo") sendPhoto({ url, ...size }, file, caption);
    else sendDocument(file, caption);
    onClose();
  };
  const measure = ({ currentTarget: image }) => setSize({ width: image.naturalWidth, height: image.naturalHeight });
  return html`
    <${Sheet} title=${kind === "photo" ? "Send photo" : "Send file"} onClose=${onClose}>
      <form class="file-form" onSubmit=${send}>
        ${url
          ? html`<img class="file-preview" src=${url} alt="The chosen photo" onLoad=${measure} />`
          : html`<p class="file-chosen"><${Icon} name="file" /><span>${file.name}</span><small>${sizeText(file.size)}</small></p>`}
        <label class="field"><span>Caption</span><input name="caption" maxlength="1024" autocomplete="off" dir="auto" data-autofocus /></label>
        <button type="submit" class="main-button" data-testid="send-file">Send</button>
      </form>
    <//>
  `;
}

const Degrees = ({ label, name, limit, example }) => html`
  <label class="field">
    <span>${label}</span>
    <input name=${name} type="number" min=${`-${limit}`} max=${limit} step="any" required inputmode="decimal" placeholder=${example} />
  </label>
`;

function OwnPlace({ onShare }) {
  const share = (event) => {
    event.preventDefault();
    const place = new FormData(event.currentTarget);
    onShare(Number(place.get("latitude")), Number(place.get("longitude")));
  };
  return html`
    <form class="own-place" onSubmit=${share}>
      <${Degrees} label="Latitude" name="latitude" limit="90" example="53.8" />
      <${Degrees} label="Longitude" name="longitude" limit="180" example="-1.55" />
      <button type="submit" class="main-button" data-testid="share-place">Share</button>
    </form>
  `;
}

export function LocationSheet({ onClose, onShared = () => {} }) {
  const { sendLocation } = useActions();
  const share = (latitude, longitude) => {
    sendLocation(latitude, longitude);
    onShared();
    onClose();
  };
  return html`
    <${Sheet} title="Share location" onClose=${onClose}>
      <div class="cities">
        ${CITIES.map(
          ([name, latitude, longitude]) => html`
            <button type="button" key=${name} class="city" data-testid="city" onClick=${() => share(latitude, longitude)}>
              <${Icon} name="pin" size=${20} /><span class="city-name">${name}</span><small>${placeText({ latitude, longitude })}</small>
            </button>
          `,
        )}
      </div>
      <${OwnPlace} onShare=${share} />
    <//>
  `;
}
