// Bodies of code in functional and logic languages, into which notices are put; `%%%` is where the imports end.
import type { HostTable } from './host.ts'

export const hostsOfFunctional = {
  haskell: {
    path: 'src/Data/@Thing@/Zipper.hs',
    styles: ['haskell', 'dashes'],
    body: `module Data.@Thing@.Zipper
  ( Zipper
  , fromList
  , forward
  , backward
  ) where

import qualified Data.List as List
import Data.Maybe (listToMaybe)
%%%
data Zipper a = Zipper [a] a [a]
  deriving (Show, Eq)

fromList :: [a] -> Maybe (Zipper a)
fromList [] = Nothing
fromList (x : xs) = Just (Zipper [] x xs)

forward :: Zipper a -> Maybe (Zipper a)
forward (Zipper _ _ []) = Nothing
forward (Zipper before x (y : after)) = Just (Zipper (x : before) y after)

backward :: Zipper a -> Maybe (Zipper a)
backward (Zipper [] _ _) = Nothing
backward (Zipper (y : before) x after) = Just (Zipper before y (x : after))`,
  },
  ocaml: {
    path: 'lib/@thing@_trie.ml',
    styles: ['ocaml', 'ocamlBox'],
    body: `open Printf

module Chars = Map.Make (Char)
%%%
type t = { word : bool; next : t Chars.t }

let empty = { word = false; next = Chars.empty }

let rec add node s i =
  if i = String.length s then { node with word = true }
  else
    let child = try Chars.find s.[i] node.next with Not_found -> empty in
    { node with next = Chars.add s.[i] (add child s (i + 1)) node.next }

let rec mem node s i =
  if i = String.length s then node.word
  else
    match Chars.find_opt s.[i] node.next with
    | None -> false
    | Some child -> mem child s (i + 1)`,
  },
  coq: {
    path: 'theories/@Thing@Order.v',
    styles: ['ocaml', 'ocamlBox'],
    body: `Require Import Arith.
Require Import List.
Import ListNotations.
%%%
Inductive sorted : list nat -> Prop :=
  | sorted_nil : sorted []
  | sorted_one : forall x, sorted [x]
  | sorted_cons : forall x y l, x <= y -> sorted (y :: l) -> sorted (x :: y :: l).

Lemma sorted_tail : forall x l, sorted (x :: l) -> sorted l.
Proof.
  intros x l H.
  inversion H; subst; auto using sorted.
Qed.`,
  },
  elisp: {
    path: 'lisp/@thing@-mode.el',
    opening: ';;; @thing@-mode.el --- Major mode for @thing@ files  -*- lexical-binding: t; -*-\n',
    styles: ['lisp', 'semicolon'],
    body: `;;; Code:

(require 'cl-lib)
%%%
(defgroup @thing@ nil
  "Editing @thing@ files."
  :group 'languages)

(defcustom @thing@-indent 2
  "How far a block is indented."
  :type 'integer
  :group '@thing@)

(defvar @thing@-font-lock-keywords
  '(("\\\\<\\\\(begin\\\\|end\\\\)\\\\>" . font-lock-keyword-face)))

(define-derived-mode @thing@-mode prog-mode "@Thing@"
  "Major mode for @thing@ files."
  (setq-local comment-start "# ")
  (setq-local font-lock-defaults '(@thing@-font-lock-keywords)))

(add-to-list 'auto-mode-alist '("\\\\.@thing@\\\\'" . @thing@-mode))

(provide '@thing@-mode)
;;; @thing@-mode.el ends here`,
  },
  scheme: {
    path: 'modules/@thing@/lazy.scm',
    styles: ['lispTriple', 'lisp'],
    body: `(define-module (@thing@ lazy)
  #:use-module (srfi srfi-1)
  #:export (stream-take stream-map))
%%%
(define (stream-take s n)
  (if (or (zero? n) (null? s))
      '()
      (cons (car s) (stream-take (force (cdr s)) (- n 1)))))

(define (stream-map f s)
  (if (null? s)
      '()
      (cons (f (car s))
            (delay (stream-map f (force (cdr s)))))))`,
  },
  lispFile: {
    path: 'src/@thing@-pool.lisp',
    styles: ['lispTriple', 'lisp', 'semicolon'],
    body: `(in-package :cl-user)

(defpackage :@thing@-pool
  (:use :cl)
  (:export #:make-pool #:with-item))
(in-package :@thing@-pool)
%%%
(defstruct pool
  (items '() :type list)
  (maker (error "a maker is needed") :type function))

(defun take (pool)
  (or (pop (pool-items pool))
      (funcall (pool-maker pool))))

(defmacro with-item ((name pool) &body body)
  \`(let ((,name (take ,pool)))
     (unwind-protect (progn ,@body)
       (push ,name (pool-items ,pool)))))`,
  },
  clojure: {
    path: 'src/@thing@/routes.clj',
    styles: ['lisp', 'semicolon'],
    body: `(ns @thing@.routes
  (:require [compojure.core :refer [defroutes GET POST]]
            [ring.util.response :as response]
            [@thing@.db :as db]))
%%%
(defn- shown [row]
  (select-keys row [:id :name :created]))

(defn index [_request]
  (response/response (map shown (db/all))))

(defn create [{:keys [params]}]
  (if-let [problem (db/problem params)]
    (-> (response/response {:error problem}) (response/status 422))
    (response/created (str "/@thing@/" (:id (db/insert! params))))))

(defroutes routes
  (GET "/@thing@" [] index)
  (POST "/@thing@" [] create))`,
  },
  erlang: {
    path: 'src/@thing@_server.erl',
    styles: ['percent', 'percentDouble'],
    body: `-module(@thing@_server).
-behaviour(gen_server).
-export([start_link/0, init/1, handle_call/3, handle_cast/2]).
%%%
-record(state, {items = #{} :: map()}).

start_link() ->
    gen_server:start_link({local, ?MODULE}, ?MODULE, [], []).

init([]) ->
    {ok, #state{}}.

handle_call({get, Key}, _From, State = #state{items = Items}) ->
    {reply, maps:find(Key, Items), State}.

handle_cast({put, Key, Value}, State = #state{items = Items}) ->
    {noreply, State#state{items = Items#{Key => Value}}}.`,
  },
  elixir: {
    path: 'lib/@thing@/worker.ex',
    styles: ['hash'],
    body: `defmodule @Thing@.Worker do
  use GenServer
  require Logger
%%%
  def start_link(opts), do: GenServer.start_link(__MODULE__, opts, name: __MODULE__)

  @impl true
  def init(opts) do
    Process.send_after(self(), :tick, opts[:every] || 5_000)
    {:ok, %{every: opts[:every] || 5_000, runs: 0}}
  end

  @impl true
  def handle_info(:tick, %{every: every, runs: runs} = state) do
    Logger.debug("@thing@ run #{runs}")
    Process.send_after(self(), :tick, every)
    {:noreply, %{state | runs: runs + 1}}
  end
end`,
  },
  prolog: {
    path: 'prolog/@thing@_path.pl',
    styles: ['percent', 'stars', 'bareIndented'],
    body: `:- module(@thing@_path, [path/3]).
:- use_module(library(lists)).
%%%
:- dynamic edge/2.

path(From, To, Path) :-
    walk(From, To, [From], Reversed),
    reverse(Reversed, Path).

walk(To, To, Seen, Seen).
walk(From, To, Seen, Path) :-
    edge(From, Next),
    \\+ memberchk(Next, Seen),
    walk(Next, To, [Next|Seen], Path).`,
  },
} as const satisfies HostTable
