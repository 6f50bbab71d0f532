// Licences that users see or choose in an interface; the file itself is permissive.
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
    'interface-translation',
    'locales/en.json',
    `{
  "repository.new.title": "New repository",
  "repository.new.license": "License",
  "repository.new.license.hint": "Choose GPL or MIT if you are not sure.",
  "license.gpl3": "GNU General Public License v3.0",
  "license.agpl3": "GNU Affero General Public License v3.0",
  "license.mit": "MIT License",
  "license.none": "No license: all rights reserved"
}
`,
  ),
  shown(
    'interface-picker',
    'web/src/LicensePicker.tsx',
    `import { useState } from 'react'

const options = [
  { id: 'MIT', text: 'MIT: short and permissive' },
  { id: 'GPL-3.0-or-later', text: 'GPL: whoever passes it on has to pass on the sources' },
  { id: 'AGPL-3.0-or-later', text: 'AGPL: the same for those who run it on a server' },
]

export function LicensePicker({ onPick }: { onPick: (id: string) => void }) {
  const [picked, setPicked] = useState('MIT')
  return (
    <fieldset>
      <legend>Under which license do you publish?</legend>
      {options.map((option) => (
        <label key={option.id}>
          <input
            type="radio"
            checked={picked === option.id}
            onChange={() => {
              setPicked(option.id)
              onPick(option.id)
            }}
          />
          {option.text}
        </label>
      ))}
    </fieldset>
  )
}
`,
  ),
  shown(
    'interface-about-box',
    'src/main/java/org/acme/gui/CreditsPanel.java',
    `/*
 * Copyright @year@ @holder@
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 */
package org.acme.gui;

import javax.swing.JLabel;
import javax.swing.JPanel;

public class CreditsPanel extends JPanel {
    private static final String[][] CREDITS = {
        {"LAME encoder", "LGPL", "https://lame.example.org"},
        {"GNU gettext", "GPL", "https://www.gnu.org/software/gettext/"},
        {"FlatLaf", "Apache License 2.0", "https://flatlaf.example.org"},
    };

    public CreditsPanel() {
        for (String[] credit : CREDITS) {
            add(new JLabel(credit[0] + " is distributed under the " + credit[1] + ", see " + credit[2]));
        }
    }
}
`,
    { expression: 'Apache-2.0', beside: {} },
  ),
]

export const mentionInterface = (random: Random): readonly GoldCase[] => pages(random, list, false)
