// The bot's clock, and the three jumps that move it.
import { html, useState } from "./vendor/preact-htm.js";
import { useActions } from "./actions.js";
import { dateText, dayKey, timeText, useNow, utcText } from "./clock.js";
import { Icon } from "./icons.js";
import { remembered, remember } from "./remembered.js";

const JUMPS = [
  { to: "next-reminder", label: "Next reminder", icon: "bell", testid: "time-next" },
  { to: "tomorrow-morning", label: "Tomorrow morning", icon: "sunrise", testid: "time-tomorrow" },
  { to: "one-week", label: "+1 week", icon: "week", testid: "time-week" },
];

function Jumps({ moving, disabled }) {
  const { moveTime } = useActions();
  return html`
    <div class="jumps" role="group" aria-label="Move the bot's clock">
      ${JUMPS.map(
        ({ to, label, icon, testid }) => html`
          <button type="button" key=${to} class=${moving === to ? "jump moving" : "jump"} data-testid=${testid}
            disabled=${disabled || moving !== null} onClick=${() => moveTime(to)}>
            <${Icon} name=${icon} size=${18} /><span>${label}</span>
          </button>
        `,
      )}
    </div>
  `;
}

function BuzzCount({ buzzes, now }) {
  const count = buzzes.day === dayKey(now) ? buzzes.count : 0;
  const words = `${count} ${count === 1 ? "buzz" : "buzzes"} today`;
  return html`
    <span class=${count ? "buzz-count" : "buzz-count none"} data-testid="buzz-count" role="img" title=${words} aria-label=${words}>
      <${Icon} name="bell" size=${14} />${count}
    </span>
  `;
}

export function TimeCard({ clock, moving, buzzes, canMove }) {
  const now = useNow(clock);
  return html`
    <section class="time-card" aria-label="Time">
      <div class="time-now" data-testid="time-now" title=${utcText(now)}>
        <time datetime=${now.toISOString()}><span class="time-day">${dateText(now, now)}</span> <span class="time-hour">${timeText(now)}</span></time>
      </div>
      <${BuzzCount} buzzes=${buzzes} now=${now} />
      <${Jumps} moving=${moving} disabled=${!canMove} />
      ${moving && html`<div class="shimmer" role="progressbar" aria-label="Moving the clock"></div>`}
    </section>
  `;
}

export function TimeStrip({ clock, moving, buzzes, canMove }) {
  const now = useNow(clock);
  const [open, setOpen] = useState(remembered("time-strip") !== "closed");
  const toggle = () => {
    remember("time-strip", open ? "closed" : "open");
    setOpen(!open);
  };
  return html`
    <section class=${open ? "time-strip" : "time-strip closed"} aria-label="Time">
      <div class="strip-line">
        <div class="time-now" data-testid="time-now" title=${utcText(now)}>
          <time datetime=${now.toISOString()}>${dateText(now, now)} <strong>${timeText(now)}</strong></time>
        </div>
        <${BuzzCount} buzzes=${buzzes} now=${now} />
        <button type="button" class="strip-toggle" aria-expanded=${open} aria-label=${open ? "Hide time buttons" : "Show time buttons"} onClick=${toggle}>
          <${Icon} name=${open ? "up" : "down"} size=${18} />
        </button>
      </div>
      ${open && html`<${Jumps} moving=${moving} disabled=${!canMove} />`}
      ${moving && html`<div class="shimmer" role="progressbar" aria-label="Moving the clock"></div>`}
    </section>
  `;
}
