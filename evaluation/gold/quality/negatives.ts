// All the good files: ordinary code of many languages and near misses of each group, with their variants.
import type { GoldCase } from '../case.ts'
import type { Random } from '../random.ts'
import { actorBodies } from './good-actors.ts'
import { buildBodies } from './good-build.ts'
import { cBodies } from './good-c.ts'
import { moreCBodies } from './good-c-more.ts'
import { configBodies } from './good-config.ts'
import { cppBodies } from './good-cpp.ts'
import { csharpBodies } from './good-csharp.ts'
import { foreignBodies } from './good-foreign.ts'
import { functionalBodies } from './good-functional.ts'
import { goBodies } from './good-go.ts'
import { goToolBodies } from './good-go-tools.ts'
import { javaBodies } from './good-java.ts'
import { moreJavaBodies } from './good-java-more.ts'
import { javascriptBodies } from './good-javascript.ts'
import { kotlinScalaBodies } from './good-kotlin-scala.ts'
import { otherBodies } from './good-other.ts'
import { pageBodies } from './good-pages.ts'
import { proseBodies } from './good-prose.ts'
import { pythonBodies } from './good-python.ts'
import { morePythonBodies } from './good-python-more.ts'
import { pythonWebBodies } from './good-python-web.ts'
import { rubyPhpPerlBodies } from './good-ruby-php-perl.ts'
import { rustBodies } from './good-rust.ts'
import { schemaBodies } from './good-schema.ts'
import { scriptBodies } from './good-script.ts'
import { shellBodies } from './good-shell.ts'
import { sqlBodies } from './good-sql.ts'
import { styleBodies } from './good-styles.ts'
import { swiftBodies } from './good-swift.ts'
import { tsxBodies } from './good-tsx.ts'
import { typescriptBodies } from './good-typescript.ts'
import { yamlBodies } from './good-yaml.ts'
import { casesOf } from './kit.ts'
import { nearCharacters } from './near-characters.ts'
import { nearCode } from './near-code.ts'
import { moreNearCode } from './near-code-more.ts'
import { nearData } from './near-data.ts'
import { nearDataText } from './near-data-text.ts'
import { nearDocumentation } from './near-documentation.ts'
import { nearEncoded } from './near-encoded.ts'
import { nearGenerated } from './near-generated.ts'
import { nearGeneratedHeaders } from './near-generated-headers.ts'
import { nearHtml } from './near-html.ts'
import { nearLines } from './near-lines.ts'
import { nearQualified } from './near-qualified.ts'
import { nearRepetition } from './near-repetition.ts'
import { nearSignatures } from './near-signatures.ts'
import { nearSigns } from './near-signs.ts'
import { shortBodies } from './near-size.ts'
import { nearTables } from './near-tables.ts'

export const negatives = (random: Random): readonly GoldCase[] =>
  [
    ...actorBodies,
    ...buildBodies,
    ...cBodies,
    ...moreCBodies,
    ...configBodies,
    ...cppBodies,
    ...csharpBodies,
    ...foreignBodies,
    ...functionalBodies,
    ...goBodies,
    ...goToolBodies,
    ...javaBodies,
    ...moreJavaBodies,
    ...javascriptBodies,
    ...kotlinScalaBodies,
    ...otherBodies,
    ...pageBodies,
    ...proseBodies,
    ...pythonBodies,
    ...pythonWebBodies,
    ...morePythonBodies,
    ...rubyPhpPerlBodies,
    ...rustBodies,
    ...schemaBodies,
    ...scriptBodies,
    ...shellBodies,
    ...sqlBodies,
    ...styleBodies,
    ...swiftBodies,
    ...tsxBodies,
    ...typescriptBodies,
    ...yamlBodies,
    ...nearCharacters,
    ...nearCode,
    ...moreNearCode,
    ...nearData,
    ...nearDataText,
    ...nearEncoded(random.of('near-encoded')),
    ...nearGenerated,
    ...nearHtml,
    ...nearLines,
    ...nearRepetition,
    ...nearSignatures,
    ...nearSigns,
    ...shortBodies,
    ...nearTables,
    ...nearGeneratedHeaders,
    ...nearDocumentation,
    ...nearQualified,
  ].flatMap((body) => casesOf(body, random))
