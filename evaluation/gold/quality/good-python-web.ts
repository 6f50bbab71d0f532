// Good Python of the web: views of a service for bookings.
import { type Body, file } from './kit.ts'
import { pool } from './pool.ts'

export const pythonWebBodies: readonly Body[] = [
  {
    family: 'python-flask-bookings',
    path: 'app/bookings/views.py',
    text: file`
from datetime import datetime, timedelta

from flask import Blueprint, abort, jsonify, request
from sqlalchemy.exc import IntegrityError

from app.db import session
from app.models import Booking, Room

bookings = Blueprint("bookings", __name__, url_prefix="/bookings")
@@
@bookings.get("/")
def list_bookings():
    query = session.query(Booking).order_by(Booking.starts_at)
    if room := request.args.get("room"):
        query = query.filter(Booking.room_id == int(room))
    page = max(1, int(request.args.get("page", 1)))
    found = query.limit(50).offset((page - 1) * 50).all()
    return jsonify([booking.as_dict() for booking in found])
@@
@bookings.post("/")
def create_booking():
    body = request.get_json(force=True)
    starts_at = datetime.fromisoformat(body["starts_at"])
    ends_at = starts_at + timedelta(minutes=body.get("minutes", 60))
    room = session.get(Room, body["room"]) or abort(404)
    if room.is_taken(starts_at, ends_at):
        return jsonify(error="the room is taken"), 409
    booking = Booking(room=room, starts_at=starts_at, ends_at=ends_at, owner=request.remote_user)
    session.add(booking)
    try:
        session.commit()
    except IntegrityError:
        session.rollback()
        return jsonify(error="somebody was faster"), 409
    return jsonify(booking.as_dict()), 201
@@
@bookings.delete("/<int:booking_id>")
def cancel_booking(booking_id):
    booking = session.get(Booking, booking_id) or abort(404)
    if booking.owner != request.remote_user:
        abort(403)
    if booking.starts_at < datetime.utcnow():
        return jsonify(error="it has begun"), 422
    session.delete(booking)
    session.commit()
    return "", 204
`,
    others: [
      { path: 'api/rentals.py', keep: [1, 3], swap: { booking: 'rental', room: 'bicycle' }, extra: [pool.pySlug] },
      { path: 'clinic/visits.py', keep: [2, 3], swap: { booking: 'visit', room: 'doctor' }, licence: 'short' },
    ],
  },
]
