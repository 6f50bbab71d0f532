// Comments only and stubs only: nothing is left of the code, or nothing is in it yet.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { bad, lines } from './kit.ts'
import { licenceComment } from './licence.ts'
import { capital, different, functionName, functionNames, nouns, sentence, snake, typeName } from './vocabulary.ts'

const comments = (random: Random): readonly GoldCase[] => [
  bad(
    'comments-licence-only',
    'src/notice.c',
    'code',
    `${licenceComment('notice.c', 'apache', random)}\n\n#include "notice.h"\n`,
  ),
  bad(
    'comments-licence-only',
    'lib/version.js',
    'code',
    `${licenceComment('version.js', 'gpl', random)}\n\nexport const version = 3\n`,
  ),
  bad(
    'comments-licence-only',
    'app/__init__.py',
    'code',
    `${licenceComment('init.py', 'mit', random)}\n\nfrom app import main\n`,
  ),
  bad(
    'comments-commented-out-java',
    'src/OldImporter.java',
    'code',
    `package org.acme;\n\n${functionNames(random, 16)
      .map(
        (name) => `//    public void ${name}(String path) {
//        for (String line : read(path)) {
//            store.${name}(line.trim());
//        }
//    }
//`,
      )
      .join('\n')}\npublic class OldImporter {\n}\n`,
  ),
  bad(
    'comments-commented-out-python',
    'scripts/try.py',
    'code',
    `import numpy\n${lines(
      60,
      () => `# ${random.pick(nouns)} = ${functionName(random)}(${random.pick(nouns)}, ${random.int(90)})`,
    )}\nprint(numpy.zeros(3))\n`,
  ),
  bad(
    'comments-commented-out-css',
    'old/print.css',
    'code',
    `${different(random, 30, functionName)
      .map((name) => `/* .${snake(name)} { color: red; margin: 0 ${random.int(9)}px; float: left } */`)
      .join('\n')}\n.page { margin: 0 }\n`,
  ),
  bad(
    'comments-settings-of-a-tool',
    'etc/server.rb',
    'code',
    `${lines(
      45,
      () => `# ${sentence(random, 9)}\n# ${snake(functionName(random))} = ${random.int(900)}`,
    )}\nport = 80\n`,
  ),
  bad(
    'comments-diary-in-sql',
    'sql/notes.sql',
    'code',
    `${lines(50, () => `-- ${sentence(random, 11)}`)}\nSELECT 1 FROM dual;\n`,
  ),
]

const stubs = (random: Random): readonly GoldCase[] => [
  bad(
    'stubs-pass-only',
    'game/interface.py',
    'code',
    `class ${typeName(random)}:\n${functionNames(random, 24)
      .map((name) => `    def ${snake(name)}(self):\n        pass\n`)
      .join('\n')}`,
  ),
  bad(
    'stubs-pass-only',
    'handlers/events.py',
    'code',
    functionNames(random, 20)
      .map((name) => `def on_${snake(name)}(event):\n    pass\n\n`)
      .join('\n'),
  ),
  bad(
    'stubs-pass-in-branches',
    'bot/commands.py',
    'code',
    `def run(command):\n${functionNames(random, 30)
      .map((name) => `    if command == "${snake(name)}":\n        pass`)
      .join('\n')}\n    return command\n`,
  ),
  bad(
    'stubs-return-null-java',
    'src/StubService.java',
    'code',
    `package org.acme;\n\npublic class StubService implements Service {\n${functionNames(random, 30)
      .map((name) => `    public Object ${name}() { return null; }`)
      .join('\n')}\n}\n`,
  ),
  bad(
    'stubs-not-implemented',
    'src/backend.ts',
    'code',
    `import type { Backend } from './types'\n\n${functionNames(random, 28)
      .map((name) => `export function ${name}() { throw new Error('not implemented') }`)
      .join('\n')}\n`,
  ),
  bad(
    'stubs-delegates-php',
    'src/Facade.php',
    'code',
    `<?php\n\nclass Facade\n{\n${functionNames(random, 32)
      .map((name) => `    public function ${name}($a) { return $this->inner->${name}($a); }`)
      .join('\n')}\n}\n`,
  ),
  bad(
    'stubs-empty-csharp',
    'Handlers/NullHandler.cs',
    'code',
    `namespace Acme.Handlers\n{\n    public class NullHandler : IHandler\n    {\n${functionNames(random, 26)
      .map((name) => `        public void ${capital(name)}() { }`)
      .join('\n')}\n    }\n}\n`,
  ),
  bad(
    'stubs-todo-kotlin',
    'app/src/main/java/Fragments.kt',
    'code',
    `package app\n\nclass Fragments {\n${functionNames(random, 24)
      .map((name) => `    fun ${name}() { TODO("Not yet implemented") }`)
      .join('\n')}\n}\n`,
  ),
]

export const emptyCode = (random: Random): readonly GoldCase[] => [
  ...comments(random.of('comments')),
  ...stubs(random.of('stubs')),
]
