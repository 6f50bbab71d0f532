// Text under names that are no readme, and XML with its header.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { bad, glued, lines } from './kit.ts'
import { licenceLines } from './licence.ts'
import { capital, different, functionName, nouns, people, sentence } from './vocabulary.ts'

const texts = (random: Random): readonly GoldCase[] => [
  bad(
    'text-licence-only',
    'LICENSE.txt',
    'data',
    `${licenceLines('gpl', random).join('\n')}\n\n${licenceLines('mit', random).join('\n')}\n`,
  ),
  bad('text-licence-only', 'third_party/zlib/COPYING', 'data', `${licenceLines('mit', random).join('\n')}\n`),
  bad(
    'text-of-a-story',
    'corpus/story_17.txt',
    'data',
    lines(60, () => `${sentence(random, 22)}\n`),
  ),
  bad(
    'text-of-a-story',
    'samples/lorem.txt',
    'data',
    lines(30, () => sentence(random, 14)),
  ),
  bad(
    'text-log-of-server',
    'logs/server.txt',
    'data',
    lines(400, (index) =>
      glued(
        `2023-04-0${1 + (index % 9)} 1${index % 10}:${10 + random.int(49)}:${10 + random.int(49)}`,
        ` INFO ${functionName(random)} took ${random.int(900)} ms for `,
        `${random.pick(people).toLowerCase()}`,
      ),
    ),
  ),
  bad(
    'text-word-list',
    'wordlists/common.txt',
    'data words',
    different(random, 800, (from) => functionName(from).toLowerCase()).join('\n'),
  ),
  bad(
    'text-changes',
    'changes.txt',
    'data',
    lines(40, (index) => `Version 0.${60 - index}\n  * ${sentence(random, 10)}\n  * ${sentence(random, 8)}\n`),
  ),
  bad(
    'text-expected-output',
    'tests/expected/output_3.txt',
    'data',
    lines(70, (index) =>
      glued(
        `case ${index}: ${random.pick(nouns)} ${random.pick(['passed', 'failed'])} after `,
        `${random.int(90)} steps, ${sentence(random, 3)}`,
      ),
    ),
  ),
  bad(
    'text-robots',
    'public/robots.txt',
    'data',
    `User-agent: *\n${different(random, 40, (from) => from.pick(nouns))
      .map((noun) => `Disallow: /${noun}/`)
      .join('\n')}\n`,
  ),
  bad(
    'text-of-questions',
    'train/questions.txt',
    'data',
    lines(620, (index) => `${index}\t${sentence(random, 8).replace('.', '?')}\t${random.pick(['yes', 'no'])}`),
  ),
]

const header = '<?xml version="1.0" encoding="utf-8"?>\n'

const xml = (random: Random): readonly GoldCase[] => [
  bad(
    'xml-android-layout',
    'app/src/main/res/layout/activity_main.xml',
    'data',
    `${header}<LinearLayout xmlns:android="http://schemas.android.com/apk/res/android"
    android:layout_width="match_parent"
    android:layout_height="match_parent"
    android:orientation="vertical">
${different(random, 8, (from) => from.pick(nouns))
  .map(
    (noun) => `
    <TextView
        android:id="@+id/${noun}"
        android:layout_width="wrap_content"
        android:layout_height="wrap_content"
        android:text="@string/${noun}_label" />`,
  )
  .join('\n')}

</LinearLayout>
`,
  ),
  bad(
    'xml-maven-project',
    'pom.xml',
    'data',
    `${header}<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>org.acme</groupId>
  <artifactId>ledger</artifactId>
  <version>1.3.0</version>
  <dependencies>
${different(random, 9, (from) => from.pick(nouns))
  .map(
    (noun) => `    <dependency>
      <groupId>org.acme</groupId>
      <artifactId>${noun}</artifactId>
      <version>${1 + random.int(5)}.${random.int(20)}</version>
    </dependency>`,
  )
  .join('\n')}
  </dependencies>
</project>
`,
  ),
  bad(
    'xml-drawing',
    'assets/logo.svg',
    'data characters',
    `${header}<svg xmlns="http://www.w3.org/2000/svg" width="240" height="240" viewBox="0 0 240 240">
  <title>${capital(random.pick(nouns))}</title>
${lines(30, () =>
  glued(
    `  <path d="M${random.int(240)} ${random.int(240)}C${random.int(240)} ${random.int(240)} `,
    `${random.int(240)} ${random.int(240)} ${random.int(240)} ${random.int(240)}z" fill="#`,
    `${random.text('hex', 6)}"/>`,
  ),
)}
</svg>
`,
  ),
  bad(
    'xml-property-list',
    'ios/Notes/Info.plist',
    'data',
    `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
${different(random, 18, functionName)
  .map((key) => `	<key>${capital(key)}</key>\n	<string>${random.pick(nouns)}</string>`)
  .join('\n')}
</dict>
</plist>
`,
  ),
  bad(
    'xml-spring-beans',
    'src/main/resources/applicationContext.xml',
    'data',
    `${header}<beans xmlns="http://www.springframework.org/schema/beans">
${different(random, 14, functionName)
  .map(
    (name) => `  <bean id="${name}" class="org.acme.${capital(name)}Service">
    <property name="dataSource" ref="dataSource"/>
  </bean>`,
  )
  .join('\n')}
</beans>
`,
  ),
  bad(
    'xml-resources-of-forms',
    'Properties/Strings.resx',
    'data',
    `${header}<root>
${different(random, 40, functionName)
  .map((name) => `  <data name="${name}" xml:space="preserve">\n    <value>${sentence(random, 5)}</value>\n  </data>`)
  .join('\n')}
</root>
`,
  ),
]

export const textsAndXml = (random: Random): readonly GoldCase[] => [
  ...texts(random.of('texts')),
  ...xml(random.of('xml')),
]
