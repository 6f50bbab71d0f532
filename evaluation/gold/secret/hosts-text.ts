// Documents, SQL, Gradle, Jenkins, notebook and Docker files without secrets, with room for more lines of their kind.
import { code, json } from './form.ts'
import type { Host } from './hosts.ts'

export const markdownHosts: readonly Host[] = [
  ({ top, body }, { things, Things }) => code`
    # ${Things}

    Keeps the ${things} of all branches in step. Runs as one container, needs PostgreSQL 14 or newer.

    ## Getting started

    1. Clone the repository and run \`make setup\`.
    2. Copy \`config.sample.yml\` to \`config.yml\`.
    3. Start with \`docker compose up\`.

    ${top}

    ## Development

    Tests run with \`make test\`. Please open an issue before you send a large change.

    ${body}

    ## License

    MIT
  `,
]

export const htmlHosts: readonly Host[] = [
  ({ top, body }, { things, Things }) => code`
    <!DOCTYPE html>
    <html lang="en">
    <head>
      <meta charset="utf-8">
      <title>${Things}</title>
      <link rel="stylesheet" href="/css/site.css">
      ${top}
    </head>
    <body>
      <nav><a href="/">Home</a> <a href="/${things}">${Things}</a></nav>
      <main id="app" data-source="/${things}.json"></main>
      ${body}
      <script src="/js/site.js" defer></script>
    </body>
    </html>
  `,
]

export const sqlHosts: readonly Host[] = [
  ({ top, body }, { thing, things }) => code`
    -- ${things}: tables and who may read them
    CREATE TABLE IF NOT EXISTS ${things} (
        id          BIGSERIAL PRIMARY KEY,
        ${thing}_key VARCHAR(64) NOT NULL UNIQUE,
        title       TEXT NOT NULL,
        created_at  TIMESTAMPTZ NOT NULL DEFAULT now()
    );

    CREATE INDEX ix_${things}_created ON ${things} (created_at DESC);

    ${top}

    INSERT INTO ${things} (${thing}_key, title) VALUES
        ('first', 'First ${thing}'),
        ('second', 'Second ${thing}');
    ${body}
  `,
]

export const gradleHosts: readonly Host[] = [
  ({ top, body }, { things }) => code`
    plugins {
        id 'com.android.application'
        id 'maven-publish'
    }

    android {
        namespace 'eu.kestrel.${things.replaceAll('_', '')}'
        compileSdk 34
        defaultConfig {
            minSdk 24
            targetSdk 34
            versionCode 41
            versionName "2.3.1"
        }
        ${top}
    }

    dependencies {
        implementation 'androidx.core:core-ktx:1.12.0'
        testImplementation 'junit:junit:4.13.2'
    }
    ${body}
  `,
]

export const jenkinsHosts: readonly Host[] = [
  ({ top, body }, { things }) => code`
    pipeline {
        agent { label 'linux' }
        options {
            timeout(time: 30, unit: 'MINUTES')
            disableConcurrentBuilds()
        }
        ${top}
        stages {
            stage('Build') {
                steps {
                    sh './gradlew :${things}:assemble'
                }
            }
            stage('Publish') {
                when { branch 'main' }
                steps {
                    ${body}
                    archiveArtifacts artifacts: 'build/libs/*.jar'
                }
            }
        }
    }
  `,
]

const cell = (source: string): object => ({
  cell_type: 'code',
  execution_count: 1,
  metadata: {},
  outputs: [],
  source: source
    .trim()
    .split('\n')
    .map((line) => `${line}\n`),
})

export const notebookHosts: readonly Host[] = [
  ({ top, body }, { thing, things, Things }) => {
    const prose = { cell_type: 'markdown', metadata: {}, source: [`# ${Things}\n`, `How many by month?`] }
    const load = `frame = pd.read_csv("${things}.csv")\nframe.groupby("${thing}").size().plot(kind="bar")`
    const cells = [
      prose,
      cell(`import pandas as pd\nimport matplotlib.pyplot as plt\n${top}`),
      cell(`${body}\n${load}`),
    ]
    const kernel = { display_name: 'Python 3', language: 'python', name: 'python3' }
    return json({ cells, metadata: { kernelspec: kernel }, nbformat: 4, nbformat_minor: 5 }, 1)
  },
]

export const dockerHosts: readonly Host[] = [
  ({ top, body }, { things }) => code`
    FROM python:3.12-slim AS build
    WORKDIR /srv/${things}
    ENV PYTHONUNBUFFERED=1 \
        PIP_NO_CACHE_DIR=1
    ${top}

    COPY requirements.txt .
    RUN pip install -r requirements.txt
    COPY . .
    ${body}

    EXPOSE 8000
    USER nobody
    CMD ["gunicorn", "-w", "4", "-b", "0.0.0.0:8000", "app:app"]
  `,
]
