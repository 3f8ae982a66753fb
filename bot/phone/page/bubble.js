// One message: its bubble, the marks in its corner, its reactions and its inline keyboard.
import { html, useMemo, useRef } from "./vendor/preact-htm.js";
import { useActions } from "./actions.js";
import { dateOf, timeText, utcText } from "./clock.js";
import { Icon } from "./icons.js";
import { InlineKeyboard } from "./keyboards.js";
import { attachmentOf, inOneLine, PhotoGrid } from "./media.js";
import { RichText } from "./rich_text.js";

const LONG_PRESS_MS = 500;
const FEW_EMOJI = /^\p{RGI_Emoji}{1,3}$/v;

const STATES = { sending: ["clock", "Sending"], failed: ["alert", "Not sent"], sent: ["check", "Sent"] };

const Mark = ({ icon, label, state = "", size = 14 }) => html`
  <span class=${`meta-mark ${state}`} role="img" aria-label=${label} title=${label}><${Icon} name=${icon} size=${size} /></span>
`;

/** As on a real phone, a bot's message is not marked as edited: in a chat with a bot most are. */
function Meta({ message }) {
  const sent = dateOf(message);
  const [icon, label] = STATES[message.status ?? "sent"];
  const buzzed = !message.out && !message.silent;
  return html`
    <span class="meta" dir="ltr">
      ${buzzed && html`<${Mark} icon="bell" label="Sent with a buzz" size=${12} />`}
      ${message.out && message.edit_date && html`<span>edited</span>`}
      <time datetime=${sent.toISOString()} title=${utcText(sent)}>${timeText(sent)}</time>
      ${message.out && html`<${Mark} icon=${icon} label=${label} state=${message.status} />`}
    </span>
  `;
}

const hasReactions = ({ reactions, person_reactions: own }) => Boolean(reactions?.length || own?.length);

/** Reactions at the start of a line of their own, and the marks at its end. */
const ReactionLine = ({ message }) => html`
  <div class="reaction-line">
    ${message.reactions?.map((emoji) => html`<span class="reaction" key=${`bot${emoji}`} title="The bot's reaction">${emoji}</span>`)}
    ${message.person_reactions?.map((emoji) => html`<span class="reaction own" key=${`own${emoji}`} title="Your reaction">${emoji}</span>`)}
    <${Meta} message=${message} />
  </div>
`;

function Words({ message }) {
  const text = message.text ?? message.caption;
  const entities = message.text === undefined ? message.caption_entities : message.entities;
  return html`
    <div class="words" dir="auto">
      <${RichText} text=${text} entities=${entities} />${!hasReactions(message) && html`<${Meta} message=${message} />`}
    </div>
  `;
}

const Quoted = ({ message }) => html`
  <div class="quoted"><strong dir="auto">${message.from?.first_name}</strong><span dir="auto">${inOneLine(message)}</span></div>
`;

function frameOf(message, attachment) {
  if (attachment) return attachment.frame;
  if (!message.text) return "text block";
  return !message.entities?.length && FEW_EMOJI.test(message.text) ? "bare big-emoji" : "text";
}

function Content({ message, attachment, onOpenPhoto }) {
  const hasWords = Boolean(message.text ?? message.caption);
  const loneMeta = !hasWords && !hasReactions(message);
  return html`
    ${message.reply_to_message && html`<${Quoted} message=${message.reply_to_message} />`}
    ${attachment && html`<${attachment.Attachment} message=${message} onOpen=${onOpenPhoto} />`}
    ${hasWords && html`<${Words} message=${message} />`}
    ${!hasWords && !attachment && html`<div class="words unknown">This kind of message is not shown here.</div>`}
    ${loneMeta && html`<div class="lone-meta"><${Meta} message=${message} /></div>`}
    ${hasReactions(message) && html`<${ReactionLine} message=${message} />`}
  `;
}

/** Right click or a long press opens the message's own menu. */
function useLongPress(open) {
  const timer = useRef(null);
  const cancel = () => clearTimeout(timer.current);
  return {
    onContextMenu(event) {
      if (event.target.closest("a, img, video") && event.pointerType === "mouse") return;
      event.preventDefault();
      cancel();
      open();
    },
    onTouchStart: () => (timer.current = setTimeout(open, LONG_PRESS_MS)),
    onTouchEnd: cancel,
    onTouchMove: cancel,
    onTouchCancel: cancel,
  };
}

/** The taps of this very message, so that a press elsewhere does not draw it again. */
const ownTaps = (taps, message) => Object.keys(taps).filter((place) => place.startsWith(`${message.message_id}:`));

export function Bubble({ message, taps, first, last, onOpenPhoto, onOpenMenu }) {
  const { retry } = useActions();
  const attachment = attachmentOf(message);
  const longPress = useLongPress(() => message.message_id && onOpenMenu(message));
  const waiting = ownTaps(taps, message).join();
  const keyboard = message.reply_markup?.inline_keyboard;
  const classes = ["message", message.out ? "out" : "in", first && "first", last && "last", message.fresh && "fresh", keyboard && "with-keyboard"];
  return useMemo(
    () => html`
      <article class=${classes.filter(Boolean).join(" ")} data-testid="message"
        data-message-id=${message.message_id} data-out=${message.out ? "true" : "false"}>
        <div class="stack">
          <div class=${`bubble ${frameOf(message, attachment)}`} ...${longPress}>
            <${Content} message=${message} attachment=${attachment} onOpenPhoto=${onOpenPhoto} />
          </div>
          ${keyboard && html`<${InlineKeyboard} message=${message} taps=${taps} />`}
          ${message.status === "failed" &&
          html`<button type="button" class="retry" onClick=${() => retry(message.key)}>Not sent. Try again</button>`}
        </div>
        ${message.message_id &&
        html`<button type="button" class="message-more" aria-label="Message options" onClick=${() => onOpenMenu(message)}>
          <${Icon} name="more" size=${18} />
        </button>`}
      </article>
    `,
    [message, waiting, first, last],
  );
}

/** Photos that were sent together. */
export const Album = ({ messages, first, last, onOpenPhoto }) => html`
  <article class=${["message", messages[0].out ? "out" : "in", first && "first", last && "last"].filter(Boolean).join(" ")}
    data-testid="album" data-out=${messages[0].out ? "true" : "false"}>
    <div class="stack">
      <div class="bubble media">
        <${PhotoGrid} messages=${messages} onOpen=${onOpenPhoto} />
        <div class="lone-meta"><${Meta} message=${messages.at(-1)} /></div>
      </div>
    </div>
  </article>
`;
