// All that the page knows, and how each thing that happens changes it. Pure: no requests, no DOM.
import { clockAt, dateOf, dayKey, nowOf } from "./clock.js";

export const emptyState = {
  person: null,
  bot: null,
  people: [],
  messages: [], // oldest first; each has a `key` that stays the same while a sent message settles
  replyKeyboard: null,
  forcedReply: null, // a force_reply markup that waits for its answer
  keyboardShown: true,
  timeBar: false,
  clock: null,
  connection: "connecting",
  ready: false, // whether this person's chat has been loaded
  typing: null,
  taps: {}, // place of a pressed inline button -> the callback id it waits for
  answered: [], // callback ids whose answer overtook the request's own reply
  toast: null,
  alert: null,
  buzz: null, // the latest message that made the phone buzz
  buzzes: { day: null, count: 0 },
  moving: null, // the jump in time that is under way
};

const isUnsettled = (message) => message.status !== undefined;
const without = (taps, place) => Object.fromEntries(Object.entries(taps).filter(([key]) => key !== place));

/** What a reply markup changes at the input. A forced reply leaves the keyboard as it is. */
function atInput(markup) {
  if (markup?.force_reply) return { forcedReply: markup };
  return { replyKeyboard: markup?.keyboard ? markup : null, forcedReply: null };
}

function sameContent(local, message) {
  if (local.text !== undefined) return local.text === message.text;
  return ["photo", "document", "sticker", "location"].some((kind) => local[kind] && message[kind]);
}

function isSameMessage(local, message) {
  if (local.message_id !== undefined) return local.message_id === message.message_id;
  return isUnsettled(local) && local.status === "sending" && message.out && sameContent(local, message);
}

function withMessage(messages, message) {
  const index = messages.findIndex((known) => isSameMessage(known, message));
  if (index < 0) return settle([...messages, { ...message, key: `m${message.message_id}`, fresh: true }]);
  const copy = [...messages];
  copy[index] = { ...message, key: messages[index].key, fresh: messages[index].fresh };
  return settle(copy);
}

/** Server's order, with what is still on its way at the end. */
function settle(messages) {
  const rank = (message) => message.message_id ?? Infinity;
  return messages.sort((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)));
}

function patchLocal(state, key, patch) {
  return { ...state, messages: state.messages.map((message) => (message.key === key ? { ...message, ...patch } : message)) };
}

function loadedMessages(state, loaded) {
  const keys = new Map(state.messages.map((message) => [message.message_id, message.key]));
  const unsettled = state.person === loaded.person ? state.messages.filter((message) => isUnsettled(message) && message.status !== "sent") : [];
  const settled = loaded.messages.map((message) => ({ ...message, key: keys.get(message.message_id) ?? `m${message.message_id}` }));
  return [...settled, ...unsettled];
}

function countBuzz(buzzes, message) {
  const day = dayKey(dateOf(message));
  return { day, count: buzzes.day === day ? buzzes.count + 1 : 1 };
}

/** While the clock is moved, messages come from times that the page has not heard of yet. */
function clockWith(clock, message) {
  const sent = dateOf(message);
  return sent > nowOf(clock) ? clockAt(sent) : clock;
}

const changes = {
  loaded: (state, loaded) => ({
    ...state,
    ...(state.person === loaded.person ? {} : { taps: {}, toast: null, alert: null, typing: null, buzz: null, keyboardShown: true }),
    ready: true,
    person: loaded.person,
    bot: loaded.bot,
    people: loaded.people,
    messages: loadedMessages(state, loaded),
    ...atInput(loaded.reply_keyboard),
    timeBar: loaded.time_bar,
    clock: clockAt(new Date(loaded.now)),
  }),
  nobody: (state) => ({ ...state, person: null, ready: false }),
  chosen: (state, person) => ({ ...emptyState, person, bot: state.bot, people: state.people, timeBar: state.timeBar, clock: state.clock }),
  connection: (state, connection) => ({ ...state, connection }),

  message: (state, message) => ({
    ...state,
    clock: clockWith(state.clock, message),
    messages: withMessage(state.messages, message),
    typing: message.out ? state.typing : null,
  }),
  edited: (state, message) => ({
    ...state,
    messages: state.messages.map((known) =>
      known.message_id === message.message_id ? { ...message, key: known.key } : known,
    ),
  }),
  deleted: (state, { message_id }) => ({ ...state, messages: state.messages.filter((known) => known.message_id !== message_id) }),
  buzz: (state, message) => ({ ...state, buzz: message, buzzes: countBuzz(state.buzzes, message) }),
  buzzes: (state, buzzes) => ({ ...state, buzzes }),
  reply_keyboard: (state, markup) => ({ ...state, ...atInput(markup), keyboardShown: true }),
  replied: (state) => ({ ...state, forcedReply: null }),
  keyboardShown: (state, keyboardShown) => ({ ...state, keyboardShown }),
  commands: (state, commands) => ({ ...state, bot: { ...state.bot, commands } }),
  people: (state, people) => ({ ...state, people }),
  clock: (state, { now }) => ({ ...state, clock: clockAt(new Date(now)) }),
  action: (state) => ({ ...state, typing: {} }), // a new object each time: its patience starts anew
  typingOver: (state) => ({ ...state, typing: null }),

  sending: (state, local) => ({ ...state, toast: null, messages: [...state.messages, local] }),
  retrying: (state, key) => patchLocal(state, key, { status: "sending" }),
  undelivered: (state, key) => patchLocal(state, key, { status: "failed" }),
  withdrawn: (state, key) => ({ ...state, messages: state.messages.filter((message) => message.key !== key) }),
  delivered(state, { key, message_id }) {
    const arrived = state.messages.some((message) => message.message_id === message_id && message.key !== key);
    if (arrived) return changes.withdrawn(state, key);
    const local = state.messages.find((message) => message.key === key);
    return local && isUnsettled(local) ? patchLocal(state, key, { message_id, status: "sent" }) : state;
  },

  pressed: (state, place) => ({ ...state, taps: { ...state.taps, [place]: "asking" } }),
  released: (state, place) => ({ ...state, taps: without(state.taps, place) }),
  asked(state, { place, id }) {
    if (!state.answered.includes(id)) return { ...state, taps: { ...state.taps, [place]: id } };
    return { ...state, taps: without(state.taps, place), answered: state.answered.filter((other) => other !== id) };
  },
  callback(state, { id, text, show_alert }) {
    const place = Object.keys(state.taps).find((key) => state.taps[key] === id);
    const answered = place ? state.answered : [...state.answered, id].slice(-20);
    const said = text ? (show_alert ? { alert: { text } } : { toast: { text } }) : {};
    return { ...state, ...said, answered, taps: place ? without(state.taps, place) : state.taps };
  },
  toast: (state, text) => ({ ...state, toast: text ? { text } : null }),
  alertRead: (state) => ({ ...state, alert: null }),
  moving: (state, moving) => ({ ...state, moving, toast: moving ? null : state.toast }),
};

export const reduce = (state, [name, facts]) => changes[name](state, facts);
