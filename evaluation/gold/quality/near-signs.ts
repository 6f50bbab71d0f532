// Deep nesting, replacement characters and operators that belong to the code.
import { type Body, file } from './kit.ts'

export const nearSigns: readonly Body[] = [
  {
    family: 'near-characters-deep-nesting',
    path: 'src/main/java/editor/MenuBuilder.java',
    near: 'characters',
    text: file`
package editor;

import java.awt.event.ActionEvent;
import javax.swing.*;

public class MenuBuilder {
  public static JMenuBar build(final Editor editor) {
    return new Menus() {
      {
        menu("File", new Menus() {
          {
            item("Open", new AbstractAction() {
              @Override
              public void actionPerformed(ActionEvent event) {
                JFileChooser chooser = new JFileChooser();
                if (chooser.showOpenDialog(editor) == JFileChooser.APPROVE_OPTION) {
                  editor.open(chooser.getSelectedFile());
                }
              }
            });
            item("Save", new AbstractAction() {
              @Override
              public void actionPerformed(ActionEvent event) {
                if (editor.hasFile()) {
                  editor.save();
                } else {
                  editor.askForFile();
                }
              }
            });
          }
        });
        menu("Edit", new Menus() {
          {
            item("Undo", editor.getUndoAction());
            item("Redo", editor.getRedoAction());
          }
        });
      }
    }.toMenuBar();
  }
}
`,
    others: [{ path: 'ui/ToolbarBuilder.java', swap: { menu: 'tool', editor: 'canvas' }, indent: 'tab' }],
  },
  {
    family: 'near-characters-decoder-of-utf8',
    path: 'src/utf8.c',
    near: 'characters',
    text: file`
#include "utf8.h"

/* What is no UTF-8 becomes U+FFFD, "�", one for each wrong byte, as browsers do it. */
#define REPLACEMENT 0xFFFDu

/*
 * Decodes one character and moves the cursor behind it. Refuses overlong forms, surrogates and what is
 * above U+10FFFF.
 */
uint32_t utf8_next(const unsigned char **cursor, const unsigned char *end)
{
    const unsigned char *at = *cursor;
    uint32_t value;
    int more;

    if (*at < 0x80) {
        *cursor = at + 1;
        return *at;
    }
    if (*at >= 0xC2 && *at <= 0xDF) {
        value = *at & 0x1Fu;
        more = 1;
    } else if (*at >= 0xE0 && *at <= 0xEF) {
        value = *at & 0x0Fu;
        more = 2;
    } else if (*at >= 0xF0 && *at <= 0xF4) {
        value = *at & 0x07u;
        more = 3;
    } else {
        *cursor = at + 1;
        return REPLACEMENT;
    }
    for (int i = 1; i <= more; i++) {
        if (at + i >= end || (at[i] & 0xC0) != 0x80) {
            *cursor = at + 1;
            return REPLACEMENT;
        }
        value = value << 6 | (at[i] & 0x3Fu);
    }
    if ((more == 2 && value < 0x800) || (more == 3 && value < 0x10000) || value > 0x10FFFF
        || (value >= 0xD800 && value <= 0xDFFF)) {
        *cursor = at + 1;
        return REPLACEMENT;
    }
    *cursor = at + more + 1;
    return value;
}
`,
    others: [{ path: 'text/decode.c', swap: { utf8_next: 'decode_one', cursor: 'place' }, licence: 'mpl', indent: 2 }],
  },
  {
    family: 'near-characters-operators',
    path: 'src/Lens.hs',
    near: 'characters',
    text: file`
{-# LANGUAGE RankNTypes #-}

-- | A small set of lenses, for people who do not want the large one.
module Lens
  ( Lens, (^.), (.~), (%~), (&), (?~), lens, at, both ) where

import Data.Functor.Const
import Data.Functor.Identity
import qualified Data.Map as M

type Lens s a = forall f. Functor f => (a -> f a) -> s -> f s

infixl 8 ^.
infixr 4 .~, %~, ?~
infixl 1 &

(^.) :: s -> Lens s a -> a
s ^. l = getConst (l Const s)

(%~) :: Lens s a -> (a -> a) -> s -> s
(l %~ f) s = runIdentity (l (Identity . f) s)

(.~) :: Lens s a -> a -> s -> s
l .~ a = l %~ const a

(?~) :: Lens s (Maybe a) -> a -> s -> s
l ?~ a = l .~ Just a

(&) :: a -> (a -> b) -> b
x & f = f x

lens :: (s -> a) -> (s -> a -> s) -> Lens s a
lens get set f s = set s <$> f (get s)

-- | The value under a key; setting 'Nothing' removes it.
at :: Ord k => k -> Lens (M.Map k v) (Maybe v)
at k = lens (M.lookup k) (\m v -> M.alter (const v) k m)

both :: (a -> b) -> (a, a) -> (b, b)
both f (x, y) = (f x, f y)
`,
  },
]
