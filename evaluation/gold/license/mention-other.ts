// Licences that are none of software: of drivers, vehicles, venues, pictures and products.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { type Page, pages } from './compose.ts'
import { licenseAt } from './texts.ts'

const shown = (family: string, path: string, content: string, more: Partial<Page> = {}): Page => ({
  family,
  path,
  content,
  classes: ['gpl', 'text'],
  expression: 'MIT',
  beside: licenseAt('MIT'),
  ...more,
})

const list: readonly Page[] = [
  shown(
    'licence-of-drivers',
    'app/models/driver.py',
    `# SPDX-License-Identifier: MIT
from dataclasses import dataclass
from datetime import date


@dataclass
class Driver:
    name: str
    license: str
    license_class: str
    license_expires: date

    def may_drive(self, weight: float, on: date) -> bool:
        """Whether the driving licence covers a lorry of this weight."""
        if on > self.license_expires:
            return False
        return weight <= 3.5 or self.license_class in {"C", "CE"}


def masked(driver: Driver) -> str:
    return driver.license[:3] + "*" * (len(driver.license) - 3)
`,
    { classes: ['proprietary', 'text'], beside: {} },
  ),
  shown(
    'licence-plates',
    'src/plates.cpp',
    `#include <regex>
#include <string>

namespace parking {

// German licence plates: district, letters, digits, perhaps H or E.
static const std::regex plate("[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} [1-9][0-9]{0,3}[HE]?");

bool is_license_plate(const std::string& text) {
  return std::regex_match(text, plate);
}

std::string normalized(std::string license) {
  for (char& c : license) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return license;
}

}  // namespace parking
`,
    { classes: ['proprietary', 'text'] },
  ),
  shown(
    'licence-fields-of-people',
    'fixtures/pilots.json',
    `[
  { "name": "A. Brandt", "license": "ATPL", "hours": 6120, "base": "HAM" },
  { "name": "J. Okafor", "license": "CPL", "hours": 1840, "base": "LOS" },
  { "name": "L. Moreau", "license": "PPL", "hours": 212, "base": "LYS" },
  { "name": "S. Iversen", "license": "CPL", "hours": 903, "base": "BGO" },
  { "name": "T. Haddad", "license": "ATPL", "hours": 8844, "base": "BEY" },
  { "name": "M. Quiroga", "license": "SPL", "hours": 77, "base": "COR" }
]
`,
    { classes: ['epl', 'text'] },
  ),
  shown(
    'licence-of-venues',
    'lib/venue_license.ex',
    `defmodule Venues.License do
  @moduledoc "The license of a venue to sell drinks; MIT licensed code."

  defstruct [:number, :kind, :issued, :revoked]

  @kinds [:premises, :club, :temporary]

  def valid?(%__MODULE__{revoked: nil, kind: kind}) when kind in @kinds, do: true
  def valid?(%__MODULE__{}), do: false

  def describe(%__MODULE__{kind: :temporary} = license), do: "temporary license #{license.number}"
  def describe(%__MODULE__{} = license), do: "license #{license.number}"
end
`,
    { classes: ['none', 'text'] },
  ),
  shown(
    'licence-keys',
    'internal/licensing/verify.go',
    `// Copyright (c) @year@ @holder@
// Use of this source code is governed by the MIT license, see LICENSE.

package licensing

import (
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"time"
)

type License struct {
	Customer string
	Edition  string // "community", "enterprise", "proprietary-oem"
	Expires  time.Time
}

var ErrExpired = errors.New("license has expired, please buy a commercial license")

func Verify(key ed25519.PublicKey, payload []byte, signature string, l License) error {
	raw, err := base64.StdEncoding.DecodeString(signature)
	if err != nil {
		return err
	}
	if !ed25519.Verify(key, payload, raw) {
		return errors.New("license is not signed by us")
	}
	if time.Now().After(l.Expires) {
		return ErrExpired
	}
	return nil
}
`,
    { classes: ['proprietary', 'text'] },
  ),
  shown(
    'licence-of-pictures',
    'src/gallery/credit.js',
    `import { html } from './render.js'

// Pictures carry a licence of their own, which we have to show below them.
const names = {
  'cc-by-sa-4.0': 'CC BY-SA 4.0',
  'cc-by-nc-4.0': 'CC BY-NC 4.0',
  'cc0': 'public domain',
}

export const credit = (picture) => html\`
  <figcaption>
    \${picture.author}, \${names[picture.license] ?? 'all rights reserved'}
  </figcaption>
\`

export const mayBeSold = (picture) => !picture.license.includes('nc')
`,
    { classes: ['share-alike', 'non-commercial'] },
  ),
  shown(
    'license-server-template',
    'templates/invoice.html',
    `{% extends "base.html" %}
{# MIT License - @holder@ #}
{% block content %}
<h1>Invoice {{ invoice.number }}</h1>
<table>
  <tr><th>Product</th><th>License</th><th>Seats</th><th>Price</th></tr>
  {% for line in invoice.lines %}
  <tr>
    <td>{{ line.product }}</td>
    <td>{% if line.commercial %}commercial license{% else %}non-commercial license{% endif %}</td>
    <td>{{ line.seats }}</td>
    <td>{{ line.price }}</td>
  </tr>
  {% endfor %}
</table>
<p>Confidential: please do not pass on this invoice.</p>
{% endblock %}
`,
    { classes: ['non-commercial', 'proprietary'] },
  ),
]

export const mentionOther = (random: Random): readonly GoldCase[] => pages(random, list, false)
