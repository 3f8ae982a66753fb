"""The page's face: what it shows, what it is told, and what people do on it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC
from typing import Any, Final

from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from . import limits
from . import person_actions as actions
from .files import Upload
from .page_requests import answering, integer_field, json_body, number_field, text_field
from .people import Person
from .person_actions import Refused
from .phone import Phone
from .time_bar import DESTINATIONS, shown_now

_PING_SECONDS: Final = 15


class PageApi:
    """Everything under /phone/."""

    def __init__(self, phone: Phone) -> None:
        self._phone = phone

    def routes(self) -> list[Route]:
        """The page's addresses."""
        posts: dict[str, Callable[[Request], Awaitable[dict[str, Any]]]] = {
            "people": self._add_person,
            "send": self._send,
            "tap": self._tap,
            "location": self._location,
            "photo": self._photo,
            "document": self._document,
            "sticker": self._sticker,
            "edit": self._edit,
            "react": self._react,
            "block": self._block,
            "time": self._time,
            "fault": self._fault,
            "group_message": self._group_message,
        }
        return [
            Route("/phone/state", answering(self._state), methods=["GET"]),
            Route("/phone/events", self._events, methods=["GET"]),
            *(
                Route(f"/phone/{name}", answering(action), methods=["POST"])
                for name, action in posts.items()
            ),
        ]

    # --- what the page shows

    async def _state(self, request: Request) -> dict[str, Any]:
        phone = self._phone
        query = request.query_params
        person = self._person(query["person"]) if "person" in query else phone.people.all()[0]
        chat_id = integer_field(query, "chat") if "chat" in query else person.id
        if phone.people.unread(chat_id):
            with phone.step():
                phone.people.mark_read(chat_id)
                phone.show_people()
        return {
            "bot": self._bot(person),
            "people": phone.people_on_page(),
            "person": person.id,
            "messages": [phone.page_form.of(m) for m in phone.messages.of_chat(chat_id)],
            "reply_keyboard": phone.chats.reply_keyboard(chat_id),
            "now": self._now(),
            "time_bar": phone.time_bar is not None,
            "last_event_id": phone.events.last_id,
        }

    def _bot(self, person: Person) -> dict[str, Any]:
        profile, language = self._phone.profile, person.language_code
        user = profile.user()
        return {
            "id": user["id"],
            "first_name": profile.text("name", language) or user["first_name"],
            "username": user["username"],
            "description": profile.text("description", language),
            "short_description": profile.text("short_description", language),
            "commands": profile.commands_for(person),
        }

    def _now(self) -> str:
        return shown_now(self._phone.time_bar).astimezone(UTC).isoformat()

    async def _events(self, request: Request) -> Response:
        try:
            person = self._person(request.query_params.get("person", ""))
        except Refused as refused:
            return JSONResponse({"error": str(refused)}, status_code=refused.status)
        # A page may also say up to where its /phone/state reached, so that nothing falls between.
        last_id = request.headers.get("last-event-id") or request.query_params.get("last_event_id")
        stream = self._stream(person.id, last_id)
        return EventSourceResponse(stream, ping=_PING_SECONDS, headers={"X-Accel-Buffering": "no"})

    async def _stream(self, person: int, last_id: str | None) -> AsyncIterator[ServerSentEvent]:
        async for event in self._phone.events.stream(person, last_id):
            data = json.dumps(event.data, ensure_ascii=False)
            yield ServerSentEvent(data, event=event.name, id=event.id)

    # --- what people do

    async def _add_person(self, request: Request) -> dict[str, Any]:
        body = await json_body(request)
        names = (
            text_field(body, name, "") for name in ("first_name", "last_name", "language_code")
        )
        with self._phone.step():
            added = actions.add_person(self._phone, *names)
        return next(p for p in self._phone.people_on_page() if p["id"] == added.id)

    async def _send(self, request: Request) -> dict[str, Any]:
        body = await json_body(request)
        with self._phone.step():
            message_id = actions.send_text(
                self._phone, self._person_in(body), text_field(body, "text")
            )
        return {"message_id": message_id}

    async def _tap(self, request: Request) -> dict[str, Any]:
        body = await json_body(request)
        message_id, data = integer_field(body, "message_id"), text_field(body, "data")
        with self._phone.step():
            tap_id = actions.tap(self._phone, self._person_in(body), message_id, data)
        return {"callback_query_id": tap_id}

    async def _location(self, request: Request) -> dict[str, Any]:
        body = await json_body(request)
        latitude, longitude = number_field(body, "latitude"), number_field(body, "longitude")
        person = self._person_in(body)
        with self._phone.step():
            message_id = actions.send_location(self._phone, person, latitude, longitude)
        return {"message_id": message_id}

    async def _photo(self, request: Request) -> dict[str, Any]:
        return await self._send_file(request, "photo")

    async def _document(self, request: Request) -> dict[str, Any]:
        return await self._send_file(request, "document")

    async def _send_file(self, request: Request, kind: str) -> dict[str, Any]:
        async with request.form(max_part_size=limits.UPLOAD_BYTES) as form:
            person = self._person(form.get("person"))
            file, caption = form.get("file"), form.get("caption") or ""
            if not isinstance(file, UploadFile) or not isinstance(caption, str):
                raise Refused("file is missing")
            upload = Upload(file.filename or kind, await file.read(), file.content_type or "")
        with self._phone.step():
            message_id = actions.send_file(self._phone, person, kind, upload, caption)
        return {"message_id": message_id}

    async def _sticker(self, request: Request) -> dict[str, Any]:
        body = await json_body(request)
        with self._phone.step():
            return {"message_id": actions.send_sticker(self._phone, self._person_in(body))}

    async def _edit(self, request: Request) -> dict[str, Any]:
        body = await json_body(request)
        message_id, text = integer_field(body, "message_id"), text_field(body, "text")
        with self._phone.step():
            actions.edit_text(self._phone, self._person_in(body), message_id, text)
        return {"message_id": message_id}

    async def _react(self, request: Request) -> dict[str, Any]:
        body = await json_body(request)
        message_id, emoji = integer_field(body, "message_id"), text_field(body, "emoji", "")
        with self._phone.step():
            actions.react(self._phone, self._person_in(body), message_id, emoji)
        return {"message_id": message_id}

    async def _block(self, request: Request) -> dict[str, Any]:
        body = await json_body(request)
        blocked = body.get("blocked")
        if not isinstance(blocked, bool):
            raise Refused("blocked must be true or false")
        with self._phone.step():
            actions.set_blocked(self._phone, self._person_in(body), blocked)
        return {"blocked": blocked}

    async def _group_message(self, request: Request) -> dict[str, Any]:
        body = await json_body(request)
        person, text, title = (
            self._person_in(body),
            text_field(body, "text"),
            text_field(body, "title"),
        )
        with self._phone.step():
            chat_id, message_id = actions.send_group_text(self._phone, person, text, title)
        return {"chat_id": chat_id, "message_id": message_id}

    # --- what a tester does

    async def _time(self, request: Request) -> dict[str, Any]:
        body = await json_body(request)
        person = self._person_in(body)
        to = next((d for d in DESTINATIONS if d == body.get("to")), None)
        if to is None:
            raise Refused(f"to must be one of {', '.join(DESTINATIONS)}")
        if self._phone.time_bar is None:
            raise Refused("this phone shows real time, which cannot be moved", 409)
        why_not = await self._phone.time_bar.move(to, person.id)
        if why_not is not None:
            raise Refused(why_not, 409)
        now = {"now": self._now()}
        self._phone.events.publish(None, "clock", now)
        return now

    async def _fault(self, request: Request) -> dict[str, Any]:
        body = await json_body(request)
        retry_after, times = integer_field(body, "retry_after"), integer_field(body, "times")
        if retry_after < 1 or times < 1:
            raise Refused("retry_after and times must be at least 1")
        self._phone.faults.order(text_field(body, "method", ""), retry_after, times)
        return {"times": times}

    def _person_in(self, body: dict[str, Any]) -> Person:
        return self._person(body.get("person"))

    def _person(self, given: object) -> Person:
        if isinstance(given, int | str) and str(given).isdigit():
            person = self._phone.people.find(int(given))
            if person:
                return person
        raise Refused("there is no such person", 404)
