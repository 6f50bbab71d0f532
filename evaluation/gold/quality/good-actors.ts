// Good Elixir, Erlang and Clojure: servers with state, a fold over movements.
import { type Body, file } from './kit.ts'

export const actorBodies: readonly Body[] = [
  {
    family: 'elixir-rate-limiter',
    path: 'lib/gateway/rate_limiter.ex',
    text: file`
defmodule Gateway.RateLimiter do
  @moduledoc """
  Token buckets by client. Buckets are refilled when they are asked, not by a timer.
  """
  use GenServer

  @sweep_every :timer.minutes(5)

  defstruct capacity: 20, per_second: 5.0, buckets: %{}

  def start_link(options) do
    GenServer.start_link(__MODULE__, options, name: Keyword.get(options, :name, __MODULE__))
  end

  @spec allow?(GenServer.server(), term()) :: boolean()
  def allow?(server \\ __MODULE__, client), do: GenServer.call(server, {:take, client})
@@
  @impl true
  def init(options) do
    Process.send_after(self(), :sweep, @sweep_every)
    {:ok, struct(__MODULE__, Keyword.take(options, [:capacity, :per_second]))}
  end
@@
  @impl true
  def handle_call({:take, client}, _from, state) do
    now = System.monotonic_time(:millisecond)
    {tokens, last} = Map.get(state.buckets, client, {state.capacity, now})
    tokens = min(state.capacity, tokens + (now - last) / 1000 * state.per_second)

    if tokens >= 1 do
      {:reply, true, put_in(state.buckets[client], {tokens - 1, now})}
    else
      {:reply, false, put_in(state.buckets[client], {tokens, now})}
    end
  end
@@
  @impl true
  def handle_info(:sweep, state) do
    Process.send_after(self(), :sweep, @sweep_every)
    limit = System.monotonic_time(:millisecond) - @sweep_every
    buckets = for {client, {_, last} = bucket} <- state.buckets, last > limit, into: %{}, do: {client, bucket}
    {:noreply, %{state | buckets: buckets}}
  end
end
`,
    others: [{ path: 'lib/mailer/throttle.ex', keep: [1, 2, 3], swap: { rateLimiter: 'throttle', client: 'domain' } }],
  },
  {
    family: 'erlang-session-server',
    path: 'src/session_server.erl',
    text: file`
%% Holds the sessions of one node; a session ends when its owner dies or when it was idle for too long.
-module(session_server).
-behaviour(gen_server).

-export([start_link/0, open/2, lookup/1]).
-export([init/1, handle_call/3, handle_cast/2, handle_info/2]).

-record(state, {sessions = #{} :: #{binary() => {pid(), reference(), term()}}}).

start_link() ->
    gen_server:start_link({local, ?MODULE}, ?MODULE, [], []).

open(Id, Data) ->
    gen_server:call(?MODULE, {open, Id, self(), Data}).

lookup(Id) ->
    gen_server:call(?MODULE, {lookup, Id}).
@@
init([]) ->
    {ok, #state{}}.

handle_call({open, Id, Owner, Data}, _From, #state{sessions = Sessions} = State) ->
    case maps:is_key(Id, Sessions) of
        true ->
            {reply, {error, exists}, State};
        false ->
            Ref = erlang:monitor(process, Owner),
            {reply, ok, State#state{sessions = Sessions#{Id => {Owner, Ref, Data}}}}
    end;
handle_call({lookup, Id}, _From, #state{sessions = Sessions} = State) ->
    Reply = case Sessions of
        #{Id := {Owner, _Ref, Data}} -> {ok, Owner, Data};
        _ -> {error, not_found}
    end,
    {reply, Reply, State}.
@@
handle_cast(_Message, State) ->
    {noreply, State}.

handle_info({'DOWN', Ref, process, _Pid, _Reason}, #state{sessions = Sessions} = State) ->
    Left = maps:filter(fun(_Id, {_Owner, Other, _Data}) -> Other =/= Ref end, Sessions),
    {noreply, State#state{sessions = Left}};
handle_info(_Other, State) ->
    {noreply, State}.
`,
    others: [
      { path: 'src/lease_registry.erl', swap: { session_server: 'lease_registry', session: 'lease' }, licence: 'mpl' },
    ],
  },
  {
    family: 'clojure-stock-levels',
    path: 'src/warehouse/stock.clj',
    text: file`
(ns warehouse.stock
  (:require [clojure.string :as str]
            [clojure.set :as set]))

(defn parse-movement
  "Reads a line such as \`2024-03-01 in A-113 12\`."
  [line]
  (let [[date direction sku amount] (str/split line #"\s+")
        n (parse-long (or amount ""))]
    (when-not n
      (throw (ex-info "a movement has an amount" {:line line})))
    {:date date
     :sku sku
     :change (case direction "in" n "out" (- n))}))
@@
(defn levels
  "Stock by sku after all the movements."
  [movements]
  (reduce (fn [stock {:keys [sku change]}]
            (update stock sku (fnil + 0) change))
          (sorted-map)
          movements))

(defn shortages [minimums stock]
  (into {}
        (for [[sku minimum] minimums
              :let [level (get stock sku 0)]
              :when (< level minimum)]
          [sku (- minimum level)])))
@@
(defn unknown-skus
  "Skus that moved but stand in no catalogue, mostly typing errors."
  [catalogue movements]
  (set/difference (set (map :sku movements)) (set (keys catalogue))))

(defn report [minimums lines]
  (let [movements (->> lines
                       (remove str/blank?)
                       (remove #(str/starts-with? % ";"))
                       (map parse-movement))]
    {:levels (levels movements)
     :order (shortages minimums (levels movements))
     :unknown (unknown-skus minimums movements)}))
`,
    others: [
      { path: 'src/bank/balance.clj', keep: [1], swap: { stock: 'balance', sku: 'account', warehouse: 'bank' } },
    ],
  },
]
