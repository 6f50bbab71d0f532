// Hooks of builds that only compile, generate or format.
import type { Family } from './family.ts'

export const goodBuildHooks: readonly Family[] = [
  {
    family: 'build-rs-cc',
    positive: false,
    classes: ['install-hook'],
    variants: [
      {
        paths: ['crates/codec-sys/build.rs'],
        whole: `use std::env;
use std::path::PathBuf;
use std::process::Command;

fn main() {
    println!("cargo:rerun-if-changed=vendor/codec.c");
    cc::Build::new()
        .file("vendor/codec.c")
        .include("vendor/include")
        .flag_if_supported("-Wno-unused-parameter")
        .compile("codec");

    let bindings = bindgen::Builder::default()
        .header("vendor/include/codec.h")
        .allowlist_function("codec_.*")
        .generate()
        .expect("bindings");
    let out = PathBuf::from(env::var("OUT_DIR").unwrap());
    bindings.write_to_file(out.join("bindings.rs")).unwrap();

    let commit = Command::new("git").args(["rev-parse", "--short", "HEAD"]).output();
    if let Ok(output) = commit {
        println!("cargo:rustc-env=GIT_COMMIT={}", String::from_utf8_lossy(&output.stdout).trim());
    }
}`,
      },
    ],
  },
  {
    family: 'go-generate-honest',
    positive: false,
    classes: ['install-hook'],
    variants: [
      {
        paths: ['internal/wire/kinds.go'],
        body: `//go:generate stringer -type=Kind -output=kind_string.go
//go:generate sh -c "protoc --go_out=. --go_opt=paths=source_relative *.proto"
//go:generate go run ./gen -in kinds.yaml -out kinds_table.go

// Kind tells the kinds of messages apart.
type Kind int

const (
	Hello Kind = iota
	Data
	Bye
)`,
      },
    ],
  },
  {
    family: 'gradle-exec-version',
    positive: false,
    classes: ['install-hook'],
    variants: [
      {
        paths: ['build.gradle'],
        whole: `plugins {
    id 'com.android.application'
    id 'org.jetbrains.kotlin.android'
}

def gitHash = { ->
    def out = new ByteArrayOutputStream()
    exec {
        commandLine 'git', 'rev-parse', '--short', 'HEAD'
        standardOutput = out
    }
    return out.toString().trim()
}

android {
    namespace 'org.gardenplan.app'
    compileSdk 34
    defaultConfig {
        versionName "2.8-\${gitHash()}"
        buildConfigField 'String', 'API', "\\"https://api.gardenplan.example.com\\""
    }
}

tasks.register('downloadTranslations') {
    doLast {
        ['curl', '-fsS', 'https://weblate.example.com/api/projects/gardenplan/file/', '-o', 'i18n.⟦join⟧
zip'].execute().waitFor()
    }
}`,
      },
    ],
  },
  {
    family: 'extconf-honest',
    positive: false,
    classes: ['install-hook'],
    variants: [
      {
        paths: ['ext/ring/extconf.rb'],
        whole: `require 'mkmf'

$CFLAGS << ' -std=c11 -O2 -Wall'
unless find_header('ring.h', '/usr/local/include', '/opt/homebrew/include')
  abort 'ring.h is missing, please install libring-dev'
end
find_library('ring', 'ring_put') or abort 'libring is missing'
have_func('clock_gettime')
puts \`pkg-config --modversion ring\`
create_makefile('ring/ring')`,
      },
      {
        paths: ['ring.gemspec'],
        whole: `Gem::Specification.new do |spec|
  spec.name = 'ring'
  spec.version = File.read('VERSION').strip
  spec.summary = 'A ring buffer'
  spec.authors = ['J. Marsh']
  spec.files = \`git ls-files -z\`.split("\\x0").reject { |file| file.start_with?('spec/') }
  spec.extensions = ['ext/ring/extconf.rb']
  spec.post_install_message = 'ring 3 drops Ruby 2.7, see CHANGELOG.md'
  spec.license = 'MIT'
end`,
      },
    ],
  },
  {
    family: 'composer-scripts-artisan',
    positive: false,
    classes: ['install-hook'],
    variants: [
      {
        paths: ['composer.json'],
        whole: String.raw`{
    "name": "fieldnotes/site",
    "type": "project",
    "require": { "php": "^8.2", "laravel/framework": "^11.0" },
    "scripts": {
        "post-autoload-dump": [
            "Illuminate\\Foundation\\ComposerScripts::postAutoloadDump",
            "@php artisan package:discover --ansi"
        ],
        "post-root-package-install": [ "@php -r \"file_exists('.env') || copy('.env.example', '.en⟦join⟧
v');\"" ],
        "post-create-project-cmd": [ "@php artisan key:generate --ansi" ]
    },
    "minimum-stability": "stable"
}`,
      },
    ],
  },
  {
    family: 'husky-hooks-honest',
    positive: false,
    classes: ['install-hook'],
    variants: [
      {
        paths: ['.githooks/pre-push'],
        whole: `#!/usr/bin/env sh
. "$(dirname -- "$0")/_/husky.sh"

npx --no-install lint-staged
npm run typecheck

if git diff --cached --name-only | grep -q '^migrations/'; then
  echo "migrations changed: run 'npm run db:check' before you push" >&2
  npm run db:check
fi`,
      },
    ],
  },
  {
    family: 'vscode-tasks-watch',
    positive: false,
    classes: ['install-hook'],
    variants: [
      {
        paths: ['.vscode/tasks.json'],
        whole: `{
  "version": "2.0.0",
  "tasks": [
    {
      "label": "watch",
      "type": "npm",
      "script": "watch",
      "isBackground": true,
      "problemMatcher": "$tsc-watch",
      "runOptions": { "runOn": "folderOpen" },
      "presentation": { "reveal": "never" }
    },
    { "label": "lint", "type": "shell", "command": "npx biome check .", "problemMatcher": [] }
  ]
}`,
      },
      {
        paths: ['.devcontainer/devcontainer.json'],
        whole: `{
  "name": "fieldbook",
  "image": "mcr.microsoft.com/devcontainers/typescript-node:20",
  "features": { "ghcr.io/devcontainers/features/docker-in-docker:2": {} },
  "postCreateCommand": "npm ci && npx playwright install --with-deps chromium",
  "mounts": ["source=\${localEnv:HOME}/.npmrc,target=/home/node/.npmrc,type=bind,readonly"],
  "forwardPorts": [3000]
}`,
      },
    ],
  },
  {
    family: 'cmake-fetch-content',
    positive: false,
    classes: ['download-run'],
    variants: [
      {
        paths: ['CMakeLists.txt'],
        whole: `cmake_minimum_required(VERSION 3.24)
project(pointcloud LANGUAGES CXX)

include(FetchContent)
FetchContent_Declare(
  fmt
  URL https://github.com/fmtlib/fmt/archive/refs/tags/10.2.1.tar.gz
  URL_HASH SHA256=⟦hex:64⟧
)
FetchContent_MakeAvailable(fmt)

execute_process(COMMAND git describe --tags --always OUTPUT_VARIABLE VERSION OUTPUT_STRIP_TRAILING⟦join⟧
_WHITESPACE)

add_executable(pointcloud src/main.cpp)
target_link_libraries(pointcloud PRIVATE fmt::fmt)
target_compile_definitions(pointcloud PRIVATE APP_VERSION="\${VERSION}")`,
      },
    ],
  },
]
