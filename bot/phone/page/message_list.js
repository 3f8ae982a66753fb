// The talk itself: day separators, groups of bubbles, and a view that stays at the newest message
// unless the reader has scrolled away from it.
import { html, useEffect, useLayoutEffect, useRef, useState } from "./vendor/preact-htm.js";
import { Album, Bubble } from "./bubble.js";
import { dateOf, dayKey, dayText } from "./clock.js";
import { Icon } from "./icons.js";

const PAGE = 120; // how many messages are drawn at first, and more at a time when scrolled up
const GROUP_SECONDS = 300;
const NEAR_END_PX = 48;
const NEAR_START_PX = 200;
const SCROLL_ENDS_MS = 900;

const sameDay = (a, b) => dayKey(dateOf(a)) === dayKey(dateOf(b));
const hasButtons = (message) => Boolean(message.reply_markup?.inline_keyboard);

/** Whether `b` leans on `a`: same sender, soon after, with nothing between them. */
const grouped = (a, b) =>
  Boolean(a && b) && Boolean(a.out) === Boolean(b.out) && b.date - a.date < GROUP_SECONDS && sameDay(a, b) && !hasButtons(a);

const roomOf = ({ scrollHeight, clientHeight }) => `${clientHeight} of ${scrollHeight}`;

/** Keeps the scroller at its end while content or room changes, until the reader scrolls up. */
function useStickToEnd(scroller, content) {
  const atEnd = useRef(true);
  const lastTop = useRef(0);
  const lastRoom = useRef("");
  const lull = useRef(null);
  const [away, setAway] = useState(false);
  const [moving, setMoving] = useState(false);
  const toEnd = () => {
    atEnd.current = true;
    scroller.current.scrollTop = scroller.current.scrollHeight;
    lastRoom.current = roomOf(scroller.current);
  };
  useLayoutEffect(() => {
    const watcher = new ResizeObserver(() => atEnd.current && toEnd());
    watcher.observe(scroller.current);
    watcher.observe(content.current);
    return () => watcher.disconnect();
  }, []);
  // Only a reader who moves up leaves the end. Messages that shrink or grow move the view, too.
  const onScroll = () => {
    const room = roomOf(scroller.current);
    if (atEnd.current && room !== lastRoom.current) toEnd();
    lastRoom.current = room;
    const { scrollHeight, scrollTop, clientHeight } = scroller.current;
    const nearEnd = scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
    if (nearEnd || scrollTop < lastTop.current) atEnd.current = nearEnd;
    lastTop.current = scrollTop;
    setAway(!atEnd.current);
    setMoving(!atEnd.current);
    clearTimeout(lull.current);
    lull.current = setTimeout(() => setMoving(false), SCROLL_ENDS_MS);
  };
  return { atEnd, away, moving, toEnd, onScroll };
}

/** Counts the bot's messages that came while the reader was away from the end. */
function useMissed(messages, stick) {
  const [missed, setMissed] = useState(0);
  const seen = useRef(null);
  useLayoutEffect(() => {
    const newest = messages.at(-1);
    const isNew = seen.current !== null && newest && newest.key !== seen.current;
    seen.current = newest?.key ?? "none";
    if (!isNew) return;
    if (newest.out) stick.toEnd();
    else if (!stick.atEnd.current) setMissed((count) => count + 1);
  }, [messages]);
  useEffect(() => {
    if (!stick.away) setMissed(0);
  }, [stick.away]);
  return missed;
}

const ToEnd = ({ missed, onClick }) => html`
  <button type="button" class=${missed ? "to-end pill" : "to-end"} onClick=${onClick}
    aria-label=${missed ? `${missed} new messages, go to the newest` : "Go to the newest message"}>
    ${missed > 0 && html`<span>${missed} new message${missed > 1 ? "s" : ""}</span>`}<${Icon} name="down" size=${20} />
  </button>
`;

function days(messages) {
  const found = [];
  for (const message of messages) {
    const day = found.at(-1);
    if (day && sameDay(day[0], message)) day.push(message);
    else found.push([message]);
  }
  return found;
}

/** Messages one by one, but the photos of an album together. */
function rows(messages) {
  const found = [];
  for (const message of messages) {
    const album = message.photo && message.media_group_id;
    const row = found.at(-1);
    if (album && row?.[0].media_group_id === album) row.push(message);
    else found.push([message]);
  }
  return found;
}

/** One day under its name, which stays in view while the reader scrolls, and not over what is then read. */
function Day({ messages, taps, now, onOpenPhoto, onOpenMenu }) {
  const shown = rows(messages);
  return html`
    <section class="day">
      <h2 class="day-name"><span>${dayText(dateOf(messages[0]), now)}</span></h2>
      ${shown.map((row, index) => {
        const first = !grouped(shown[index - 1]?.at(-1), row[0]);
        const last = !grouped(row.at(-1), shown[index + 1]?.[0]);
        if (row.length > 1) return html`<${Album} key=${row[0].key} messages=${row} first=${first} last=${last} onOpenPhoto=${onOpenPhoto} />`;
        const [message] = row;
        return html`<${Bubble} key=${message.key} message=${message} taps=${taps} first=${first} last=${last} onOpenPhoto=${onOpenPhoto} onOpenMenu=${onOpenMenu} />`;
      })}
    </section>
  `;
}

export function MessageList(props) {
  const scroller = useRef(null);
  const content = useRef(null);
  const [from, setFrom] = useState(Math.max(0, props.messages.length - PAGE));
  const stick = useStickToEnd(scroller, content);
  const missed = useMissed(props.messages, stick);
  const onScroll = () => {
    stick.onScroll();
    if (scroller.current.scrollTop < NEAR_START_PX) setFrom(Math.max(0, from - PAGE));
  };
  return html`
    <div class="talk">
      <div class=${`scroller${stick.away ? " away" : ""}${stick.moving ? " moving" : ""}`} ref=${scroller} onScroll=${onScroll} tabindex="0" aria-label="Messages">
        <div class="messages" ref=${content} role="log" aria-live="polite" aria-relevant="additions">
          ${days(props.messages.slice(from)).map((messages) => html`<${Day} key=${dayKey(dateOf(messages[0]))} ...${props} messages=${messages} />`)}
        </div>
      </div>
      ${stick.away && html`<${ToEnd} missed=${missed} onClick=${stick.toEnd} />`}
    </div>
  `;
}
