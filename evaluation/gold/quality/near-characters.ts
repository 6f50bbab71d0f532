// Numbers and signs that belong to the code: shapes, matrices, a banner.
import { type Body, file } from './kit.ts'

export const nearCharacters: readonly Body[] = [
  {
    family: 'near-characters-tetromino-shapes',
    path: 'src/game/pieces.js',
    near: 'characters',
    text: file`
// Pieces as rows of a grid; a turn is computed, so that each shape stands here only once.
export const PIECES = {
  I: { colour: "cyan", rows: [[0, 0, 0, 0], [1, 1, 1, 1], [0, 0, 0, 0], [0, 0, 0, 0]] },
  O: { colour: "gold", rows: [[1, 1], [1, 1]] },
  T: { colour: "purple", rows: [[0, 1, 0], [1, 1, 1], [0, 0, 0]] },
  S: { colour: "green", rows: [[0, 1, 1], [1, 1, 0], [0, 0, 0]] },
  Z: { colour: "red", rows: [[1, 1, 0], [0, 1, 1], [0, 0, 0]] },
  L: { colour: "orange", rows: [[0, 0, 1], [1, 1, 1], [0, 0, 0]] },
  J: { colour: "blue", rows: [[1, 0, 0], [1, 1, 1], [0, 0, 0]] },
};

export function turn(rows) {
  return rows[0].map((_, column) => rows.map((row) => row[column]).reverse());
}

export function fits(board, rows, left, top) {
  return rows.every((row, y) =>
    row.every((cell, x) => cell === 0 || board[top + y]?.[left + x] === null),
  );
}

/** Tries the turned piece where it is, then one or two columns beside it, as a player expects near a wall. */
export function turnWithin(board, piece) {
  const rows = turn(piece.rows);
  for (const shift of [0, -1, 1, -2, 2]) {
    if (fits(board, rows, piece.left + shift, piece.top)) {
      return { ...piece, rows, left: piece.left + shift };
    }
  }
  return piece;
}

export function clearLines(board) {
  const kept = board.filter((row) => row.some((cell) => cell === null));
  const cleared = board.length - kept.length;
  const empty = Array.from({ length: cleared }, () => board[0].map(() => null));
  return { board: [...empty, ...kept], cleared };
}
`,
    others: [{ path: 'lib/blocks.js', swap: { piece: 'block', board: 'field' }, licence: 'mit', indent: 4 }],
  },
  {
    family: 'near-characters-colour-matrices',
    path: 'imaging/colour_space.py',
    near: 'characters',
    text: file`
"""Conversions between colour spaces. Pictures are arrays of shape (height, width, 3) with values from 0 to 1."""
import numpy as np

# IEC 61966-2-1, rows are X, Y and Z.
SRGB_TO_XYZ = np.array([
    [0.4124564, 0.3575761, 0.1804375],
    [0.2126729, 0.7151522, 0.0721750],
    [0.0193339, 0.1191920, 0.9503041],
])
XYZ_TO_SRGB = np.linalg.inv(SRGB_TO_XYZ)
D65 = np.array([0.95047, 1.0, 1.08883])
EPSILON, KAPPA = 216 / 24389, 24389 / 27


def linear(picture):
    """Takes the gamma of sRGB away."""
    picture = np.clip(picture, 0.0, 1.0)
    return np.where(picture <= 0.04045, picture / 12.92, ((picture + 0.055) / 1.055) ** 2.4)


def gamma(picture):
    picture = np.clip(picture, 0.0, 1.0)
    return np.where(picture <= 0.0031308, picture * 12.92, 1.055 * picture ** (1 / 2.4) - 0.055)


def to_lab(picture):
    xyz = linear(picture) @ SRGB_TO_XYZ.T / D65
    f = np.where(xyz > EPSILON, np.cbrt(xyz), (KAPPA * xyz + 16) / 116)
    lightness = 116 * f[..., 1] - 16
    return np.stack([lightness, 500 * (f[..., 0] - f[..., 1]), 200 * (f[..., 1] - f[..., 2])], axis=-1)


def difference(left, right):
    """Delta E of 1976; good enough to find the pictures that somebody should look at."""
    return np.linalg.norm(to_lab(left) - to_lab(right), axis=-1)
`,
    others: [{ path: 'lab.py', swap: { picture: 'image', lightness: 'level' }, indent: 2, licence: 'apache' }],
  },
  {
    family: 'near-characters-banner',
    path: 'cmd/banner.go',
    near: 'characters',
    text: file`
package main

import (
	"fmt"
	"io"
	"os"
	"strings"
)

const banner = \`
   __ _                       _
  / _(_)_ __   __ _  ___ _ __| |
 | |_| | '_ \ / _' |/ _ \ '__| |
 |  _| | | | | (_| |  __/ |  |_|
 |_| |_|_| |_|\__, |\___|_|  (_)
              |___/
\`

// printBanner writes the banner only to terminals that are wide enough, never into files.
func printBanner(out *os.File, columns int, version string) {
	info, err := out.Stat()
	if err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return
	}
	if columns < widest(banner) {
		fmt.Fprintf(out, "finger %s\n", version)
		return
	}
	io.WriteString(out, strings.Trim(banner, "\n"))
	fmt.Fprintf(out, "\n  version %s, type help for help\n\n", version)
}

func widest(text string) int {
	most := 0
	for _, line := range strings.Split(text, "\n") {
		if len(line) > most {
			most = len(line)
		}
	}
	return most
}
`,
  },
]
