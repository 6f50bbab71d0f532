// Good Haskell and OCaml: a parser, sets of intervals.
import { type Body, file } from './kit.ts'

export const functionalBodies: readonly Body[] = [
  {
    family: 'haskell-expression-parser',
    path: 'src/Calc/Parser.hs',
    text: file`
module Calc.Parser
  ( Expr (..)
  , parseExpr
  ) where

import Control.Applicative
import Data.Char (isDigit, isSpace)

data Expr
  = Lit Integer
  | Add Expr Expr
  | Sub Expr Expr
  | Mul Expr Expr
  deriving (Eq, Show)

newtype Parser a = Parser { runParser :: String -> Maybe (a, String) }

instance Functor Parser where
  fmap f (Parser p) = Parser $ \s -> case p s of
    Nothing -> Nothing
    Just (a, rest) -> Just (f a, rest)

instance Applicative Parser where
  pure a = Parser $ \s -> Just (a, s)
  Parser pf <*> Parser pa = Parser $ \s -> do
    (f, rest) <- pf s
    (a, rest') <- pa rest
    pure (f a, rest')

instance Alternative Parser where
  empty = Parser (const Nothing)
  Parser p <|> Parser q = Parser $ \s -> p s <|> q s
@@
satisfy :: (Char -> Bool) -> Parser Char
satisfy test = Parser go
  where
    go (c : rest) | test c = Just (c, rest)
    go _ = Nothing

symbol :: Char -> Parser Char
symbol c = satisfy (== c) <* many (satisfy isSpace)

-- | Left associative chains: @1 - 2 - 3@ is @(1 - 2) - 3@.
chain :: Parser a -> Parser (a -> a -> a) -> Parser a
chain operand operator = foldl step <$> operand <*> many ((,) <$> operator <*> operand)
  where
    step left (apply, right) = apply left right
@@
expr, term, factor :: Parser Expr
expr = chain term (Add <$ symbol '+' <|> Sub <$ symbol '-')
term = chain factor (Mul <$ symbol '*')
factor = number <|> symbol '(' *> expr <* symbol ')'

number :: Parser Expr
number = Lit . read <$> some (satisfy isDigit) <* many (satisfy isSpace)

parseExpr :: String -> Either String Expr
parseExpr source = case runParser expr (dropWhile isSpace source) of
  Just (parsed, "") -> Right parsed
  Just (_, rest) -> Left ("unexpected input at: " ++ take 20 rest)
  Nothing -> Left "no expression"
`,
  },
  {
    family: 'ocaml-interval-tree',
    path: 'lib/intervals.ml',
    text: file`
(* Sets of integers as sorted, disjoint, non-adjacent intervals. *)

type t = (int * int) list

let empty : t = []

let rec add (lo, hi) = function
  | [] -> [ (lo, hi) ]
  | (l, h) :: rest when h + 1 < lo -> (l, h) :: add (lo, hi) rest
  | (l, h) :: rest when hi + 1 < l -> (lo, hi) :: (l, h) :: rest
  | (l, h) :: rest -> add (min l lo, max h hi) rest
@@
let rec mem x = function
  | [] -> false
  | (lo, hi) :: rest -> if x < lo then false else x <= hi || mem x rest

let cardinal set = List.fold_left (fun n (lo, hi) -> n + hi - lo + 1) 0 set
@@
let rec remove x = function
  | [] -> []
  | (lo, hi) :: rest when x > hi -> (lo, hi) :: remove x rest
  | (lo, _) :: _ as set when x < lo -> set
  | (lo, hi) :: rest ->
    let left = if lo < x then [ (lo, x - 1) ] else [] in
    let right = if x < hi then [ (x + 1, hi) ] else [] in
    left @ right @ rest
@@
let rec union a b =
  match b with
  | [] -> a
  | interval :: rest -> union (add interval a) rest

let pp ppf set =
  let one ppf (lo, hi) = if lo = hi then Format.fprintf ppf "%d" lo else Format.fprintf ppf "%d-%d" lo hi in
  Format.fprintf ppf "{%a}" (Format.pp_print_list ~pp_sep:(fun ppf () -> Format.fprintf ppf ", ") one) set
`,
    others: [
      { path: 'src/page_ranges.ml', keep: [1, 2, 4], swap: { interval: 'range', union: 'join' }, licence: 'mit' },
    ],
  },
]
