// The page's half of the contract with the server: one function for each request.

export class ApiError extends Error {
  constructor(line, status) {
    super(line);
    this.status = status;
  }
}

async function answerOf(request) {
  let response;
  try {
    response = await request;
  } catch {
    throw new ApiError("The phone is not reachable just now.", 0);
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new ApiError(body.error ?? `The phone answered ${response.status}.`, response.status);
  return body;
}

function post(path, facts) {
  return answerOf(
    fetch(`/phone/${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(facts),
    }),
  );
}

function upload(path, { person, file, caption }) {
  const form = new FormData();
  form.set("person", person);
  form.set("file", file, file.name);
  if (caption) form.set("caption", caption);
  return answerOf(fetch(`/phone/${path}`, { method: "POST", body: form }));
}

export const eventsUrl = (person) => `/phone/events?person=${encodeURIComponent(person)}`;

export function state(person) {
  const query = person == null ? "" : `?person=${encodeURIComponent(person)}`;
  return answerOf(fetch(`/phone/state${query}`));
}

export const addPerson = (names) => post("people", names);
export const sendText = (person, text) => post("send", { person, text });
export const editText = (person, message_id, text) => post("edit", { person, message_id, text });
export const tap = (person, message_id, data) => post("tap", { person, message_id, data });
export const sendLocation = (person, latitude, longitude) => post("location", { person, latitude, longitude });
export const sendSticker = (person) => post("sticker", { person });
export const sendPhoto = (person, file, caption) => upload("photo", { person, file, caption });
export const sendDocument = (person, file, caption) => upload("document", { person, file, caption });
export const react = (person, message_id, emoji) => post("react", { person, message_id, emoji });
export const block = (person, blocked) => post("block", { person, blocked });
export const moveTime = (person, to) => post("time", { person, to });
