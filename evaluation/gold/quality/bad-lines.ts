// Minified bundles, and source whose lines are too long on the whole or once.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { bad, glued, lines } from './kit.ts'
import { capital, different, functionNames, nouns, people, sentence, snake, surnames, towns } from './vocabulary.ts'

const minifiedJavascript = (random: Random): string =>
  `!function(e,t){"object"==typeof exports&&"u">typeof module?module.exports=t():e=t()}(this,()=>{${functionNames(
    random,
    60,
  )
    .map((name) =>
      glued(
        `function ${random.text('lower', 2)}(e,t){return e.${name}?t.${random.pick(nouns)}=e.`,
        `${name}(${random.int(90)}):void 0!==t&&(t=e.${random.pick(nouns)}||"`,
        `${random.pick(nouns)}"),t}`,
      ),
    )
    .join('')}return{${functionNames(random, 12)
    .map((name) => `${name}:e`)
    .join(',')}}});`

const minifiedCss = (random: Random): string =>
  functionNames(random, 90)
    .map((name) =>
      glued(
        `.${snake(name).replace('_', '-')}{display:flex;margin:0 ${random.int(30)}px;color:#`,
        `${random.text('hex', 6)};padding:${random.int(30)}px}`,
      ),
    )
    .join('')

const row = (random: Random, index: number): string =>
  `(${index}, '${random.pick(people)}', '${random.pick(surnames)}', '${random.pick(towns)}', '${sentence(random, 8)}')`

const insertInOneLine = (random: Random, count: number): string => `-- Customers of the demonstration
CREATE TABLE customers (id INT, given VARCHAR(40), family VARCHAR(40), town VARCHAR(40), note TEXT);
INSERT INTO customers VALUES ${Array.from({ length: count }, (_, index) => row(random, index + 1)).join(',')};
CREATE INDEX customers_family ON customers (family);
`

const wideStatements = (random: Random): string =>
  lines(70, (index) =>
    glued(
      'INSERT INTO employees (id, given_name, family_name, town, department, remark) VALUES (',
      `${index}, '${random.pick(people)}', '${random.pick(surnames)}', '${random.pick(towns)}',`,
      ` '${random.pick(nouns)}', '${sentence(random, 6)}');`,
    ),
  )

const wideJava = (random: Random): string => `package org.acme.setup;

public class Registry {
    public void register(Container container) {
${functionNames(random, 45)
  .map((name) =>
    glued(
      `        container.register(${capital(name)}Service.class, new ${capital(name)}ServiceImp`,
      `lementation(container.resolve(${capital(random.pick(nouns))}Repository.class), container`,
      '.resolve(Clock.class)));',
    ),
  )
  .join('\n')}
    }
}
`

const jsonInPython = (random: Random): string => `import json

from geo.lookup import nearest

CITIES = json.loads('[${Array.from({ length: 60 }, () =>
  glued(
    `{"town": "${random.pick(towns)}", "mayor": "${random.pick(people)} `,
    `${random.pick(surnames)}", "note": "${sentence(random, 4)}"}`,
  ),
).join(', ')}]')


def closest(name):
    for city in CITIES:
        if city["town"].lower() == name.lower():
            return city
    return nearest(name, [city["town"] for city in CITIES])


def mayors():
    return sorted({city["mayor"] for city in CITIES})
`

const longCondition = (random: Random): string => `<?php

function is_known($word)
{
    return in_array(strtolower($word), array(${functionNames(random, 160)
      .map((name) => `'${snake(name)}'`)
      .join(', ')}));
}

function unknown_words($text)
{
    $words = preg_split('/\\W+/', $text, -1, PREG_SPLIT_NO_EMPTY);
    return array_values(array_filter($words, function ($word) { return !is_known($word); }));
}
`

const sentencesInGo = (random: Random): string => `package bot

import "math/rand"

var answers = map[string][]string{
${different(random, 14, (from) => from.pick(nouns))
  .map((noun) => `\t"${noun}": {${Array.from({ length: 24 }, () => `"${sentence(random, 9)}"`).join(', ')}},`)
  .join('\n')}
}

// Answer returns one of the answers about a thing.
func Answer(about string) string {
	known := answers[about]
	if len(known) == 0 {
		return "I know nothing about that."
	}
	return known[rand.Intn(len(known))]
}
`

const pathInTsx = (random: Random): string => `import * as React from 'react'

export const Illustration = (props: React.SVGProps<SVGSVGElement>) => (
  <svg viewBox="0 0 800 600" {...props}>
    <path fill="currentColor" d="M0 0${Array.from({ length: 260 }, () =>
      glued(
        `c${random.int(90)}.${random.int(9)}-${random.int(90)} ${random.int(90)} `,
        `${random.int(30)}l${random.int(90)} ${random.int(90)}`,
      ),
    ).join('')}z" />
  </svg>
)
`

const minifiedPhp = (random: Random): string =>
  `<?php class M{${functionNames(random, 50)
    .map((name) =>
      glued(
        `function ${name}($a,$b=null){if(!$a){return $b;}$this->d['${name}']=$a;return $this->`,
        `${random.pick(nouns)}($a,'${random.pick(nouns)}');}`,
      ),
    )
    .join('')}}\n`

const scriptOneLiner = (random: Random): string => `library(shiny)

questions <- c(${Array.from({ length: 70 }, () => `"${sentence(random, 8).replace('.', '?')}"`).join(', ')})

ui <- fluidPage(selectInput("question", "Question", questions), textOutput("answer"))
server <- function(input, output) {
  output$answer <- renderText(paste("You asked:", input$question))
}
shinyApp(ui, server)
`

const shellPipeline = (random: Random): string => `#!/bin/sh
# Installs what the build needs.
apt-get update && apt-get install -y ${functionNames(random, 95)
  .map((name) => `lib${snake(name).replace('_', '-')}-dev`)
  .join(' ')}
ldconfig
`

const vueInOneLine = (random: Random): string => `<template><div class="page">${functionNames(random, 40)
  .map((name) =>
    glued(
      `<base-field v-model="form.${name}" :label="$t('${snake(name)}')" :errors="errors.${name}`,
      `" @blur="touch('${name}')"/>`,
    ),
  )
  .join('')}</div></template>
<script>
${glued(
  `export default { name: 'LongForm', data: () => ({ form: {}, errors: {} }), methods: { to`,
  'uch(name) { this.errors[name] = null } } }',
)}
</script>
`

export const longLines = (random: Random): readonly GoldCase[] => [
  bad('lines-minified-javascript', 'public/js/lib.min.js', 'lines generated', minifiedJavascript(random.of('lib'))),
  bad(
    'lines-minified-javascript',
    'assets/app.js',
    'lines generated',
    `/*! app v1.2.0 */\n${minifiedJavascript(random.of('app'))}\n`,
  ),
  bad(
    'lines-bundle-of-modules',
    'static/bundle.js',
    'lines generated',
    lines(14, (index) =>
      glued(
        `(self.chunks=self.chunks||[]).push([[${index}],{${index * 7}:(e,t,n)=>{`,
        `${minifiedJavascript(random.of(`chunk${index}`)).slice(0, 900)}}}]);`,
      ),
    ),
  ),
  bad('lines-minified-css', 'css/site.min.css', 'lines generated', minifiedCss(random.of('site'))),
  bad(
    'lines-minified-css',
    'wwwroot/theme.css',
    'lines generated',
    `@charset "utf-8";\n${minifiedCss(random.of('theme'))}\n`,
  ),
  bad('lines-minified-php', 'lib/m.php', 'lines', minifiedPhp(random.of('php'))),
  bad('lines-insert-in-one', 'db/demo.sql', 'lines', insertInOneLine(random.of('demo'), 60)),
  bad('lines-insert-in-one', 'seed.sql', 'lines', insertInOneLine(random.of('seed'), 15)),
  bad('lines-wide-statements', 'sql/employees.sql', 'lines', wideStatements(random.of('employees'))),
  bad('lines-wide-java', 'src/org/acme/setup/Registry.java', 'lines', wideJava(random.of('registry'))),
  bad('lines-json-in-python', 'geo/cities.py', 'lines', jsonInPython(random.of('cities'))),
  bad('lines-long-condition-php', 'includes/words.php', 'lines', longCondition(random.of('words'))),
  bad('lines-sentences-in-go', 'bot/answers.go', 'lines', sentencesInGo(random.of('answers'))),
  bad('lines-path-in-tsx', 'src/Illustration.tsx', 'lines characters', pathInTsx(random.of('path'))),
  bad('lines-vector-in-r', 'app.R', 'lines', scriptOneLiner(random.of('shiny'))),
  bad('lines-packages-in-shell', 'install.sh', 'lines', shellPipeline(random.of('packages'))),
  bad('lines-vue-in-one', 'src/LongForm.vue', 'lines', vueInOneLine(random.of('vue'))),
]
