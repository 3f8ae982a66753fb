// What the person at the phone can do. Sent things appear at once and settle when the server has them.
import { createContext, useContext } from "./vendor/preact-htm.js";
import * as api from "./api.js";
import { nowOf } from "./clock.js";

const Actions = createContext(null);
export const ActionsProvider = Actions.Provider;
export const useActions = () => useContext(Actions);

const TAP_PATIENCE_MS = 15_000;
// A bot's message within this time of the person's own doing is a reply: nobody is startled by it.
const REPLY_WINDOW_MS = 3000;
// How long after a jump in time its last message may still be on its way to the page.
const LAST_WORD_MS = 400;
const NOTHING_SAID = "The bot had nothing to say.";

export function makeActions(getState, tell) {
  const person = () => getState().person;
  const resend = new Map();
  let locals = 0;
  let lastDoing = -Infinity;
  const didSomething = () => (lastDoing = performance.now());

  const say = (error) => tell("toast", error.message);

  async function deliver(key) {
    didSomething();
    try {
      const { message_id } = await resend.get(key)();
      tell("delivered", { key, message_id });
      resend.delete(key);
    } catch (error) {
      tell("undelivered", key);
      if (error.status) say(error); // without an answer the bubble's own mark says it all
    }
  }

  function sendAtOnce(content, request) {
    const key = `local${++locals}`;
    const date = Math.floor(nowOf(getState().clock) / 1000);
    resend.set(key, request);
    tell("sending", { ...content, key, date, out: true, status: "sending", fresh: true });
    return deliver(key);
  }

  async function tryTo(request) {
    didSomething();
    try {
      return await request();
    } catch (error) {
      say(error);
      return undefined;
    }
  }

  async function tap(message_id, place, data) {
    if (getState().taps[place]) return;
    tell("pressed", place);
    setTimeout(() => tell("released", place), TAP_PATIENCE_MS);
    const answer = await tryTo(() => api.tap(person(), message_id, data));
    if (answer) tell("asked", { place, id: answer.callback_query_id });
    else tell("released", place);
  }

  const newest = () => getState().messages.at(-1)?.key;

  async function moveTime(to) {
    const [who, last] = [person(), newest()];
    const saidNothing = () => person() === who && newest() === last;
    lastDoing = -Infinity; // what a jump brings answers nothing
    tell("moving", to);
    try {
      tell("clock", await api.moveTime(who, to));
      setTimeout(() => saidNothing() && tell("toast", NOTHING_SAID), LAST_WORD_MS);
    } catch (error) {
      say(error);
    } finally {
      tell("moving", null);
    }
  }

  return {
    tap,
    moveTime,
    toast: (text) => tell("toast", text),
    repliedJustNow: () => performance.now() - lastDoing < REPLY_WINDOW_MS,
    sendText: (text, to = person()) => sendAtOnce({ text }, () => api.sendText(to, text)),
    sendLocation: (latitude, longitude, to = person()) =>
      sendAtOnce({ location: { latitude, longitude } }, () => api.sendLocation(to, latitude, longitude)),
    sendSticker: (to = person()) => sendAtOnce({ sticker: {} }, () => api.sendSticker(to)),
    sendPhoto: (photo, file, caption, to = person()) => sendAtOnce({ photo: [photo], caption }, () => api.sendPhoto(to, file, caption)),
    sendDocument: (file, caption, to = person()) =>
      sendAtOnce({ document: { file_name: file.name, file_size: file.size }, caption }, () => api.sendDocument(to, file, caption)),
    retry(key) {
      tell("retrying", key);
      return deliver(key);
    },
    editText: (message_id, text) => tryTo(() => api.editText(person(), message_id, text)),
    react: (message_id, emoji) => tryTo(() => api.react(person(), message_id, emoji)),
    block: (blocked) => tryTo(() => api.block(person(), blocked)),
    addPerson: (names) => tryTo(() => api.addPerson(names)),
    choose: (chosen) => tell("chosen", chosen),
    stopReplying: () => tell("replied"),
    showKeyboard: (shown) => tell("keyboardShown", shown),
  };
}
