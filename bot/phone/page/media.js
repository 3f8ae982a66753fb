// What a bubble can hold besides words: photos, animations, sound, files, places, stickers.
import { html } from "./vendor/preact-htm.js";
import { Icon } from "./icons.js";

const UNITS = ["B", "KB", "MB", "GB"];

export function sizeText(bytes) {
  if (bytes === undefined) return "File";
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log(bytes) / Math.log(1024)), UNITS.length - 1);
  const amount = bytes / 1024 ** power;
  return `${amount < 10 && power ? amount.toFixed(1) : Math.round(amount)} ${UNITS[power]}`;
}

const captionStart = (message) => (message.caption ?? "").slice(0, 120);
const largest = (sizes) => sizes.reduce((best, size) => ((size.width ?? 0) >= (best.width ?? 0) ? size : best));
const shape = ({ width, height }) => (width && height ? `aspect-ratio: ${width} / ${height}` : undefined);

function Photo({ message, onOpen }) {
  const photo = largest(message.photo);
  const alt = captionStart(message) || "Photo";
  return html`
    <button type="button" class="photo" style=${shape(photo)} aria-label=${`Open photo: ${alt}`} onClick=${() => onOpen({ url: photo.url, alt })}>
      <img src=${photo.url} alt=${alt} width=${photo.width} height=${photo.height} />
    </button>
  `;
}

function Animation({ message }) {
  const clip = message.animation ?? message.video;
  const still = message.animation && !String(clip.mime_type).startsWith("video");
  const words = captionStart(message) || "Animation";
  if (still) return html`<div class="photo" style=${shape(clip)}><img src=${clip.url} alt=${words} /></div>`;
  const moves = Boolean(message.animation);
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  return html`
    <div class="photo" style=${shape(clip)}>
      <video src=${clip.url} muted=${moves} loop=${moves} autoplay=${moves && !calm} controls=${!moves || calm} playsinline aria-label=${words}></video>
    </div>
  `;
}

function Sound({ message }) {
  const sound = message.audio ?? message.voice;
  return html`
    <div class="sound">
      ${sound.title && html`<span class="sound-title">${sound.title}</span>`}
      <audio src=${sound.url} controls preload="metadata" aria-label=${sound.title ?? "Sound"}></audio>
    </div>
  `;
}

function File({ message }) {
  const { file_name: name = "File", file_size: size, mime_type: type, url } = message.document;
  const face = html`
    <span class="file-icon"><${Icon} name="file" /></span>
    <span class="file-facts"><span class="file-name">${name}</span><span class="file-size">${sizeText(size)}</span></span>
  `;
  if (!url) return html`<div class="file">${face}</div>`;
  return type === "application/pdf"
    ? html`<a class="file" href=${url} target="_blank" rel="noopener">${face}</a>`
    : html`<a class="file" href=${url} download=${name}>${face}</a>`;
}

const degrees = (value, positive, negative) => `${Math.abs(value).toFixed(3)}° ${value < 0 ? negative : positive}`;
export const placeText = ({ latitude, longitude }) => `${degrees(latitude, "N", "S")}, ${degrees(longitude, "E", "W")}`;

/** A drawing of "somewhere on a map": no map is fetched from anywhere. */
const Place = ({ message }) => html`
  <div class="place">
    <svg class="place-map" viewBox="0 0 240 110" preserveAspectRatio="xMidYMid slice" role="img" aria-label=${`Location ${placeText(message.location)}`}>
      <path class="place-water" d="M0 78c40-16 62 12 104 2s70-30 136-14v44H0z" />
      <path class="place-road wide" d="M-10 30L250 62M70-10l30 130" />
      <path class="place-road" d="M-10 66l150-76M150 120L200-10M20 120L60 20M110 44l140-30" />
    </svg>
    <span class="place-pin"><${Icon} name="pin" size=${22} /></span>
    <span class="place-text">${placeText(message.location)}</span>
  </div>
`;

const Sticker = ({ message }) => html`<div class="sticker" role="img" aria-label="Sticker">${message.sticker.emoji ?? "👍"}</div>`;

const KINDS = [
  ["photo", Photo, "media"],
  ["animation", Animation, "media"], // before document: Telegram sends an animation as both
  ["video", Animation, "media"],
  ["audio", Sound, "block"],
  ["voice", Sound, "block"],
  ["document", File, "block"],
  ["location", Place, "media"],
  ["sticker", Sticker, "bare"],
];

/** How a message's attachment is shown: {Attachment, frame}, or null when it is only words. */
export function attachmentOf(message) {
  const found = KINDS.find(([kind]) => message[kind]);
  return found ? { Attachment: found[1], frame: found[2] } : null;
}

const WORDS = {
  photo: "Photo",
  animation: "Animation",
  video: "Video",
  audio: "Sound",
  voice: "Voice message",
  document: "File",
  location: "Location",
  sticker: "Sticker",
};

/** One line that stands for a message in a banner or a reply strip. */
export function inOneLine(message) {
  const words = message.text ?? message.caption;
  if (words) return words.replace(/\s+/g, " ");
  return WORDS[Object.keys(WORDS).find((kind) => message[kind])] ?? "Message";
}
