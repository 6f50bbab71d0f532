defmodule Desk.Tracks do
  @moduledoc "Follows parcels by the events that scanners send, whatever their order."

  defstruct parcel: nil, events: []

  def new(parcel), do: %__MODULE__{parcel: parcel}

  @doc "Adds an event; the same event twice is one event."
  def add(%__MODULE__{events: events} = track, event) do
    if event in events do
      track
    else
      %{track | events: Enum.sort_by([event | events], & &1.at)}
    end
  end

  def place(%__MODULE__{events: []}), do: :unknown
  def place(%__MODULE__{events: events}), do: List.last(events).place

  def delayed?(%__MODULE__{} = track, now, limit_seconds) do
    case track.events do
      [] -> false
      events -> now - List.last(events).at > limit_seconds and place(track) != :delivered
    end
  end
end
