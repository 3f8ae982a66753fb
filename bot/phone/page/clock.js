// The bot's clock as this page shows it: the server says "now" once in a while, and between
// two words of the server it runs on at normal speed. All times are shown in the viewer's zone.
import { useEffect, useState } from "./vendor/preact-htm.js";

const timeFormat = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const dayFormat = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short", year: "numeric" });

export const clockAt = (date) => ({ now: date.getTime(), heardAt: performance.now() });
export const nowOf = (clock) => new Date(clock.now + performance.now() - clock.heardAt);

export const timeText = (date) => timeFormat.format(date);
export const utcText = (date) => `${date.toISOString().slice(0, 16).replace("T", " ")} UTC`;
export const dayKey = (date) => `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
export const dateOf = (message) => new Date(message.date * 1000);

/** "Mon 24 Nov", with the year only when it is another one than today's. */
export function dateText(date, today) {
  const part = Object.fromEntries(dayFormat.formatToParts(date).map(({ type, value }) => [type, value]));
  const short = `${part.weekday} ${part.day} ${part.month}`;
  return date.getFullYear() === today.getFullYear() ? short : `${short} ${part.year}`;
}

export const dayText = (date, today) => (dayKey(date) === dayKey(today) ? "Today" : dateText(date, today));

/** The clock's present moment, renewed every second. */
export function useNow(clock) {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return nowOf(clock);
}
