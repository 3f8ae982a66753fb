// Small things the browser keeps between visits. A browser that keeps nothing is fine too.
const PREFIX = "local-phone.";

export function remembered(name) {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

export function remember(name, value) {
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // private windows may refuse: nothing depends on it
  }
}

export function rememberedBuzzes(person) {
  try {
    return JSON.parse(remembered(`buzzes.${person}`)) ?? { day: null, count: 0 };
  } catch {
    return { day: null, count: 0 };
  }
}

export const rememberBuzzes = (person, buzzes) => remember(`buzzes.${person}`, JSON.stringify(buzzes));
