// Code that teaches nothing: prints only, imports only, preprocessor only, several programs in one.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { bad, glued, lines } from './kit.ts'
import { capital, different, functionName, functionNames, nouns, sentence, snake } from './vocabulary.ts'

const prints = (random: Random): readonly GoldCase[] => [
  bad(
    'prints-lesson-python',
    'lessons/strings.py',
    'code',
    `name = "${random.pick(nouns)}"\n${lines(40, () => `print("${sentence(random, 5)}", name)`)}\n`,
  ),
  bad(
    'prints-lesson-python',
    'day3/exercise.py',
    'code',
    `a = 7\nb = 3\n${lines(
      24,
      (index) =>
        `c = a ${random.pick(['+', '-', '*', '//', '%'])} ${index + 2}\nprint("${random.pick(nouns)} is", c, b)`,
    )}\n`,
  ),
  bad(
    'prints-log-only-javascript',
    'debug/trace.js',
    'code',
    `var state = require('./state');\n${lines(
      36,
      () => `console.log('${functionName(random)}', state.${random.pick(nouns)});`,
    )}\n`,
  ),
  bad(
    'prints-story-java',
    'Story.java',
    'code',
    `public class Story {\n    public static void main(String[] args) {\n${lines(
      38,
      () => `        System.out.println("${sentence(random, 8)}");`,
    )}\n    }\n}\n`,
  ),
  bad(
    'prints-menu-c',
    'src/help.c',
    'code',
    `#include <stdio.h>\n\nvoid help(void)\n{\n${lines(34, () =>
      glued(
        `    printf("  -${random.text('lower', 1)}, --`,
        `${snake(functionName(random)).replace('_', '-')}  ${sentence(random, 5)}\\n");`,
      ),
    )}\n}\n`,
  ),
  bad('prints-echo-shell', 'bin/motd.sh', 'code', `#!/bin/sh\n${lines(32, () => `echo "${sentence(random, 8)}"`)}\n`),
  bad(
    'prints-go-steps',
    'cmd/demo/main.go',
    'code',
    `package main\n\nimport "fmt"\n\nfunc main() {\n${lines(
      35,
      () => `\tfmt.Println("${sentence(random, 6)}", ${random.int(90)})`,
    )}\n}\n`,
  ),
]

const notebookModules = [
  'numpy as np',
  'pandas as pd',
  'seaborn as sns',
  'matplotlib.pyplot as plt',
  'os',
  'sys',
  're',
  'math',
  'random',
  'json',
  'time',
  'glob',
  'warnings',
  'itertools',
  'collections',
]

const imports = (random: Random): readonly GoldCase[] => [
  bad(
    'imports-python-package',
    'toolbox/__init__.py',
    'code',
    `${functionNames(random, 34)
      .map((name) => `from toolbox.${snake(name)} import ${name}`)
      .join('\n')}\n`,
  ),
  bad(
    'imports-python-package',
    'models/all.py',
    'code',
    `"""All the models."""\n${functionNames(random, 22)
      .map((name) => `from models.${snake(name)} import ${capital(name)}, ${capital(name)}Item`)
      .join('\n')}\n\nready = True\n`,
  ),
  bad(
    'imports-python-notebook',
    'notebooks/explore.py',
    'code',
    glued(
      notebookModules.map((name) => `import ${name}`).join('\n'),
      `\nfrom sklearn import svm\nfrom sklearn import tree\n\nwarnings.filterwarnings("ignore")`,
      `\nframe = pd.read_csv("train.csv")\nframe.head()\nframe.describe()\nframe.info()\nplt.pl`,
      `ot(frame["a"], frame["b"])\nplt.show()\n`,
    ),
  ),
  bad(
    'imports-python-django-urls',
    'site/views/__init__.py',
    'code',
    `import logging\n\n${functionNames(random, 26)
      .map((name) => `from .${snake(name)} import *  # noqa`)
      .join('\n')}\n\nlog = logging.getLogger("views")\nlog.debug("loaded %s views", 26)\n`,
  ),
  bad(
    'preprocessor-cpp-switches',
    'src/features.cpp',
    'code',
    `${functionNames(random, 30)
      .map((name) => `#ifdef HAVE_${snake(name).toUpperCase()}\n#include <${snake(name)}.h>\n#endif`)
      .join('\n')}\nint features = 0;\n`,
  ),
  bad(
    'preprocessor-c-defines',
    'src/messages.c',
    'code',
    `#include "messages.h"\n${functionNames(random, 45)
      .map((name, index) => `#define MSG_${snake(name).toUpperCase()} ${index + 100}`)
      .join('\n')}\nint last_message = 145;\n`,
  ),
  bad(
    'preprocessor-cpp-using',
    'src/prelude.cc',
    'code',
    `#include <map>\n#include <string>\n#include <vector>\n${functionNames(random, 30)
      .map((name) => `using acme::${name};`)
      .join('\n')}\nint prelude;\n`,
  ),
  bad(
    'preprocessor-unity-build',
    'build/unity.cpp',
    'code',
    `${functionNames(random, 40)
      .map((name) => `#include "../src/${snake(name)}.cpp"`)
      .join('\n')}\n`,
  ),
]

const program = (random: Random, open: string, body: (noun: string) => string): string =>
  different(random, 3, (from) => from.pick(nouns))
    .map((noun) => `${open}\n${body(noun)}\n`)
    .join('\n')

const mains = (random: Random): readonly GoldCase[] => [
  bad(
    'mains-exercises-c',
    'homework/week4.c',
    'code',
    program(
      random,
      '#include <stdio.h>',
      (noun) => `
int main()
{
    int ${noun}, i, sum = 0;
    scanf("%d", &${noun});
    for (i = 1; i <= ${noun}; i++)
        if (${noun} % i == 0)
            sum += i;
    printf("%d\\n", sum);
    return 0;
}`,
    ),
  ),
  bad(
    'mains-exercises-cpp',
    'contest/solutions.cpp',
    'code',
    program(
      random,
      '#include <bits/stdc++.h>\nusing namespace std;',
      (noun) => `
int main() {
    int n;
    cin >> n;
    vector<int> ${noun}(n);
    for (auto &x : ${noun}) cin >> x;
    sort(${noun}.begin(), ${noun}.end());
    long long best = 0;
    for (int i = 0; i < n; i++) best = max(best, 1LL * ${noun}[i] * (n - i));
    cout << best << endl;
}`,
    ),
  ),
  bad(
    'mains-classes-java',
    'src/Exercises.java',
    'code',
    program(
      random,
      '',
      (noun) => `class ${capital(noun)} {
    public static void main(String[] args) {
        int ${noun} = Integer.parseInt(args[0]);
        while (${noun} != 1) {
            ${noun} = ${noun} % 2 == 0 ? ${noun} / 2 : 3 * ${noun} + 1;
            System.out.println(${noun});
        }
    }
}`,
    ),
  ),
  bad(
    'mains-behind-switches-c',
    'tests/manual.c',
    'code',
    different(random, 4, (from) => from.pick(nouns))
      .map(
        (noun, index) => `#if TEST == ${index}
#include "${noun}.h"
int main(int argc, char **argv)
{
    struct ${noun} *it = ${noun}_open(argv[1]);
    if (!it)
        return 1;
    ${noun}_walk(it, argc > 2);
    ${noun}_close(it);
    return 0;
}
#endif`,
      )
      .join('\n\n'),
  ),
]

export const idleCode = (random: Random): readonly GoldCase[] => [
  ...prints(random.of('prints')),
  ...imports(random.of('imports')),
  ...mains(random.of('mains')),
]
