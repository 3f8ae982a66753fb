// A round face for somebody without a picture: an initial on a colour of their own.
import { html } from "./vendor/preact-htm.js";

const HUES = [172, 28, 262, 208, 336, 95, 48];

export const fullName = (someone) => [someone.first_name, someone.last_name].filter(Boolean).join(" ");

export function Avatar({ of: someone, size = 40, bot = false }) {
  const hue = HUES[bot ? 0 : (Math.abs(someone.id) % (HUES.length - 1)) + 1];
  const initial = [...(someone.first_name || "?")][0].toUpperCase();
  return html`<span class=${bot ? "avatar bot" : "avatar"} style=${`--size: ${size}px; --hue: ${hue}`} aria-hidden="true">${initial}</span>`;
}
